using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams;
using static HuddleBot.Tests.Playground.MicrosoftTeamsScene;
using static HuddleBot.Tests.Playground.MicrosoftTeamsScene.Cards;

namespace HuddleBot.Tests.Playground;

/// <summary>What a client does with cards: clicks, inputs, per-person views, refresh, dialogs, message actions.</summary>
public sealed class MicrosoftTeamsCardTests : IAsyncLifetime
{
    private const string Card15 = "application/vnd.microsoft.card.adaptive";
    private readonly ManualTime time = new();
    private MicrosoftTeamsScene scene = null!;

    private TeamsPlayground Teams => scene.Teams;

    public async Task InitializeAsync() => scene = await OpenAsync(new TeamsPlaygroundOptions { RateLimitScale = null, TimeProvider = time, InvokeTimeout = TimeSpan.FromMilliseconds(400) });

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task A_click_sends_the_verb_the_data_and_who_in_which_thread()
    {
        var message = await scene.PostCardAsync(Card(Actions(Execute("issue.fix"))));
        scene.AnswersAction(200, "application/vnd.microsoft.activity.message", "Thank you.");

        var click = await Teams.ClickAsync("tom", message, "issue.fix");

        var activity = scene.Bot.Requests.Single().Payload;
        Assert.Equal(("invoke", "adaptiveCard/action"), (activity.GetProperty("type").GetString(), activity.GetProperty("name").GetString()));
        Assert.Equal(Teams.PersonNamed("tom").Id, activity.GetProperty("from").GetProperty("aadObjectId").GetString());
        Assert.Equal(message.ConversationId, activity.GetProperty("conversation").GetProperty("id").GetString());
        Assert.Equal(message.Id, activity.GetProperty("replyToId").GetString());
        Assert.Equal(Teams.TenantId, activity.GetProperty("channelData").GetProperty("tenant").GetProperty("id").GetString());
        var value = activity.GetProperty("value");
        Assert.Equal(("manual", "issue.fix", "i-1"), (Said(value, "trigger"), Said(value.GetProperty("action"), "verb"), Said(value.GetProperty("action").GetProperty("data"), "item")));
        Assert.Equal((true, "Thank you."), (click.IsOk, click.Toast));
        Assert.Equal(["Thank you."], Teams.ToastsOf("tom"));
        Assert.Empty(Teams.Complaints);
    }

