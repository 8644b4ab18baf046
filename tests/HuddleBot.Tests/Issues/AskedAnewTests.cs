using HuddleBot.Core.Issues;
using static HuddleBot.Tests.Issues.TriageScene;

namespace HuddleBot.Tests.Issues;

/// <summary>What a manager sent back, and the team asks anew: it waits with a new clock, before the managers stands what they had said and what was tried. And can be taken back.</summary>
public sealed class AskedAnewTests
{
    private static readonly IssueCommand Return = new IssueCommand.TriageReturn("Turn it off at night.");
    private static readonly IssueCommand Escalate = new IssueCommand.Escalate(null, "A plumber, now", null);

    [Fact]
    public async Task It_waits_again_on_a_card_of_its_own_and_the_old_one_says_so()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        var first = (await scene.EscalationAsync(issue)).AnswerBy;
        await scene.DoAsync(issue, Mia, Return);
        await scene.DoAsync(issue, Ana, new IssueCommand.Finish(Outcome.No, "It drips all day."));
        scene.Scene.Time.Now += NodaTime.Duration.FromDays(3);

        var anew = Assert.IsType<IssueState.EscalatedToManager>((await scene.DoAsync(issue, Ben, Escalate)).State);
        Assert.IsType<TriageState.Waiting>(anew.Escalation.Triage);
        Assert.True(anew.Escalation.AnswerBy > first);
        Assert.Equal("Turn it off at night.", Guidance.In(anew.SentBack)!.Words);
        Assert.Equal("It drips all day.", Assert.IsType<IssueState.Done>(anew.SentBack).WhatHappened);

        // Read from storage, it is the same.
        Assert.Equal(anew, (await scene.IssueAsync(issue)).State);
        var cards = scene.Messages.Where(message => message.Shows.StartsWith("escalation ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, cards.Count);

        // The manager's word to it goes to the newer card and the team's thread.
        await scene.DoAsync(issue, Zoe, new IssueCommand.TriageResolve("He comes at noon."));
        Assert.IsType<TriageState.Resolved>((await scene.EscalationAsync(issue)).Triage);
    }

    [Fact]
    public async Task Taken_back_it_is_the_teams_again_with_the_guidance()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        var sentBack = await scene.DoAsync(issue, Mia, Return);
        var anew = await scene.DoAsync(issue, Ana, Escalate);
        var untagged = await scene.DoAsync(issue, Ana, new IssueCommand.Undo(anew.Version));
        Assert.Equal(sentBack.State, untagged.State);
        Assert.IsType<Refusal.DecidedBefore>(await scene.RefusedAsync(issue, Mia, new IssueCommand.TriageUndo(untagged.Version)));
    }

    [Fact]
    public async Task Of_two_who_ask_anew_one_does_and_what_worked_is_not_asked_anew()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        var seen = (await scene.DoAsync(issue, Mia, Return)).Version;
        await scene.DoAsync(issue, Ana, Escalate.By(seen));
        Assert.Equal(Ana, Assert.IsType<Refusal.DecidedBefore>(await scene.RefusedAsync(issue, Ben, Escalate.By(seen))).First.By);

        var other = await scene.AskedForAsync("The lift is slow.");
        await scene.DoAsync(other, Mia, Return);
        await scene.DoAsync(other, Ana, new IssueCommand.Finish(Outcome.Yes, null));
        Assert.IsType<Refusal.DecidedBefore>(await scene.RefusedAsync(other, Ben, Escalate));
    }

    [Fact]
    public async Task Sent_back_again_it_keeps_only_the_last_guidance_in_sight()
    {
        using var scene = new TriageScene();
        var issue = await scene.AskedForAsync();
        await scene.DoAsync(issue, Mia, Return);
        await scene.DoAsync(issue, Ana, Escalate);
        var again = await scene.DoAsync(issue, Zoe, new IssueCommand.TriageReturn("Call the plumber yourselves."));
        Assert.Equal("Call the plumber yourselves.", Assert.IsType<IssueState.FixingIt>(again.State).Guidance!.Words);
        Assert.IsType<IssueState.EscalatedToManager>((await scene.DoAsync(issue, Zoe, new IssueCommand.TriageUndo(again.Version))).State);
    }
}
