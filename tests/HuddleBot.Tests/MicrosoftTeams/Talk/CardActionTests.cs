using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using static HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel;

namespace HuddleBot.Tests.MicrosoftTeams.Talk;

/// <summary>A button is pressed: what it decides, what the person sees at once, and what everybody sees a moment later.</summary>
public sealed class CardActionTests
{
    [Fact]
    public async Task A_form_on_the_card_decides_and_the_card_changes_for_whoever_acts_and_for_everyone()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Nobody could tell me where the bus leaves.");
        var click = await hotel.Teams.ClickAsync("tom", card, Verbs.Fix, new Dictionary<string, string?> { [Verbs.Inputs.Owner] = "ben", [Verbs.Inputs.Try] = "Put up a sign" });
        Assert.True(click.IsOk, click.ToString());
        Assert.Contains("Ben Okoro is fixing it by", TextOf(click.Card!.Value), StringComparison.Ordinal);
        await hotel.UntilShownAsync(card, "Put up a sign");
        Assert.Equal(["FixPlanned"], await hotel.HistoryOfAsync(card));
        await hotel.AllIsWellAsync();
    }

    [Theory]
    [InlineData(Verbs.Fix, "FixPlanned")]
    [InlineData(Verbs.Escalate, "Escalated")]
    [InlineData(Verbs.Dismiss, "Dismissed")]
    [InlineData(Verbs.Celebrate, "Celebrated")]
    public async Task Every_verb_of_the_team_decides_with_nothing_but_the_item(string verb, string happened)
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is out of order.");
        Assert.Contains("Tom Baker", TextOf(CardOf(await hotel.PressAsync("tom", card, verb))), StringComparison.Ordinal);
        Assert.Equal([happened], await hotel.HistoryOfAsync(card));
        await hotel.UntilShownAsync(card, "Tom Baker");
        CardOf(await hotel.PressAsync("tom", card, Verbs.Undo, ("version", 1)));
        Assert.Equal([happened, "Undone"], await hotel.HistoryOfAsync(card));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task A_promise_is_kept_and_the_outcome_told()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.PressAsync("tom", card, Verbs.Fix);
        var done = await hotel.PressAsync("ben", card, Verbs.Done, (Verbs.Inputs.Outcome, "partly"), (Verbs.Inputs.WhatHappened, "A second machine"));
        Assert.Contains("A second machine", TextOf(CardOf(done)), StringComparison.Ordinal);
        Assert.Equal(["FixPlanned", "Finished"], await hotel.HistoryOfAsync(card));
    }

    [Fact]
    public async Task A_manager_triages_on_the_managers_card_and_the_team_reads_the_answer()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Ten euros for the wifi.");
        await hotel.PressAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Make it free"));
        var escalation = await hotel.CardAsync("Make it free", Managers);

        var accepted = CardOf(await hotel.PressAsync("ana", escalation, Verbs.TriageAccept, ("card", "escalation")));
        Assert.Contains("Ana Silva has accepted this", TextOf(accepted), StringComparison.Ordinal);
        Assert.Contains(Verbs.TriageResolve, VerbsOn(accepted));

        var change = CardOf(await hotel.PressAsync("ana", escalation, Verbs.TriageAssign, ("card", "escalation")));
        Assert.Contains(Verbs.TriageAccept, VerbsOn(change));
        CardOf(await hotel.PressAsync("ana", escalation, Verbs.TriageAccept, ("card", "escalation"), ("change", true), ("version", 2), (Verbs.Inputs.Owner, hotel.Teams.PersonNamed("carol").Id), (Verbs.Inputs.Priority, "high")));
        await hotel.UntilShownAsync(card, "Carol White sees to it by");

        var resolved = CardOf(await hotel.PressAsync("ana", escalation, Verbs.TriageResolve, ("card", "escalation"), (Verbs.Inputs.Answer, "Free from May")));
        Assert.Contains("Free from May", TextOf(resolved), StringComparison.Ordinal);
        await hotel.RepliedAsync(card, "Free from May");
        Assert.Equal(["Escalated", "TriageAccepted", "TriageAccepted", "TriageResolved"], await hotel.HistoryOfAsync(card));
        await hotel.AllIsWellAsync();
    }

    [Theory]
    [InlineData(Verbs.TriageDecline, Verbs.Inputs.Reason, "give a reason")]
    [InlineData(Verbs.TriageResolve, Verbs.Inputs.Answer, "give an answer")]
    public async Task What_a_decision_needs_and_lacks_brings_its_form_back(string verb, string input, string words)
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Ten euros for the wifi.");
        await hotel.PressAsync("tom", card, Verbs.Escalate);
        foreach (var empty in (string?[])[null, "", "   "])
        {
            var form = CardOf(await hotel.PressAsync("ana", card, verb, (input, empty)));
            Assert.Contains(words, TextOf(form), StringComparison.Ordinal);
            Assert.Equal("Input.Text", InputOf(form, input).GetProperty("type").GetString());
            Assert.Contains(verb, VerbsOn(form));
        }

        Assert.Equal(["Escalated"], await hotel.HistoryOfAsync(card));
        CardOf(await hotel.PressAsync("ana", card, verb, (input, "There is a reason.")));
        Assert.Equal(2, (await hotel.HistoryOfAsync(card)).Count);
    }

    [Theory]
    [InlineData(Verbs.Inputs.Date, "2026-13-45", "By when?", "no day in the calendar")]
    [InlineData(Verbs.Inputs.Date, "tomorrow", "By when?", "no day in the calendar")]
    [InlineData(Verbs.Inputs.Date, "2020-01-01", "By when?", "has passed")]
    [InlineData(Verbs.Inputs.Owner, "<at>Bo</at>", "Who sees to it?", "choose a person")]
    [InlineData(Verbs.Inputs.Owner, "00000004-aaaa-4bbb-8ccc-000000000004", "Who sees to it?", "choose a person")]
    public async Task Bad_input_brings_the_form_back_with_what_was_typed_and_names_the_field(string input, string value, string label, string words)
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        var form = CardOf(await hotel.PressAsync("tom", card, Verbs.Fix, (Verbs.Inputs.Try, "A new machine"), (input, value)));
        Assert.Contains(TextOf(form).Split('\n'), line => line.StartsWith(label, StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal));
        Assert.Equal("A new machine", InputOf(form, Verbs.Inputs.Try).GetProperty("value").GetString());
        Assert.Empty(await hotel.HistoryOfAsync(card));
        Assert.Contains(Verbs.Refresh, VerbsOn(form));
    }

    [Fact]
    public async Task Whoever_is_in_the_channel_can_be_chosen_to_see_to_it()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        string[] everybody = ["Me", "Ana Silva", "Ben Okoro", "Carol White", "Mia Fischer", "Tom Baker"];
        Assert.Equal(everybody, ChoicesOf(card.Card!.Value));
        await hotel.PressAsync("tom", card, Verbs.Fix);
        Assert.Equal(everybody.Skip(1).Order(StringComparer.Ordinal), ChoicesOf(CardOf(await hotel.PressAsync("tom", card, Verbs.Change))).Except(["Me"]).Order(StringComparer.Ordinal));

        static IEnumerable<string?> ChoicesOf(JsonElement json) => InputOf(json, Verbs.Inputs.Owner).GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_choice_that_is_none_is_refused_and_not_guessed()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.PressAsync("tom", card, Verbs.Fix);
        foreach (var outcome in (JsonNode[])["maybe", "1", 1, "Yes, No", new JsonArray("yes")])
            Assert.Contains("choose one of the answers", TextOf(CardOf(await hotel.PressAsync("tom", card, Verbs.Done, (Verbs.Inputs.Outcome, outcome)))), StringComparison.Ordinal);
        Assert.Equal(["FixPlanned"], await hotel.HistoryOfAsync(card));
        await hotel.PressAsync("tom", card, Verbs.Undo);
        foreach (var category in (JsonNode[])["bogus", new JsonArray("price")])
            Assert.Contains("choose one of the answers", TextOf(CardOf(await hotel.PressAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Category, category)))), StringComparison.Ordinal);
        CardOf(await hotel.PressAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Category, "Another  team")));
        Assert.Equal(["FixPlanned", "Undone", "Escalated"], await hotel.HistoryOfAsync(card));
    }

    [Theory]
    [InlineData("me")]
    [InlineData("ME")]
    [InlineData("{0}")]
    [InlineData("{0}, 00000000-0000-4000-8000-000000000000")]
    public async Task The_owner_is_me_or_whom_the_picker_names_whatever_the_case_of_the_letters(string owner)
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        var (picked, name) = owner.Contains('0', StringComparison.Ordinal) ? (hotel.Teams.PersonNamed("ben").Id.ToUpperInvariant(), "Ben Okoro") : ("", "Tom Baker");
        var shown = CardOf(await hotel.PressAsync("tom", card, Verbs.Fix, (Verbs.Inputs.Owner, owner.Replace("{0}", picked, StringComparison.Ordinal))));
        Assert.Contains($"{name} is fixing it", TextOf(shown), StringComparison.Ordinal);
        Assert.Single(await hotel.Bot.Services.GetDesk().PromisesOfAsync(new(Core.Identity.Platform.Teams, hotel.Teams.TenantId, hotel.Teams.PersonNamed(name.Split(' ')[0].ToLowerInvariant()).Id), CancellationToken.None));
    }

    [Fact]
    public async Task Changing_opens_in_place_goes_back_and_saves()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.PressAsync("tom", card, Verbs.Fix, (Verbs.Inputs.Try, "A new machine"));
        await hotel.UntilShownAsync(card, "A new machine");
        var form = await hotel.Teams.ClickAsync("tom", card, Verbs.Change);
        Assert.Equal("A new machine", InputOf(form.Card!.Value, Verbs.Inputs.Try).GetProperty("value").GetString());
        Assert.Contains("A new machine", hotel.Teams.Now(card).AllText, StringComparison.Ordinal);
        var back = await hotel.Teams.ClickAsync("tom", card, Verbs.Refresh);
        Assert.Contains(Verbs.Change, VerbsOn(back.Card!.Value));
        await hotel.Teams.ClickAsync("tom", card, Verbs.Change);
        var saved = await hotel.Teams.ClickAsync("tom", card, Verbs.Fix, new Dictionary<string, string?> { [Verbs.Inputs.Try] = "Two machines" });
        Assert.Contains("Two machines", TextOf(saved.Card!.Value), StringComparison.Ordinal);
        Assert.Equal(["FixPlanned", "FixPlanned"], await hotel.HistoryOfAsync(card));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task The_whole_comment_is_read_page_by_page_in_place()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The beginning. " + string.Concat(Enumerable.Repeat("It went on and on. ", 2000)) + "The end.", shown: "The beginning.");
        var page = (await hotel.Teams.ClickAsync("tom", card, Verbs.Show)).Card!.Value;
        Assert.Contains("The beginning.", TextOf(page), StringComparison.Ordinal);
        var pages = 1;
        for (; !TextOf(page).Contains("The end.", StringComparison.Ordinal); pages++) page = (await hotel.Teams.ClickAsync("tom", card, Verbs.Show)).Card!.Value;
        Assert.InRange(pages, 2, 20);
        Assert.Contains("The end.", TextOf(CardOf(await hotel.PressAsync("tom", card, Verbs.Show, ("page", int.MaxValue)))), StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Two_at_once_get_one_result_and_the_second_is_told_who_was_first()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        var answers = await Task.WhenAll(hotel.PressAsync("tom", card, Verbs.Celebrate), hotel.PressAsync("ben", card, Verbs.Dismiss));
        Assert.Single(await hotel.HistoryOfAsync(card));
        var late = Assert.Single(answers, answer => AnswerOf(answer).Type.EndsWith("message", StringComparison.Ordinal));
        Assert.Matches("Somebody was a moment faster.*(Tom Baker|Ben Okoro)", MessageOf(late));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task The_same_click_many_times_is_one_decision_with_one_answer()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        var first = await hotel.PressAsync("tom", card, Verbs.Fix);
        foreach (var again in await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => hotel.Teams.RedeliverAsync(first)))) Assert.Equal(first.AnswerBody, again.AnswerBody);
        Assert.Single(await hotel.HistoryOfAsync(card));
    }

    [Fact]
    public async Task A_stale_card_changes_nothing_and_says_what_stands()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.PressAsync("ben", card, Verbs.Fix);
        await hotel.PressAsync("ben", card, Verbs.Fix, ("change", true), ("version", 1), (Verbs.Inputs.Try, "A machine"));
        Assert.Contains("Ben Okoro", MessageOf(await hotel.PressAsync("tom", card, Verbs.Fix, ("change", true), ("version", 1), (Verbs.Inputs.Try, "Another"))), StringComparison.Ordinal);
        Assert.Contains("Ben Okoro", MessageOf(await hotel.PressAsync("tom", card, Verbs.Undo, ("version", 1))), StringComparison.Ordinal);
        MessageOf(await hotel.PressAsync("tom", card, Verbs.Fix, ("change", true), (Verbs.Inputs.Try, "Another")));
        Assert.Equal(2, (await hotel.HistoryOfAsync(card)).Count);
    }

    [Fact]
    public async Task Managers_see_their_buttons_by_refresh_and_members_do_not()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Ten euros for the wifi.");
        await hotel.PressAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Make it free"));
        var escalation = await hotel.CardAsync("Make it free", Managers);

        var forManager = CardOf(await hotel.PressAsync("ana", escalation, Verbs.Refresh, ("card", "escalation")));
        Assert.Contains(Verbs.TriageAccept, VerbsOn(forManager));
        Assert.Equal(hotel.Teams.PersonNamed("ana").Mri, Assert.Single(forManager.GetProperty("refresh").GetProperty("userIds").EnumerateArray()).GetString());
        var forMember = CardOf(await hotel.PressAsync("tom", escalation, Verbs.Refresh, ("card", "escalation")));
        Assert.DoesNotContain(Verbs.TriageAccept, VerbsOn(forMember));
        Assert.False(forMember.TryGetProperty("refresh", out _));
        Assert.Contains(Verbs.TriageAccept, VerbsOn(CardOf(await hotel.PressAsync("ana", card, Verbs.Refresh, ("card", "issue")))));
        Assert.DoesNotContain(Verbs.TriageAccept, VerbsOn(CardOf(await hotel.PressAsync("tom", card, Verbs.Refresh, ("card", "issue")))));
        Assert.Contains("Only the team’s managers", MessageOf(await hotel.PressAsync("tom", card, Verbs.TriageAccept)), StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Whoever_is_not_in_the_channel_changes_and_reads_nothing()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");

        // A stranger is looked for once more before they are turned away.
        await hotel.PressAsync("olga", card, Verbs.Refresh);
        await hotel.Bot.Services.GetDirectory().RosterOfAsync(hotel.PlaceOf(FrontDesk), CancellationToken.None);
        foreach (var verb in (string[])[Verbs.Fix, Verbs.Celebrate, Verbs.Undo, Verbs.Show, Verbs.Change, Verbs.Refresh, Verbs.Open, Verbs.TriageAccept])
            Assert.DoesNotContain("coffee", MessageOf(await hotel.PressAsync("olga", card, verb)), StringComparison.Ordinal);
        Assert.Empty(await hotel.HistoryOfAsync(card));
    }

    [Fact]
    public async Task While_nobody_knows_who_is_a_member_people_are_asked_to_try_again_and_then_it_works()
    {
        await using var hotel = await OpenAsync(isWarm: false);
        var card = await hotel.CommentAsync("Cold coffee.");
        var answer = await hotel.PressAsync("tom", card, Verbs.Celebrate);
        for (var tries = 0; tries < 100 && AnswerOf(answer).Type.EndsWith("message", StringComparison.Ordinal); tries++)
        {
            Assert.Contains("try again", MessageOf(answer), StringComparison.Ordinal);
            Assert.Empty(await hotel.HistoryOfAsync(card));
            await hotel.Bot.Services.GetDirectory().RosterOfAsync(hotel.PlaceOf(FrontDesk), CancellationToken.None);
            answer = await hotel.Teams.RedeliverAsync(answer);
        }

        CardOf(answer);
        await hotel.UntilShownAsync(card, "Tom Baker");
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task A_forged_item_is_not_known_and_anothers_is_not_touched()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        foreach (var item in (JsonNode?[])[null, "", "nonsense", "front-desk.0000", "front-desk.0123456789abcdef", "nowhere.0123456789abcdef", "../x.0123456789abcdef", 17, new JsonObject(), new JsonArray("x"), true])
        {
            foreach (var verb in (string[])[Verbs.Fix, Verbs.Undo, Verbs.Show, Verbs.Change, Verbs.Open, Verbs.Refresh, Verbs.TriageResolve])
                Assert.NotEmpty(MessageOf(await hotel.PressAsync("ana", card, verb, new JsonObject { ["item"] = item?.DeepClone(), ["answer"] = "x" })));
        }

        Assert.Empty(await hotel.HistoryOfAsync(card));
        Assert.Empty(hotel.Log.Alarms);
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""17""")]
    [InlineData("""null""")]
    [InlineData("""{"item":"\ud800"}""")]
    [InlineData("""{"\ud800":1,"item":"ITEM","version":"x","page":"-1","card":7,"change":"yes","unknown":{"deep":[1,2,{"x":null}]}}""")]
    [InlineData("""{"item":"ITEM","version":99999999999999999999,"page":1e400,"owner":["a"],"date":{"y":1}}""")]
    [InlineData("""{"item":"ITEM","version":-5,"page":-1,"try":"\udc00half"}""")]
    [InlineData("""{"item":"ITEM","deep":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""")]
    public async Task Whatever_the_data_are_there_is_an_answer_and_never_a_fault(string data)
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        foreach (var verb in Verbs.All.Append("no.such.verb").Append(""))
        {
            var activity = hotel.Invoke("adaptiveCard/action", "tom", card, new JsonObject { ["action"] = new JsonObject { ["verb"] = verb, ["data"] = "DATA" } });
            var (code, _, _) = AnswerOf(await hotel.SendRawAsync(activity, "DATA", data.Replace("ITEM", IssueOn(card).ToString(), StringComparison.Ordinal)));
            Assert.Equal(200, code);
        }

        Assert.Empty(hotel.Log.Alarms);
    }

    [Fact]
    public async Task Half_a_character_costs_nobody_the_rest_of_their_words()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        var activity = hotel.Invoke("adaptiveCard/action", "tom", card, new JsonObject { ["action"] = new JsonObject { ["verb"] = Verbs.Fix, ["data"] = "DATA" } });
        var shown = TextOf(CardOf(await hotel.SendRawAsync(activity, "DATA", $$"""{"item":"{{IssueOn(card)}}","try":"A \\ new \ud83d\ude00 machine \ud800!"}""")));
        Assert.Contains("We will try: A \\ new 😀 machine \uFFFD!", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("{}")]
    [InlineData("""{"action":[]}""")]
    [InlineData("""{"action":{"verb":7,"data":{}}}""")]
    public async Task A_value_that_is_no_action_is_answered_kindly(string value)
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        Assert.NotEmpty(MessageOf(await hotel.Teams.SendActivityAsync(hotel.Invoke("adaptiveCard/action", "tom", card, JsonNode.Parse(value)))));
    }

    [Fact]
    public async Task Very_long_texts_come_back_to_be_shortened_and_the_card_stays_small()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        foreach (var length in (int[])[3001, 50_000])
        {
            var answer = await hotel.PressAsync("tom", card, Verbs.Fix, (Verbs.Inputs.Try, new string('x', length)));
            Assert.Contains("3,000", TextOf(CardOf(answer)), StringComparison.Ordinal);
            Assert.InRange(answer.AnswerBody.Length, 1, 28_000);
        }

        Assert.Empty(await hotel.HistoryOfAsync(card));
    }

    [Fact]
    public async Task Nobody_without_an_identity_acts()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        var activity = hotel.Invoke("adaptiveCard/action", "tom", card, new JsonObject { ["action"] = new JsonObject { ["verb"] = Verbs.Celebrate, ["data"] = new JsonObject { ["item"] = IssueOn(card).ToString() } } });
        activity["from"]!.AsObject().Remove("aadObjectId");
        MessageOf(await hotel.Teams.SendActivityAsync(activity));
        Assert.Empty(await hotel.HistoryOfAsync(card));
    }

    [Fact]
    public async Task An_unknown_invoke_is_not_implemented_and_unknown_activities_are_left_alone()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        Assert.Equal(System.Net.HttpStatusCode.NotImplemented, (await hotel.Teams.SendActivityAsync(hotel.Invoke("signin/tokenExchange", "tom", card, null))).Status);
        foreach (var type in (string[])["messageReaction", "typing", "event", "somethingNew", "messageUpdate"])
            Assert.True((await hotel.Teams.SendActivityAsync(hotel.Activity(type, "tom", card.ConversationId))).IsAcknowledged);
        Assert.Empty(await hotel.HistoryOfAsync(card));
    }
}
