using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>What customers and members type stays text, whole, and contact data stays here.</summary>
public sealed class UntrustedTextTests
{
    private const string Nasty = "Zq9 <!channel> <@U0001> *bold* _it_ :smile: <http://x.example|y> `code` & \u202Eright-to-left شكراً 👩‍👩‍👧 end";

    [Fact]
    public async Task What_people_type_is_never_parsed()
    {
        await using var hotel = await OpenAsync("""{ "showAttributes": ["room"] }""");
        var response = Response("r-1", 3, Nasty);
        (response["attributes"]!["room"], response["touchpoint"]) = (Nasty, Nasty);
        await hotel.SendAsync(response);
        var card = await hotel.CardAsync("Zq9");

        await hotel.DecideAsync("U0001", card, Verbs.Fix, (Verbs.Inputs.Try, Nasty));
        await hotel.UntilShownAsync(card, "is fixing it");
        await hotel.DecideAsync("U0001", card, Verbs.Done, (Verbs.Inputs.WhatHappened, Nasty));
        await hotel.UntilShownAsync(card, "It worked");
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo);
        await hotel.UntilShownAsync(card, "is fixing it");
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo);
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(card).Contains(Verbs.Escalate));
        await hotel.DecideAsync("U0004", card, Verbs.Escalate, (Verbs.Inputs.Ask, Nasty), (Verbs.Inputs.AlsoHurt, Nasty));
        var escalation = await hotel.CardAsync("Zq9", Managers);
        await hotel.DecideAsync("U0002", escalation, Verbs.TriageDecline, (Verbs.Inputs.Reason, Nasty));
        await hotel.UntilShownAsync(card, "Declined by Ana");
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle add " + Nasty);
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle issues");
        await hotel.AllIsWellAsync();

        var sent = hotel.Slack.Calls.Select(call => call.Arguments).Concat(hotel.Slack.Deliveries.Where(delivery => delivery.AnswerBody.StartsWith('{')).Select(delivery => JsonElement.Parse(delivery.AnswerBody))).ToList();
        Assert.Contains(sent, arguments => arguments.GetRawText().Contains("Zq9", StringComparison.Ordinal));
        Assert.DoesNotContain(sent.SelectMany(Parsed), text => text.Contains("Zq9", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, arguments => arguments.TryGetProperty("text", out var text) && text.GetString()!.AsSpan().ContainsAny('<', '>'));
    }

    [Fact]
    public async Task Contact_data_goes_to_no_channel()
    {
        string[] secrets = ["Cust-77841", "Wilhelmina Quux", "quux@example.org", "+44 20 7946 0991"];
        await using var hotel = await OpenAsync();
        var response = Response("r-1", 2, "Ten euros for the wifi.");
        response["customer"] = new JsonObject { ["id"] = secrets[0], ["name"] = secrets[1], ["email"] = secrets[2], ["phone"] = secrets[3], ["mayContact"] = true };
        await hotel.SendAsync(response);
        var card = await hotel.CardAsync("Ten euros for the wifi.");
        await hotel.DecideAsync("U0004", card, Verbs.Escalate);
        var escalation = await hotel.CardAsync("Ten euros for the wifi.", Managers);
        await hotel.DecideAsync("U0002", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, "Free from Monday"));
        await hotel.UntilShownAsync(card, "Free from Monday");
        await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle issues");
        await hotel.Slack.OpenHomeAsync("U0002");
        await hotel.AllIsWellAsync();
        Assert.All(hotel.Slack.Calls, call => Assert.DoesNotContain(secrets, secret => call.ToString().Contains(secret, StringComparison.Ordinal)));
        Assert.All(hotel.Slack.Deliveries, delivery => Assert.DoesNotContain(secrets, secret => delivery.AnswerBody.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("word ", 20_000)]
    [InlineData("👩‍👩‍👧 ", 11_000)]
    [InlineData("漢字", 17_000)]
    public async Task A_comment_of_100_kB_can_be_read_to_its_end(string part, int times)
    {
        await using var hotel = await OpenAsync();
        var comment = new StringBuilder("Begin ").Insert(6, part, times).Append(" end").ToString();
        await hotel.SendAsync(Response("r-1", 3, comment));
        var card = await hotel.CardAsync("Begin");
        Assert.True(card.AllText.Length < 3_000);

        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Show);
        var read = new StringBuilder();
        var page = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0001").SingleOrDefault());
        while (true)
        {
            foreach (var block in page.Blocks.EnumerateArray().Where(block => block.GetProperty("type").GetString() == "rich_text").Skip(1)) read.Append(TextOf(block));
            if (!page.Content.GetRawText().Contains(Verbs.Show, StringComparison.Ordinal)) break;
            var hash = page.Hash;
            await hotel.Slack.ClickInViewAsync("U0001", page.Id, Verbs.Show);
            page = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0001").SingleOrDefault(view => view.Hash != hash));
        }

        Assert.Equal(string.Concat(comment.Where(c => !char.IsWhiteSpace(c))), string.Concat(read.ToString().Where(c => !char.IsWhiteSpace(c))));
        await hotel.AllIsWellAsync();
    }

    private static string TextOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => string.Concat(json.EnumerateArray().Select(TextOf)),
        JsonValueKind.Object => string.Concat(json.EnumerateObject().Select(p => p is { Name: "text", Value.ValueKind: JsonValueKind.String } ? p.Value.GetString() : TextOf(p.Value))),
        _ => "",
    };

    /// <summary>Every text that Slack parses.</summary>
    private static IEnumerable<string> Parsed(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Parsed),
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && (type.GetString() is "mrkdwn" or "markdown") => [json.GetRawText()],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Parsed(property.Value)),
        _ => [],
    };
}
