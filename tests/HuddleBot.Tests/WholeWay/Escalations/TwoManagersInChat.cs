using HuddleBot.Core.Cards;
using HuddleBot.Tests.Storage;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay.Escalations;

/// <summary>
/// Two managers decide differently on what both see, on both platforms and each storage: at the same moment, and from a form that was open meanwhile. One is heard; the other is told whose
/// word it was, with the card as it stands now. From there they decide again.
/// </summary>
public abstract class TwoManagersInChat
{
    private const string Words = "The soup is cold.";
    private const string AnaInTeams = """{ "platform": "teams", "workspace": "5a77e1d1-0000-4000-a000-000000000001", "user": "5a77e1d1-0000-4000-8000-000000000002" }""";

    /// <summary>Null: SQLite.</summary>
    protected abstract string? AzureTables { get; }

    [Fact]
    public async Task In_Slack_one_accepts_while_the_other_sends_a_decline()
    {
        await using var hotel = await OpenAsync(azureTables: AzureTables);
        var card = await hotel.CommentAsync(Words, 2, Restaurant);
        await hotel.DecideAsync("U0005", card, Verbs.Escalate);
        var (anas, carols) = (await hotel.SlackChatCardAsync("U0002", Words), await hotel.SlackChatCardAsync("U0003", Words));
        var form = await hotel.OpenFormAsync("U0003", carols, Verbs.TriageDecline);
        var touches = await hotel.Slack.TogetherAsync(
        [
            () => hotel.Slack.ClickAsync("U0002", anas.Channel, anas.Ts, Verbs.TriageAccept),
            () => hotel.Slack.SubmitAsync("U0003", form.Id, new Dictionary<string, string?> { [Verbs.Inputs.Reason] = "Not this year" }),
        ]);
        Assert.All(touches, touch => Assert.True(touch.IsOk, touch.ToString()));
        await hotel.AllIsWellAsync();
        var decided = Assert.Single(await hotel.HistoryOfAsync(hotel.IssueOn(card)), row => row.RequireString("Event") is "TriageAccepted" or "TriageDeclined");
        if (decided.RequireString("ByName") == "Carol") Assert.Contains("Carol has declined this", (await hotel.ToldAsync("U0002")).AllText, StringComparison.Ordinal);
        else Assert.True(Shows(Assert.Single(hotel.Slack.OpenViewsOf("U0003")), "Somebody was a moment faster. Ana has accepted this"));
    }

    [Fact]
    public async Task In_Slack_who_sends_a_form_that_was_open_meanwhile_sees_the_card_as_it_stands_and_decides_from_a_fresh_one()
    {
        await using var hotel = await OpenAsync(azureTables: AzureTables);
        var card = await hotel.CommentAsync(Words, 2, Restaurant);
        await hotel.DecideAsync("U0005", card, Verbs.Escalate);
        var (anas, carols) = (await hotel.SlackChatCardAsync("U0002", Words), await hotel.SlackChatCardAsync("U0003", Words));
        var form = await hotel.OpenFormAsync("U0003", carols, Verbs.TriageDecline);
        await hotel.Slack.ClickAsync("U0002", anas.Channel, anas.Ts, Verbs.TriageAccept);
        await hotel.UntilShownAsync(carols, "Ana has accepted this");
        Assert.True((await hotel.Slack.SubmitAsync("U0003", form.Id, new Dictionary<string, string?> { [Verbs.Inputs.Reason] = "Not this year" })).IsOk);

        var now = Assert.Single(hotel.Slack.OpenViewsOf("U0003"));
        Assert.True(Shows(now, "Somebody was a moment faster. Ana has accepted this") && Shows(now, "asks for help") && Shows(now, Words));
        Assert.True(Shows(now, "Nobody else was told what you wrote: “Not this year”"));
        Assert.Equal(2, (await hotel.HistoryOfAsync(hotel.IssueOn(card))).Count);

        await hotel.Slack.CloseViewAsync("U0003", now.Id, all: true);
        await hotel.DecideAsync("U0003", carols, Verbs.TriageDecline, (Verbs.Inputs.Reason, "Not this year"));
        await hotel.UntilShownAsync(card, "Declined by Carol: Not this year");
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task In_Teams_one_accepts_while_the_other_declines()
    {
        await using var hotel = await OpenMixedAsync(spaManager: $"{AnaInTeams}, {CarolInTeams}", azureTables: AzureTables);
        var card = await hotel.SpaCommentAsync(Words, 2);
        await hotel.DecideAsync("ben", card, Verbs.Escalate);
        var (anas, carols) = (await hotel.TeamsChatCardAsync("ana", Words), await hotel.TeamsChatCardAsync("carol", Words));
        var touches = await hotel.Teams.TogetherAsync(
        [
            () => hotel.Teams.ClickAsync("ana", anas, Verbs.TriageAccept),
            () => hotel.Teams.ClickAsync("carol", carols, Verbs.TriageDecline, new Dictionary<string, string?> { [Verbs.Inputs.Reason] = "Not this year" }),
        ]);
        await hotel.AllIsWellAsync();
        var decided = Assert.Single(
            await hotel.HistoryOfAsync(MicrosoftTeams.Talk.TeamsHotel.IssueOn(card)), row => row.RequireString("Event") is "TriageAccepted" or "TriageDeclined");
        var isAna = decided.RequireString("ByName") == "Ana Silva";
        var told = ToldBy(touches[isAna ? 1 : 0]);
        Assert.Contains(isAna ? "Somebody was a moment faster. Ana Silva has accepted this" : "Somebody was a moment faster. Carol White has declined this", told, StringComparison.Ordinal);
        Assert.Contains("asks for help", told, StringComparison.Ordinal);

        // From the card that came with it, or is drawn anew, it counts.
        if (!isAna) return;
        Assert.Contains("Not this year", told, StringComparison.Ordinal);
        var again = await hotel.Teams.ClickAsync("carol", carols, Verbs.TriageDecline, new Dictionary<string, string?> { [Verbs.Inputs.Reason] = "Not this year" });
        Assert.True(again.IsOk, again.ToString());
        await hotel.UntilShownAsync(card, "Declined by Carol White: Not this year");
    }
}

public sealed class TwoManagersInChatOnSqliteTests : TwoManagersInChat
{
    protected override string? AzureTables => null;
}

[Collection(AzuriteTests.Name)]
public sealed class TwoManagersInChatOnAzureTablesTests(AzuriteFixture azurite) : TwoManagersInChat
{
    protected override string? AzureTables => azurite.ConnectionString;
}
