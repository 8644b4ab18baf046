using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack.Deliveries;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Two who may decide at the same moment, and one who may not.</summary>
public sealed class TriageTogetherTests
{
    private const string Words = "The soup is cold.";
    private const string AnaInTeams = """{ "platform": "teams", "workspace": "5a77e1d1-0000-4000-a000-000000000001", "user": "5a77e1d1-0000-4000-8000-000000000002" }""";

    [Fact]
    public async Task Of_two_managers_in_Slack_one_accepts_and_the_other_is_told_who()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync(Words, 2, Restaurant);
        await hotel.DecideAsync("U0005", card, Verbs.Escalate);
        var (anas, carols) = (await hotel.SlackChatCardAsync("U0002", Words), await hotel.SlackChatCardAsync("U0003", Words));
        var clicks = await hotel.Slack.TogetherAsync(
        [
            () => hotel.Slack.ClickAsync("U0002", anas.Channel, anas.Ts, Verbs.TriageAccept),
            () => hotel.Slack.ClickAsync("U0003", carols.Channel, carols.Ts, Verbs.TriageAccept),
        ]);
        Assert.All(clicks, click => Assert.True(click.IsOk, click.ToString()));
        await hotel.AllIsWellAsync();
        var accepted = Assert.Single(await hotel.HistoryOfAsync(hotel.IssueOn(card)), row => row.RequireString("Event") == "TriageAccepted");
        var (winner, loser) = accepted.RequireString("ByName") == "Ana" ? ("Ana", "U0003") : ("Carol", "U0002");
        Assert.Contains(winner, (await hotel.ToldAsync(loser)).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_managers_in_Teams_one_accepts_and_the_other_is_told_who()
    {
        await using var hotel = await OpenMixedAsync(spaManager: $"{AnaInTeams}, {CarolInTeams}");
        var card = await hotel.SpaCommentAsync(Words, 2);
        await hotel.DecideAsync("ben", card, Verbs.Escalate);
        var (anas, carols) = (await hotel.TeamsChatCardAsync("ana", Words), await hotel.TeamsChatCardAsync("carol", Words));
        var clicks = await hotel.Teams.TogetherAsync([() => hotel.Teams.ClickAsync("ana", anas, Verbs.TriageAccept), () => hotel.Teams.ClickAsync("carol", carols, Verbs.TriageAccept)]);
        await hotel.AllIsWellAsync();
        var accepted = Assert.Single(await hotel.HistoryOfAsync(MicrosoftTeams.Talk.TeamsHotel.IssueOn(card)), row => row.RequireString("Event") == "TriageAccepted");
        var isAna = accepted.RequireString("ByName") == "Ana Silva";
        Assert.Contains(isAna ? "Ana Silva" : "Carol White", ToldBy(clicks[isAna ? 1 : 0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_presses_what_is_for_managers_in_Slack_changes_nothing_and_is_told()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync(Words, 2);
        await hotel.DecideAsync("U0004", card, Verbs.Escalate);
        var before = await hotel.CardAsync(Words, Managers);
        await hotel.Slack.AddMemberAsync(Managers, "U0001");
        var verbs = hotel.ButtonsOf(before).Where(verb => verb.StartsWith("triage.", StringComparison.Ordinal)).ToList();
        Assert.Superset(new HashSet<string> { Verbs.TriageAccept, Verbs.TriageAsk, Verbs.TriageReturn, Verbs.TriageMerge, Verbs.TriageSnooze }, verbs.ToHashSet());
        foreach (var verb in verbs)
        {
            var told = hotel.Slack.EphemeralsOf("U0001").Count;
            Assert.True((await hotel.Slack.ClickAsync("U0001", before.Channel, before.Ts, verb)).IsOk);
            Assert.Contains("manager", (await hotel.ToldAsync("U0001", told)).AllText, StringComparison.Ordinal);
        }

        Assert.Empty(hotel.Slack.OpenViewsOf("U0001"));
        Assert.Single(await hotel.HistoryOfAsync(hotel.IssueOn(card)));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task A_member_who_sends_what_is_for_managers_in_Teams_changes_nothing_and_is_told()
    {
        await using var hotel = await OpenMixedAsync();
        var card = await hotel.SpaCommentAsync(Words, 2);
        await hotel.DecideAsync("ben", card, Verbs.Escalate);
        var before = await hotel.SpaCardAsync(Words, SpaManagers);
        var issue = MicrosoftTeams.Talk.TeamsHotel.IssueOn(card);
        foreach (var verb in Verbs.All.Where(verb => verb.StartsWith("triage.", StringComparison.Ordinal) && verb != Verbs.TriageReopen))
        {
            var answer = await hotel.PressInTeamsAsync("tom", before, verb, issue.ToString());
            Assert.Contains("manager", answer.AnswerBody, StringComparison.Ordinal);
        }

        Assert.Single(await hotel.HistoryOfAsync(issue));
        await hotel.AllIsWellAsync();
    }
}
