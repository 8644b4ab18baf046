using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams;
using HuddleBot.Playground.MicrosoftTeams;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>What customers and members type stays text on the way through Microsoft Teams, whole, and contact data stays here.</summary>
public sealed class TeamsUntrustedTextTests
{
    private const string Mark = "Zq9";
    private const string Nasty = Mark + " <at>Everyone</at> **b** [a](https://x.example) ![i](https://x.example/i.png) ${item} {{DATE(2026-01-01)}} <b>x</b> & \"q\" \\ \u202Eright-to-left شكراً 👩‍👩‍👧 end";

    [Fact]
    public async Task What_people_type_and_are_called_is_never_parsed()
    {
        await using var hotel = await OpenMixedAsync(posting: """{ "showAttributes": ["room"] }""");
        var eve = hotel.Teams.AddPerson("eve", Nasty);
        await hotel.Teams.AddMemberAsync("Sunny Hotels", "eve");
        var spa = new ChannelId(Platform.Teams, hotel.Teams.TenantId, hotel.Teams.ChannelNamed(SpaChannel).Id);
        await UntilAsync(async () => (await hotel.Bot.Services.GetRequiredService<TeamsDirectory>().RosterOfAsync(spa, CancellationToken.None))?.Members.ContainsKey(eve.Id) is true);
        var response = Response("r-1", 3, Nasty, Spa);
        (response["attributes"]!["room"], response["touchpoint"]) = (Nasty, Nasty);
        await hotel.SendAsync(response);
        var card = await hotel.SpaCardAsync(Nasty);

        await hotel.DecideAsync("eve", card, Verbs.Fix, (Verbs.Inputs.Try, Nasty));
        await hotel.UntilShownAsync(card, "is fixing it");
        await hotel.DecideAsync("eve", card, Verbs.Change);
        await hotel.DecideAsync("eve", card, Verbs.Refresh);
        await hotel.DecideAsync("eve", card, Verbs.Done, (Verbs.Inputs.WhatHappened, Nasty));
        await hotel.UntilShownAsync(card, "It worked");
        foreach (var shown in (string[])["is fixing it", "Fix it ourselves"])
        {
            await hotel.DrainedAsync();
            await hotel.DecideAsync("eve", card, Verbs.Undo);
            await hotel.UntilShownAsync(card, shown);
        }

        await hotel.DecideAsync("eve", card, Verbs.Escalate, (Verbs.Inputs.Ask, Nasty), (Verbs.Inputs.AlsoHurt, Nasty));
        var escalation = await hotel.SpaCardAsync(Nasty, SpaManagers);
        await hotel.DecideAsync("ana", escalation, Verbs.TriageDecline, (Verbs.Inputs.Reason, Nasty));
        await hotel.UntilShownAsync(card, "Declined by Ana Silva: " + Nasty);
        Assert.True(Shows(hotel.Teams.Now(card), Nasty));
        Assert.Contains(Mark, (await hotel.PressInTeamsAsync("ana", card, Verbs.TriageAccept, MicrosoftTeams.Talk.TeamsHotel.IssueOn(escalation).ToString())).AnswerBody, StringComparison.Ordinal);
        foreach (var request in (string[])["add " + Nasty, "issues", "promises", Nasty])
        {
            await hotel.Teams.SayAsync("eve", SpaChannel, "@HuddleBot " + request);
            await hotel.Teams.SayAsync("eve", TeamsPlayground.Personal, request);
        }

        await hotel.AllIsWellAsync();
        var activities = hotel.Teams.Calls.Where(call => call.Body is not null && call.Operation is "create" or "send" or "update")
            .Select(call => call.Body!.Value.TryGetProperty("activity", out var activity) ? activity : call.Body.Value).ToList();
        Assert.All(activities, activity => Assert.False(activity.TryGetProperty("text", out _) || activity.TryGetProperty("entities", out _)));
        var cards = activities.SelectMany(activity => activity.GetProperty("attachments").EnumerateArray().Select(attachment => attachment.GetProperty("content")))
            .Concat(hotel.Teams.Deliveries.Where(delivery => delivery.AnswerBody.StartsWith('{')).Select(delivery => JsonElement.Parse(delivery.AnswerBody)).Where(answer => answer.TryGetProperty("type", out var type)
                && type.GetString() is "application/vnd.microsoft.card.adaptive").Select(answer => answer.GetProperty("value"))).ToList();
        Assert.True(cards.Sum(json => TextRuns(json).Count(text => text.Contains(Mark, StringComparison.Ordinal))) > 20);
        Assert.DoesNotContain(cards.SelectMany(json => Parsed(json)), text => text.Contains(Mark, StringComparison.Ordinal));
        Assert.DoesNotContain(cards.SelectMany(json => TextRuns(json)), text => text.Contains(Mark, StringComparison.Ordinal) && text.Contains("&amp;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Contact_data_goes_to_no_channel_and_into_no_answer()
    {
        string[] secrets = ["Cust-77841", "Wilhelmina Quux", "quux@example.org", "+44 20 7946 0991"];
        await using var hotel = await OpenMixedAsync();
        var response = Response("r-1", 2, "Ten euros for the wifi.", Spa);
        response["customer"] = new JsonObject { ["id"] = secrets[0], ["name"] = secrets[1], ["email"] = secrets[2], ["phone"] = secrets[3], ["mayContact"] = true };
        await hotel.SendAsync(response);
        var card = await hotel.SpaCardAsync("Ten euros for the wifi.");
        await hotel.DecideAsync("ben", card, Verbs.Escalate);
        var escalation = await hotel.SpaCardAsync("Ten euros for the wifi.", SpaManagers);
        await hotel.DecideAsync("ana", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, "Free from Monday"));
        await hotel.UntilShownAsync(card, "Free from Monday");
        await hotel.DrainedAsync();
        foreach (var request in (string[])["issues", "queue"]) await hotel.Teams.SayAsync("ana", TeamsPlayground.Personal, request);
        await hotel.AllIsWellAsync();
        Assert.All(hotel.Teams.Calls, call => Assert.DoesNotContain(secrets, secret => call.ToString().Contains(secret, StringComparison.Ordinal)));
        Assert.All(hotel.Teams.Deliveries, delivery => Assert.DoesNotContain(secrets, secret => delivery.AnswerBody.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("word ", 20_000)]
    [InlineData("👩‍👩‍👧 ", 11_000)]
    [InlineData("漢字", 17_000)]
    public async Task A_comment_of_100_kB_can_be_read_to_its_end(string part, int times)
    {
        await using var hotel = await OpenMixedAsync();
        var comment = new StringBuilder("Begin ").Insert(6, part, times).Append(" end").ToString();
        await hotel.SendAsync(Response("r-1", 3, comment, Spa));
        var card = await hotel.SpaCardAsync("Begin");
        var read = new StringBuilder();
        JsonElement page;
        do
        {
            page = await hotel.DecideAsync("tom", card, Verbs.Show);
            foreach (var run in TextRuns(page).Where(text => text.Length > 1000 || text.EndsWith(" end", StringComparison.Ordinal))) read.Append(run);
        }
        while (MicrosoftTeams.Talk.TeamsHotel.VerbsOn(page).Contains(Verbs.Show));

        Assert.Equal(WithoutSpaces(comment), WithoutSpaces(read.ToString()));
        await hotel.AllIsWellAsync();
    }

    private static string WithoutSpaces(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static IEnumerable<string> TextRuns(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextRuns),
        JsonValueKind.Object when IsOf(json, "TextRun") => [json.GetProperty("text").GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => TextRuns(property.Value)),
        _ => [],
    };

    /// <summary>Every text of a card but those that clients show as they are: a run of a RichTextBlock, and what stands in a field or in a compact list.</summary>
    private static IEnumerable<string> Parsed(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Parsed),
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Object when IsOf(json, "TextRun") => Others(json, "text"),
        JsonValueKind.Object when IsOf(json, "Input.Text") => Others(json, "value"),
        JsonValueKind.Object when IsOf(json, "Input.ChoiceSet") && json.GetProperty("style").GetString() == "compact" => Others(json, "choices", "value"),
        JsonValueKind.Object => Others(json),
        _ => [],
    };

    private static IEnumerable<string> Others(JsonElement json, params IReadOnlyList<string> shownAsTheyAre) =>
        json.EnumerateObject().Where(property => !shownAsTheyAre.Contains(property.Name)).SelectMany(property => Parsed(property.Value));

    private static bool IsOf(JsonElement json, string type) => json.TryGetProperty("type", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() == type;
}
