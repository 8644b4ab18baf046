using HuddleBot.Core.Cards;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Slack;
using Xunit.Abstractions;

namespace HuddleBot.Tests.WholeWay.Weeks;

/// <summary>One week of real comments with three teams, two managers and both platforms, from what the customers write to what the teams are told.</summary>
public sealed class WeekTests(ITestOutputHelper output)
{
    [SharedFact(LoungeTrialTests.Reviews)]
    public async Task Three_teams_and_two_managers_have_a_week()
    {
        await using var week = await Week.OpenAsync(output);
        await HaveAsync(week, output);
    }

    internal static async Task HaveAsync(Week week, ITestOutputHelper output)
    {
        // Monday in Singapore, before London is awake.
        await week.GoToAsync(16, 2);
        var late = await week.CommentAsync("asia", mayContact: true);
        var forgotten = await week.CommentAsync("asia");
        await week.DoAsync("wei", late, Verbs.Escalate, "has escalated this", (Verbs.Inputs.Ask, "More people at the desk in the evening"));
        await week.DoAsync("li", forgotten, Verbs.Escalate, "has escalated this");
        await week.DoAsync("wei", late, Verbs.FollowUpClaim, "Wei calls back by");
        await week.DoAsync("wei", late, Verbs.FollowUpContact, "Wei calls back by");
        await week.DoAsync("wei", late, Verbs.FollowUpDone, "We promised: A voucher", (Verbs.Inputs.Outcome, "reached"), (Verbs.Inputs.Promised, "A voucher"), (Verbs.Inputs.Date, "2026-11-18"));
        await week.GoToAsync(16, 9, 30);
        Assert.Contains(late, await week.QueueAsync("ana"), StringComparison.Ordinal);
        await week.DoAsync("ana", late, Verbs.TriageAccept, "Ana has accepted this");

        // London.
        await week.GoToAsync(16, 10);
        var towels = await week.CommentAsync(Hotel.Spa);
        var closed = await week.CommentAsync(Hotel.Spa, mayContact: true);
        await week.DoAsync("tom", towels, Verbs.Fix, "is fixing it", (Verbs.Inputs.Try, "Fill up at eleven too"));
        await week.DoAsync("ben", closed, Verbs.Escalate, "has escalated this", (Verbs.Inputs.Ask, "Longer hours"));

        // New York: asked back, and answered in the thread.
        await week.GoToAsync(16, 14, 30);
        var asked = await week.CommentAsync("america");
        var praise = await week.CommentAsync("america", isGood: true);
        await week.DoAsync("joe", asked, Verbs.Escalate, "has escalated this");
        await week.DoAsync("lucy", praise, Verbs.Celebrate, "Celebrated by Lucy");
        await week.DoAsync("carol", asked, Verbs.TriageAsk, "How often does that happen?", (Verbs.Inputs.Question, "How often does that happen?"));
        await week.GoToAsync(16, 16);
        await week.WriteBelowAsync("lucy", asked, "Twice a week, on Fridays mostly");
        await week.DoAsync("carol", asked, Verbs.TriageReturn, "Ask the caterer", (Verbs.Inputs.Guidance, "Ask the caterer for a second round on Fridays"));

        // Tuesday.
        await week.GoToAsync(17, 2);
        var declined = await week.CommentAsync("asia");
        var dismissed = await week.CommentAsync("asia");
        await week.DoAsync("li", declined, Verbs.Escalate, "has escalated this");
        await week.DoAsync("wei", dismissed, Verbs.Dismiss, "Not actionable, says Wei");
        await week.GoToAsync(17, 9, 5);
        await week.DoAsync("ana", declined, Verbs.TriageDecline, "The contract runs until March", (Verbs.Inputs.Reason, "The contract runs until March"));
        await week.GoToAsync(17, 10);
        await week.DoAsync("carol", closed, Verbs.TriageSnooze, "20 Nov", (Verbs.Inputs.Date, "2026-11-20"));
        var undone = await week.CommentAsync(Hotel.Spa);
        await week.DoAsync("tom", undone, Verbs.Escalate, "has escalated this");
        await week.DoAsync("carol", undone, Verbs.TriageDecline, "Not ours", (Verbs.Inputs.Reason, "Not ours"));
        await week.DoAsync("carol", undone, Verbs.TriageUndo, "has taken their last decision back");
        await week.DoAsync("carol", undone, Verbs.TriageAccept, "Carol White has accepted this");
        await week.DoAsync("carol", undone, Verbs.TriageAssign, "27 Nov", (Verbs.Inputs.Priority, "high"), (Verbs.Inputs.Date, "2026-11-27"));
        await week.GoToAsync(17, 15);
        var away = await week.CommentAsync("america");
        await week.DoAsync("lucy", away, Verbs.Escalate, "has escalated this");

        // Wednesday: Carol is away until Friday. Ana is reminded of what she has forgotten.
        await week.GoToAsync(18, 2);
        await week.DoAsync("li", declined, Verbs.TriageReopen, "asks for an answer again", (Verbs.Inputs.Reason, "It happened again today"));
        await week.GoToAsync(18, 3);
        await week.DoAsync("wei", late, Verbs.FollowUpKept, "Kept: A voucher");
        await week.GoToAsync(18, 9, 10);
        Assert.Single(week.Directly("ana"), text => text.Contains("An answer is due", StringComparison.Ordinal) && text.Contains(forgotten, StringComparison.Ordinal));
        Assert.Empty(week.Directly("sam"));
        Assert.Contains("Overdue since Tue 17 Nov 17:00", await week.QueueAsync("ana"), StringComparison.Ordinal);
        await week.GoToAsync(18, 11);
        var london = await week.CommentAsync(Hotel.Spa, about: "food");
        await week.DoAsync("ben", london, Verbs.Escalate, "has escalated this", (Verbs.Inputs.Ask, "Better hot food in the evening"));
        await week.DoAsync("ana", declined, Verbs.TriageAccept, "Ana has accepted this");

        // Thursday.
        await week.GoToAsync(19, 2);
        var singapore = await week.CommentAsync("asia", about: "food");
        await week.DoAsync("wei", singapore, Verbs.Escalate, "has escalated this", (Verbs.Inputs.Ask, "Better hot food after eight"));
        await week.GoToAsync(19, 9, 30);
        Assert.Single(week.Directly("sam"));
        await week.DoAsync("ana", late, Verbs.TriageResolve, "Two more people from Monday on", (Verbs.Inputs.Answer, "Two more people from Monday on"));
        await week.DoAsync("wei", late, Verbs.Helped, "It helped");
        await week.DoAsync("ana", singapore, Verbs.TriageMerge, "Hot food in the evening", (Verbs.Inputs.Title, "Hot food in the evening"));

        // Friday: Carol is back, and so is what she had put off.
        await week.GoToAsync(20, 9, 10);
        Assert.Single(week.Directly("carol"), text => text.Contains("It is back", StringComparison.Ordinal));
        await week.DoAsync("carol", closed, Verbs.TriageResolve, "Open until ten", (Verbs.Inputs.Answer, "Open until ten from December on"));
        await week.MergeIntoThemeAsync("carol", london, "Hot food in the evening");
        await week.OnThemeAsync("ana", "Hot food in the evening", Verbs.ThemeAccept, london, "Ana");
        await week.DoAsync("carol", away, Verbs.TriageAccept, "Carol White has accepted this");
        await week.GoToAsync(20, 15);
        await week.DoAsync("joe", asked, Verbs.Done, "The second round works", (Verbs.Inputs.Outcome, "yes"), (Verbs.Inputs.WhatHappened, "The second round works"));
        await week.OnThemeAsync("ana", "Hot food in the evening", Verbs.ThemeResolve, london, "The kitchen stays open until ten", (Verbs.Inputs.Answer, "The kitchen stays open until ten"));
        await week.DoAsync("ben", london, Verbs.DidNotHelp, "It did not help");

        // The weekend: a comment comes, and nobody is written to.
        await week.GoToAsync(21, 0, 30);
        var written = week.DirectlyToAll;
        await week.GoToAsync(21, 11);
        await week.CommentAsync(Hotel.Spa, isGood: true);
        await week.GoToAsync(22, 23);
        Assert.Equal(written, week.DirectlyToAll);

        // The ladder of what Ana has forgotten: each rung once, the last on the third working day after the first.
        await week.GoToAsync(23, 8, 50);
        Assert.Empty(week.In("cx-leads"));
        await week.GoToAsync(23, 9, 10);
        Assert.Single(week.In("cx-leads"));
        Assert.Single(week.Directly("sam"), text => text.Contains("You stand in", StringComparison.Ordinal));
        Assert.Single(week.Directly("max"), text => text.Contains("An answer is late", StringComparison.Ordinal));
        await week.DoAsync("zoe", forgotten, Verbs.TriageResolve, "We are sorry", (Verbs.Inputs.Answer, "We are sorry; it is mended"));
        await week.GoToAsync(24, 18);
        Assert.Single(week.In("cx-leads"));

        // The call that nobody made is still nobody's: everybody above has been told once, and the card says that it is late.
        Assert.All(new[] { "carol", "mia", "max", "zoe" }, person => Assert.Single(week.Directly(person), text => text.Contains("A customer waits for a call", StringComparison.Ordinal)));
        await week.Hotel.AllIsWellAsync();
        foreach (var day in week.Days) output.WriteLine(day);
    }
}