    [Fact]
    public async Task A_replacement_card_is_for_that_person_until_the_message_changes_for_everyone()
    {
        var message = await scene.PostCardAsync(Card(Actions(Execute("issue.show"))));
        scene.AnswersAction(200, Card15, Card(Text("The whole comment.")));

        await Teams.ClickAsync("tom", message, "issue.show");

        Assert.Contains("The whole comment.", Teams.WhatSees("tom", message)!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("The whole comment.", Teams.WhatSees("ana", message)!.Value.GetRawText(), StringComparison.Ordinal);
        await scene.CallAsync(HttpMethod.Put, $"v3/conversations/{Uri.EscapeDataString(message.Conversation)}/activities/{message.Id}", Activity(Card(Text("Done."))));
        Assert.Contains("Done.", Teams.WhatSees("tom", message)!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Null(Teams.WhatSees("olga", message));
    }

    [Theory]
    [InlineData(null, "Please say why.")]
    [InlineData("far longer than twenty characters", "Please say why.")]
    [InlineData("<b>", "Please say why.")]
    [InlineData("Not ours", null)]
    public async Task A_client_checks_the_inputs_before_it_sends(string? reason, string? error)
    {
        var message = await scene.PostCardAsync(Card(Actions(ShowCard(Reason, Actions(Execute("triage.decline"))))));
        scene.AnswersAction(200, "application/vnd.microsoft.activity.message", "ok");

        var click = await Teams.ClickAsync("ana", message, "triage.decline", new Dictionary<string, string?> { ["reason"] = reason });

        Assert.Equal(error, click.Errors?["reason"]);
        Assert.Equal(error is null ? 1 : 0, scene.Bot.Requests.Count);
        if (error is null) Assert.Equal(reason, Said(scene.Bot.Requests.Single().Payload.GetProperty("value").GetProperty("action").GetProperty("data"), "reason"));
    }

    [Fact]
    public async Task Inputs_of_the_cards_around_are_sent_along_and_those_of_others_are_not()
    {
        var note = new JsonObject { ["type"] = "Input.Text", ["id"] = "note", ["label"] = "Note", ["value"] = "outside" };
        var owner = new JsonObject
        {
            ["type"] = "Input.ChoiceSet", ["id"] = "owner", ["label"] = "Owner", ["value"] = "me", ["choices"] = new JsonArray(new JsonObject { ["title"] = "Me", ["value"] = "me" }),
            ["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = "graph.microsoft.com/users?scope=currentContext" },
        };
        var message = await scene.PostCardAsync(Card(note, Actions(ShowCard(owner, Actions(Execute("issue.fix"))), ShowCard(Reason, Actions(Execute("triage.decline"))))));
        scene.AnswersAction(200, "application/vnd.microsoft.activity.message", "ok");

        await Teams.ClickAsync("tom", message, "issue.fix", new Dictionary<string, string?> { ["owner"] = "ben" });

        var data = scene.Bot.Requests.Single().Payload.GetProperty("value").GetProperty("action").GetProperty("data");
        Assert.Equal(("outside", Teams.PersonNamed("ben").Id), (Said(data, "note"), Said(data, "owner")));
        Assert.False(data.TryGetProperty("reason", out _));
        Assert.Empty(Teams.Complaints);
    }

    [Fact]
    public async Task What_is_hidden_can_only_be_touched_when_something_shows_it()
    {
        JsonObject Hidden()
        {
            var row = Actions(Execute("triage.accept"));
            (row["id"], row["isVisible"]) = ("managers", false);
            return row;
        }

        var lost = await scene.PostCardAsync(Card(Hidden()));
        var toggled = await scene.PostCardAsync(Card(Actions(new JsonObject { ["type"] = "Action.ToggleVisibility", ["title"] = "For managers", ["targetElements"] = new JsonArray("managers") }), Hidden()));
        scene.AnswersAction(200, "application/vnd.microsoft.activity.message", "ok");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Teams.ClickAsync("ana", lost, "triage.accept"));
        Assert.True((await Teams.ClickAsync("ana", toggled, "triage.accept")).IsOk);
    }

    [Theory]
    [InlineData("""{"statusCode":500,"type":"application/vnd.microsoft.error","value":{"code":"x","message":"y"}}""", 200, 0)]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive"}""", 200, 1)]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.adaptive.card","value":{}}""", 200, 1)]
    [InlineData("""{"statusCode":403,"type":"application/vnd.microsoft.activity.message","value":"no"}""", 200, 1)]
    [InlineData("""{"type":"AdaptiveCard"}""", 200, 1)]
    [InlineData("""{}""", 501, 0)]
    public async Task A_bad_answer_tells_the_person_that_it_went_wrong(string answer, int status, int complaints)
    {
        var message = await scene.PostCardAsync(Card(Actions(Execute("issue.fix"))));
        scene.Answers(JsonElement.Parse(answer), status);

        var click = await Teams.ClickAsync("tom", message, "issue.fix");

        Assert.Equal(status == 200 ? "Something went wrong. Please try again." : "Unable to reach app. Please try again.", click.Problem);
        Assert.Equal(complaints, Teams.Complaints.Count);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_does_not_count()
    {
        var message = await scene.PostCardAsync(Card(Actions(Execute("issue.fix"))));
        var never = new TaskCompletionSource();
        scene.Bot.Answer = (_, _) => never.Task;

        var click = await Teams.ClickAsync("tom", message, "issue.fix");
        never.SetResult();

        Assert.Equal(("timeout", "Unable to reach app. Please try again."), (click.Delivery!.Failure, click.Problem));
    }

    [Fact]
    public async Task An_old_client_sends_the_fallback_as_a_message_with_a_value()
    {
        var message = await scene.PostCardAsync(Card(Actions(ShowCard(Reason, Actions(Execute("triage.decline"))))));

        await Teams.ClickFallbackAsync("ana", message, "triage.decline", new Dictionary<string, string?> { ["reason"] = "Not ours" });

        var activity = scene.Bot.Requests.Single().Payload;
        Assert.Equal(("message", message.Id), (Said(activity, "type"), Said(activity, "replyToId")));
        Assert.Equal(("triage.decline", "i-1", "Not ours"), (Said(activity.GetProperty("value"), "verb"), Said(activity.GetProperty("value"), "item"), Said(activity.GetProperty("value"), "reason")));
        Assert.Single(Teams.MessagesIn("Front desk"));
    }

    [Fact]
    public async Task A_refresh_is_for_those_who_are_named_and_at_most_once_a_minute()
    {
        var card = Card();
        card["refresh"] = new JsonObject { ["action"] = Execute("card.refresh"), ["userIds"] = new JsonArray(Teams.PersonNamed("ana").Mri) };
        var message = await scene.PostCardAsync(card);
        var answer = Card(Text("For managers."));
        answer["refresh"] = card["refresh"]!.DeepClone();
        scene.AnswersAction(200, Card15, answer);

        Assert.Null((await Teams.RefreshAsync("tom", message)).Delivery);
        Assert.NotNull((await Teams.RefreshAsync("ana", message)).Delivery);
        Assert.Null((await Teams.RefreshAsync("ana", message)).Delivery);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.NotNull((await Teams.RefreshAsync("ana", message)).Delivery);

        Assert.Equal("automatic", Said(scene.Bot.Requests.First().Payload.GetProperty("value"), "trigger"));
        Assert.Contains("For managers.", Teams.WhatSees("ana", message)!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("For managers.", Teams.WhatSees("tom", message)!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dialog_is_opened_filled_in_and_closed()
    {
        var message = await scene.PostCardAsync(Card(Actions(Fetch("triage.decline"))));
        scene.Answers(Dialog(Reason, Actions(Submit("triage.decline"))));
        await Teams.OpenDialogAsync("ana", message, "triage.decline");
        Assert.Equal("Decline", Teams.DialogOf("ana")!.Title);

        Assert.Equal("Please say why.", (await Teams.SubmitDialogAsync("ana")).Errors!["reason"]);
        scene.Bot.Answer = (_, _) => Task.CompletedTask;
        Assert.True((await Teams.SubmitDialogAsync("ana", new Dictionary<string, string?> { ["reason"] = "Not ours" })).IsOk);

        Assert.Null(Teams.DialogOf("ana"));
        Assert.Equal(["task/fetch", "task/submit"], scene.Bot.Requests.Select(request => Said(request.Payload, "name")));
        Assert.Equal("Not ours", Said(scene.Bot.Requests.Last().Payload.GetProperty("value").GetProperty("data"), "reason"));
        Assert.Empty(Teams.Complaints);
    }

    [Fact]
    public async Task A_message_action_works_where_the_bot_is_not_installed()
    {
        await Teams.UninstallAsync("Sunny Hotels");
        var said = await Teams.SayAsync("tom", "Front desk", "The lift is <slow>");
        scene.Answers(new { task = new { type = "message", value = "Please add me to the team first." } });

        await Teams.MessageActionAsync("tom", said);

        var activity = scene.Bot.Requests.Last().Payload;
        Assert.Equal(("composeExtension/fetchTask", "issue.add"), (Said(activity, "name"), Said(activity.GetProperty("value"), "commandId")));
        Assert.Equal("<p>The lift is &lt;slow&gt;</p>", Said(activity.GetProperty("value").GetProperty("messagePayload").GetProperty("body"), "content"));
        Assert.Equal("Please add me to the team first.", Teams.DialogOf("tom")!.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Teams.MessageActionAsync("olga", said));
    }

    [Theory]
    [InlineData("""{"type":"AdaptiveCard","body":[]}""", "card has no version")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.6","body":[]}""", "card has version 1.6; Teams knows up to 1.5")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Marquee"}]}""", "card.body[0] has an unknown element: Marquee")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock"}]}""", "card.body[0](TextBlock) has no text")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x","colour":"good"}]}""", "card.body[0](TextBlock) has an unknown property: colour")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x","color":"red"}]}""", "card.body[0](TextBlock).color is none of default, dark, light, accent, good, warning, attention: \"red\"")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","label":"x"}]}""", "card.body[0](Input.Text) has no id")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"a"},{"type":"Input.Date","id":"a"}]}""", "card.body[1](Input.Date) repeats the id a")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.Http"}]}""", "card.actions[0] has an unknown action: Action.Http")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Image","url":"https://x.example/a.png"}]}""", "card.body[0](Image) has no altText")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","refresh":{"action":{"type":"Action.Execute","verb":"r"},"userIds":["5a77e1d1"]}}""", "card.refresh userIds are 29: ids")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","body":[{"type":"Nope"}]}}]}""", "card.actions[0](Action.ShowCard).card.body[0] has an unknown element: Nope")]
    public async Task A_card_that_clients_do_not_understand_is_complained_about(string card, string complaint)
    {
        await scene.SendAsync(scene.FrontDesk, Activity(JsonElement.Parse(card)));

        Assert.Equal($"send: {complaint}", Assert.Single(Teams.Complaints));
    }

    private static string? Said(JsonElement value, string name) => value.GetProperty(name).GetString();
}
