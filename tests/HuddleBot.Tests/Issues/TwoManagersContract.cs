using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.AzureTables;
using HuddleBot.Tests.Storage;
using static HuddleBot.Tests.Issues.TriageScene;

namespace HuddleBot.Tests.Issues;

/// <summary>
/// Two managers decide differently on what both have seen, on each real storage: one is heard, at the same moment and from a form that was open meanwhile. What was taken back, other
/// words of the team's and one's own decisions are no reason; nor is a button that carries no version.
/// </summary>
public abstract class TwoManagersContract
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly IssueCommand Accept = new IssueCommand.TriageAccept(null, Priority.Normal, null);
    private static readonly IssueCommand Ask = new IssueCommand.TriageAsk("Which tap?");
    private static readonly IssueCommand Decline = new IssueCommand.TriageDecline("Not this year.");
    private static readonly IssueCommand Resolve = new IssueCommand.TriageResolve("A new one comes on Monday.");
    private static readonly IssueCommand Return = new IssueCommand.TriageReturn("Turn it off at night.");
    private static readonly IssueCommand Snooze = new IssueCommand.TriageSnooze(null);
    private static readonly IssueCommand Merge = new IssueCommand.TriageMerge(ThemeId.Of("one"), "Taps");

    /// <summary>An empty table; null: SQLite in a folder of its own.</summary>
    protected abstract Task<ITableStore?> FreshAsync();

    public static TheoryData<IssueCommand, IssueCommand> Different() => new()
    {
        { Accept, Decline }, { Accept, Resolve }, { Accept, Snooze }, { Ask, Decline }, { Ask, Accept }, { Snooze, Resolve }, { Return, Accept }, { Merge, Decline }, { Resolve, Decline },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public async Task Of_two_different_decisions_at_once_one_counts_and_the_other_is_told_whose(IssueCommand one, IssueCommand other)
    {
        using var scene = new TriageScene(await FreshAsync());
        var issue = await scene.AskedForAsync();
        var seen = (await scene.IssueAsync(issue)).Version;

        var replies = await Task.WhenAll(
            Task.Run(() => scene.Scene.Issues.DoAsync(issue, Mia, "click-mia", one.By(seen), None)), Task.Run(() => scene.Scene.Issues.DoAsync(issue, Zoe, "click-zoe", other.By(seen), None)));

        var winner = Assert.Single(replies.OfType<IssueReply.Done>()).Item.Issue.LastEvent!;
        Assert.Equal(seen + 1, (await scene.IssueAsync(issue)).Version);
        Assert.Equal(winner, Assert.IsType<Refusal.DecidedBefore>(Assert.Single(replies.OfType<IssueReply.Refused>()).Refusal).First);
    }

    [Theory]
    [MemberData(nameof(Different))]
    public async Task What_was_decided_while_a_form_was_open_is_told_whoever_sends_it(IssueCommand one, IssueCommand other)
    {
        using var scene = new TriageScene(await FreshAsync());
        var issue = await scene.AskedForAsync();
        var seen = (await scene.IssueAsync(issue)).Version;
        Assert.IsType<LookReply.Show>(await scene.Scene.Issues.LookAsync(issue, Zoe, FormKind.Decline, 0, None, seen));
        await scene.DoAsync(issue, Mia, one.By(seen));

        Assert.Equal(Mia, Assert.IsType<Refusal.DecidedBefore>(await scene.RefusedAsync(issue, Zoe, other.By(seen))).First.By);
        var form = Assert.IsType<LookReply.Refused>(await scene.Scene.Issues.LookAsync(issue, Zoe, FormKind.Decline, 0, None, seen));
        Assert.Equal(Mia, Assert.IsType<Refusal.DecidedBefore>(form.Refusal).First.By);
        Assert.Equal(seen + 1, (await scene.IssueAsync(issue)).Version);
    }

    [Fact]
    public async Task Who_sees_how_it_stands_now_decides_again()
    {
        using var scene = new TriageScene(await FreshAsync());
        var issue = await scene.AskedForAsync();
        var accepted = await scene.DoAsync(issue, Mia, Accept.By(1));
        Assert.IsType<LookReply.Show>(await scene.Scene.Issues.LookAsync(issue, Zoe, FormKind.Decline, 0, None, accepted.Version));
        var moved = await scene.DoAsync(issue, Mia, new IssueCommand.Change(new IssueCommand.TriageAccept(Zoe, Priority.High, new(2026, 12, 1)), accepted.Version));
        Assert.Equal(moved.LastEvent, (await scene.IssueAsync(issue)).LastEvent);
        await scene.DoAsync(issue, Zoe, Resolve.By(moved.Version));
    }

    [Fact]
    public async Task What_was_taken_back_meanwhile_is_no_reason()
    {
        using var scene = new TriageScene(await FreshAsync());
        var issue = await scene.AskedForAsync();
        var seen = (await scene.IssueAsync(issue)).Version;
        var accepted = await scene.DoAsync(issue, Mia, Accept);
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageUndo(accepted.Version));
        Assert.IsType<TriageState.Declined>(Triage(await scene.DoAsync(issue, Zoe, Decline.By(seen))));

        // And what they have seen is gone as well where only the taking back came after it.
        var again = await scene.AskedForAsync("The lift is slow.");
        var taken = await scene.DoAsync(again, Mia, Accept);
        await scene.DoAsync(again, Mia, new IssueCommand.TriageUndo(taken.Version));
        Assert.IsType<IssueEvent.TriageUndone>(Assert.IsType<Refusal.DecidedBefore>(await scene.RefusedAsync(again, Zoe, Decline.By(taken.Version))).First);
    }

    [Fact]
    public async Task Other_words_of_the_team_are_no_reason_and_its_answer_is()
    {
        using var scene = new TriageScene(await FreshAsync());
        var issue = await scene.AskedForAsync();
        var seen = (await scene.IssueAsync(issue)).Version;
        await scene.DoAsync(issue, Ana, new IssueCommand.Change(new IssueCommand.Escalate(null, "A tap, please", null), seen));
        var asked = await scene.DoAsync(issue, Mia, Ask.By(seen));
        await scene.DoAsync(issue, Ana, new IssueCommand.AnswerQuestion("The left one."));
        Assert.IsType<IssueEvent.QuestionAnswered>(Assert.IsType<Refusal.DecidedBefore>(await scene.RefusedAsync(issue, Mia, Decline.By(asked.Version))).First);
    }

    [Fact]
    public async Task Ones_own_decision_from_another_card_is_no_reason()
    {
        using var scene = new TriageScene(await FreshAsync());
        var issue = await scene.AskedForAsync();
        var seen = (await scene.IssueAsync(issue)).Version;
        await scene.DoAsync(issue, Mia, Accept.By(seen));
        Assert.IsType<IssueReply.AlreadyDone>(await scene.TryAsync(issue, Mia, Accept.By(seen)));
        Assert.IsType<TriageState.Resolved>(Triage(await scene.DoAsync(issue, Mia, Resolve.By(seen))));
    }

    [Fact]
    public async Task A_button_without_a_version_works_as_before()
    {
        using var scene = new TriageScene(await FreshAsync());
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Accept.By(null));
        Assert.IsType<TriageState.Declined>(Triage(await scene.DoAsync(issue, Zoe, Decline.By(null))));
    }

    private static TriageState Triage(Issue issue) => Assert.IsType<IssueState.EscalatedToManager>(issue.State).Escalation.Triage;
}

public sealed class SqliteTwoManagersTests : TwoManagersContract
{
    protected override Task<ITableStore?> FreshAsync() => Task.FromResult<ITableStore?>(null);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureTablesTwoManagersTests(AzuriteFixture azurite) : TwoManagersContract
{
    protected override async Task<ITableStore?> FreshAsync()
    {
        var store = new AzureTableStore(azurite.Connection, "Two" + Guid.NewGuid().ToString("N"), TimeProvider.System);
        await store.EnsureReadyAsync(CancellationToken.None);
        return store;
    }
}
