using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;
using static HuddleBot.Tests.Issues.TriageScene;

namespace HuddleBot.Tests.Issues;

/// <summary>
/// The desk on real storage. Two managers at once: one result, the loser is told the winner's name. The same click again. What is told where.
/// The owner of what was accepted decides on it, and on nothing else. What the next huddle carries.
/// </summary>
public sealed class TriageDeskTests
{
    private static readonly IssueCommand Accept = new IssueCommand.TriageAccept(null, Priority.Normal, null);
    private static readonly IssueCommand Ask = new IssueCommand.TriageAsk("Which tap?");
    private static readonly IssueCommand Resolve = new IssueCommand.TriageResolve("A new one comes on Monday.");
    private static readonly IssueCommand Decline = new IssueCommand.TriageDecline("Not this year.");

    public static TheoryData<IssueCommand> Endings() => [Accept, Ask, Resolve, Decline, new IssueCommand.TriageReturn("Turn it off at night."), new IssueCommand.TriageMerge(ThemeId.Of("one"), "Taps")];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Of_two_managers_who_say_the_same_at_once_one_is_heard_and_the_other_told(IssueCommand command)
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        var before = (await scene.IssueAsync(issue)).Version;

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(number =>
            Task.Run(() => scene.Scene.Issues.DoAsync(issue, number % 2 == 0 ? Mia : Zoe, $"click-{number}", command, CancellationToken.None))));

        var winner = Assert.Single(replies.OfType<IssueReply.Done>()).Item.Issue.LastEvent!.By;
        Assert.Equal(before + 1, (await scene.IssueAsync(issue)).Version);
        Assert.All(replies.OfType<IssueReply.Refused>(), refused => Assert.Equal(winner, Assert.IsType<Refusal.DecidedBefore>(refused.Refusal).First.By));
        Assert.InRange(replies.OfType<IssueReply.Refused>().Count(), 3, 5);
    }

    [Fact]
    public async Task The_same_click_again_is_already_done_also_for_who_may_no_more()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageAccept(null, Priority.Normal, null) { Group = "facilities" });
        await scene.DoAsync(issue, Finn, Resolve, "form-1");
        Assert.IsType<IssueReply.AlreadyDone>(await scene.TryAsync(issue, Finn, Resolve, "form-1"));
        Assert.Equal(3 + 1, (await scene.IssueAsync(issue)).Version);
    }

    [Fact]
    public async Task A_second_tap_on_the_same_button_is_already_done()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        var seen = (await scene.DoAsync(issue, Mia, Accept)).Version;
        Assert.IsType<IssueReply.AlreadyDone>(await scene.TryAsync(issue, Mia, Accept));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageUndo(seen));
        Assert.IsType<IssueReply.AlreadyDone>(await scene.TryAsync(issue, Mia, new IssueCommand.TriageUndo(seen)));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageSnooze(null));
        Assert.IsType<IssueReply.AlreadyDone>(await scene.TryAsync(issue, Mia, new IssueCommand.TriageSnooze(null)));
        await scene.DoAsync(issue, Mia, Resolve);
        await scene.DoAsync(issue, Ana, new IssueCommand.SayHelped(Outcome.No));
        Assert.IsType<IssueReply.AlreadyDone>(await scene.TryAsync(issue, Ana, new IssueCommand.SayHelped(Outcome.No)));
        Assert.IsType<Refusal.DecidedBefore>(await scene.RefusedAsync(issue, Ben, new IssueCommand.SayHelped(Outcome.No)));
    }

    [Fact]
    public async Task A_group_is_accountable_by_its_lead_whose_name_is_asked_for()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageAccept(null, Priority.High, null) { Group = "facilities" });
        var accepted = Assert.IsType<TriageState.Accepted>((await scene.EscalationAsync(issue)).Triage);
        Assert.Equal((Finn.Id, "U0666 by name", new OwningGroup("facilities", "Facilities")), (accepted.Owner.Id, accepted.Owner.Name, accepted.Group));
    }

    [Fact]
    public async Task Who_owns_it_decides_on_it_and_on_nothing_else()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        Assert.IsType<Refusal.NotAManager>(await scene.RefusedAsync(issue, Finn, Resolve));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageAccept(null, Priority.High, null) { Group = "facilities" });

        Assert.IsType<Refusal.NotAManager>(await scene.RefusedAsync(issue, Finn, Decline));
        Assert.IsType<Refusal.NotAManager>(await scene.RefusedAsync(issue, Finn, new IssueCommand.TriageUndo(null)));
        Assert.Equal(Audience.Manager, Assert.IsType<CardContent.EscalationCard>(await ShownAsync(scene, issue, Finn, FormKind.EscalationCard)).Audience);
        await scene.DoAsync(issue, Finn, Ask);
        await scene.DoAsync(issue, Finn, new IssueCommand.TriageUndo(null));
        await scene.DoAsync(issue, Finn, Resolve);
        Assert.IsType<Refusal.NotAMember>(await scene.RefusedAsync(issue, Finn, new IssueCommand.Reopen(null)));
    }

    [Fact]
    public async Task An_owner_who_comes_too_late_is_told_who_was_first()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageAccept(Finn, Priority.Normal, null));
        await scene.DoAsync(issue, Zoe, Decline);
        Assert.Equal(Zoe, Assert.IsType<Refusal.DecidedBefore>(await scene.RefusedAsync(issue, Finn, Resolve)).First.By);
    }

    [Fact]
    public async Task Managers_words_are_told_where_the_team_asked_and_the_teams_where_the_managers_read()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Ask);
        await scene.DoAsync(issue, Ana, new IssueCommand.AnswerQuestion("Room 12."));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageSnooze(null));
        await scene.DoAsync(issue, Mia, Resolve);
        await scene.DoAsync(issue, Ana, new IssueCommand.SayHelped(Outcome.No));
        await scene.DoAsync(issue, Ana, new IssueCommand.Reopen("It drips again."));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageMerge(ThemeId.Of("one"), "Taps"));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageSplit());
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageReturn("Turn it off at night."));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageUndo(null));

        Assert.Equal(
            ["TriageAsked", "TriageSnoozed", "TriageResolved", "Reopened", "TriageMerged", "TriageSplit", "TriageReturned", "TriageUndone"], scene.ToldBelow(scene.CardOf()));
        Assert.Equal(["QuestionAnswered", "AnswerHelped", "Reopened"], scene.ToldBelow(scene.ManagersCard));
    }

    [Fact]
    public async Task What_was_sent_back_is_a_promise_of_the_team_until_it_is_taken_back()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        var seen = (await scene.DoAsync(issue, Mia, new IssueCommand.TriageReturn("Turn it off at night."))).Version;
        Assert.Equal([issue], (await scene.Scene.Issues.PromisesOfAsync(Ana.Id, CancellationToken.None)).Select(one => one.Issue.Id));
        Assert.IsType<Refusal.DecidedBefore>(await scene.RefusedAsync(issue, Ana, new IssueCommand.Undo(seen)));

        await scene.DoAsync(issue, Mia, new IssueCommand.TriageUndo(seen));
        Assert.Empty(await scene.Scene.Issues.PromisesOfAsync(Ana.Id, CancellationToken.None));
        Assert.IsType<TriageState.Waiting>((await scene.EscalationAsync(issue)).Triage);
    }

    [Fact]
    public async Task The_next_huddle_carries_what_was_answered_asked_and_sent_back_last()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        Assert.Empty(await WordsAsync(scene));
        await scene.DoAsync(issue, Mia, Ask);
        Assert.Equal([ManagersWord.Asked], await WordsAsync(scene));
        await scene.DoAsync(issue, Ana, new IssueCommand.AnswerQuestion("Room 12."));
        Assert.Empty(await WordsAsync(scene));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageReturn("Turn it off at night."));
        Assert.Equal([ManagersWord.Returned], await WordsAsync(scene));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageUndo(null));
        Assert.Empty(await WordsAsync(scene));
        await scene.DoAsync(issue, Mia, Resolve);
        await scene.DoAsync(issue, Ana, new IssueCommand.SayHelped(Outcome.Yes));
        Assert.Equal([ManagersWord.Resolved], await WordsAsync(scene));
        await scene.DoAsync(issue, Ana, new IssueCommand.Reopen(null));
        Assert.Empty(await WordsAsync(scene));
    }

    [Fact]
    public async Task What_is_put_off_and_not_after_all_is_still_carried_by_the_next_huddle()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Accept);
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageSnooze(new(2026, 12, 1)));
        Assert.Equal([ManagersWord.Accepted], await WordsAsync(scene));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageUndo(null));
        Assert.Equal([ManagersWord.Accepted], await WordsAsync(scene));

        // What is taken back leaves what stood before it; in the end nothing.
        var resolved = await scene.DoAsync(issue, Mia, Resolve);
        Assert.Equal([ManagersWord.Resolved], await WordsAsync(scene));
        var accepted = await scene.DoAsync(issue, Mia, new IssueCommand.TriageUndo(resolved.Version));
        Assert.Equal([ManagersWord.Accepted], await WordsAsync(scene));
        await scene.DoAsync(issue, Mia, new IssueCommand.TriageUndo(accepted.Version));
        Assert.Empty(await WordsAsync(scene));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_done_already_and_told_nobody()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        var accepted = await scene.DoAsync(issue, Mia, new IssueCommand.TriageAccept(null, Priority.High, null) { Group = "facilities" });
        var (state, told) = (Assert.IsType<TriageState.Accepted>((await scene.EscalationAsync(issue)).Triage), scene.Messages.Count);
        foreach (var same in (IssueCommand.TriageAccept[])[new(null, Priority.High, null), new(state.Owner, Priority.High, state.By) { Group = "facilities" }])
            Assert.IsType<IssueReply.AlreadyDone>(await scene.TryAsync(issue, Zoe, new IssueCommand.Change(same, accepted.Version)));
        Assert.Equal((accepted, told), (await scene.IssueAsync(issue), scene.Messages.Count));
        await scene.DoAsync(issue, Zoe, new IssueCommand.Change(new IssueCommand.TriageAccept(null, Priority.Normal, null), accepted.Version));
    }

    [Fact]
    public async Task Each_form_is_shown_where_it_makes_sense_and_else_says_who_was_first()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        Assert.IsType<CardContent.AskForm>(await ShownAsync(scene, issue, Mia, FormKind.Ask));
        Assert.IsType<CardContent.ReturnForm>(await ShownAsync(scene, issue, Mia, FormKind.Return));
        Assert.IsType<CardContent.MergeForm>(await ShownAsync(scene, issue, Mia, FormKind.Merge));
        Assert.Equal(new(2026, 11, 30), Assert.IsType<CardContent.SnoozeForm>(await ShownAsync(scene, issue, Mia, FormKind.Snooze)).DefaultDate);
        Assert.IsType<Refusal.NotAManager>(await ShownAsync(scene, issue, Ana, FormKind.Return));
        Assert.Equal(Audience.Member, Assert.IsType<CardContent.EscalationCard>(await ShownAsync(scene, issue, Ana, FormKind.EscalationCard)).Audience);

        await scene.DoAsync(issue, Mia, Ask);
        Assert.IsType<CardContent.AnswerQuestionForm>(await ShownAsync(scene, issue, Ana, FormKind.AnswerQuestion));
        Assert.Equal(Mia, Assert.IsType<Refusal.DecidedBefore>(await ShownAsync(scene, issue, Zoe, FormKind.Snooze)).First.By);
        await scene.DoAsync(issue, Mia, Decline);
        Assert.IsType<CardContent.ReopenForm>(await ShownAsync(scene, issue, Ana, FormKind.Reopen));
        Assert.Equal(Mia, Assert.IsType<Refusal.DecidedBefore>(await ShownAsync(scene, issue, Ana, FormKind.AnswerQuestion)).First.By);
    }

    [Fact]
    public async Task An_escalation_from_before_there_were_such_words_is_still_read_and_decided_on()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Accept);
        foreach (var row in await scene.Store.QueryAsync(TeamRows.PartitionOf(issue.Team), TeamRows.HistoryOf(issue.Key), null, CancellationToken.None).ToListAsync())
        {
            foreach (var name in new[] { "ByFrom", "ResolveBy", "Group", "GroupName" }) row[name] = null;
            await scene.Store.SubmitTransactionAsync([TableTransactionAction.Replace(row)], CancellationToken.None);
        }

        Assert.Null((await scene.EscalationAsync(issue)).ResolveBy);
        var resolved = await scene.DoAsync(issue, Mia, Resolve);
        Assert.Equal(resolved, await scene.IssueAsync(issue));
        Assert.NotNull((await scene.DoAsync(issue, Ana, new IssueCommand.Reopen(null))).State is IssueState.EscalatedToManager again ? again.Escalation.ResolveBy : null);
    }

    private static async Task<IReadOnlyList<ManagersWord>> WordsAsync(TriageScene scene) =>
        [.. (await new TriagedIndex(scene.Store).BetweenAsync(scene.Team.Id, Instant.MinValue, scene.Scene.Time.Now, CancellationToken.None)).Select(answer => answer.Word)];

    private static async Task<object> ShownAsync(TriageScene scene, IssueId issue, Actor by, FormKind form) => await scene.Scene.Issues.LookAsync(issue, by, form, 0, CancellationToken.None) switch
    {
        LookReply.Show show => show.Content,
        LookReply.Refused refused => refused.Refusal,
        var other => throw new InvalidOperationException($"{other} is neither"),
    };
}
