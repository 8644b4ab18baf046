using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using static HuddleBot.Tests.Escalations.Reception;

namespace HuddleBot.Tests.Escalations;

/// <summary>The ladder walked: whole and once; stopped by a decision, a snooze, a question, another date, another owner; after an outage.</summary>
public sealed class EscalationReminderTests : IAsyncLifetime
{
    private readonly Reception reception = new();

    public Task InitializeAsync() => reception.ReadyAsync();

    public async Task DisposeAsync() => await reception.DisposeAsync();

    [Fact]
    public async Task Where_nobody_decides_each_hears_of_it_once()
    {
        await reception.EscalateAsync();
        await reception.UntilAsync("2027-03-01T12:00:00Z");
        Assert.Equal(["11-25 09:00 Mia: Owner Waiting", "11-26 09:00 Sam: StandIn Waiting", "11-27 09:00 Max: TheirManager Waiting", "11-30 09:00 Lea: CxLead Waiting"], reception.Reminders);
    }

    [Fact]
    public async Task A_decision_stops_it_and_leaves_nothing_to_press()
    {
        var issue = await reception.EscalateAsync();
        await reception.UntilAsync("2026-11-26T10:00:00Z");
        await reception.DoAsync(issue, new IssueCommand.TriageResolve("The engineer comes at four"), Mia);
        await reception.UntilAsync("2027-03-01T12:00:00Z");
        Assert.Equal(["11-25 09:00 Mia: over Owner Resolved", "11-26 09:00 Sam: over StandIn Resolved"], reception.Reminders);
    }

    [Fact]
    public async Task What_is_decided_in_time_stirs_nobody()
    {
        await reception.DoAsync(await reception.EscalateAsync(), new IssueCommand.TriageDecline("Not this year"), Mia);
        await reception.UntilAsync("2027-03-01T12:00:00Z");
        Assert.Empty(reception.Reminders);
    }

    [Fact]
    public async Task A_reminder_that_was_decided_before_it_was_sent_is_not_sent()
    {
        var issue = await reception.EscalateAsync();
        reception.SleepUntil("2026-11-25T09:00:00Z");
        await reception.RunDueAsync();
        await reception.DoAsync(issue, new IssueCommand.TriageResolve("The engineer comes at four"), Mia);
        await reception.UntilAsync("2026-12-01T12:00:00Z");
        Assert.Empty(reception.Reminders);
    }

    [Fact]
    public async Task What_the_team_takes_back_stirs_nobody_and_asked_again_begins_anew()
    {
        var issue = await reception.EscalateAsync();
        await reception.UntilAsync("2026-11-25T10:00:00Z");
        await reception.DoAsync(issue, new IssueCommand.Undo(null), Ana);
        await reception.UntilAsync("2026-11-30T10:00:00Z");
        await reception.DoAsync(issue, new IssueCommand.Escalate(null, null, null), Ana);
        await reception.UntilAsync("2026-12-03T10:00:00Z");
        Assert.Equal(["11-25 09:00 Mia: over Owner Waiting", "12-03 09:00 Mia: Owner Waiting"], reception.Reminders);
    }

    [Fact]
    public async Task Other_words_of_the_team_change_nothing_about_it()
    {
        var issue = await reception.EscalateAsync();
        await reception.UntilAsync("2026-11-25T10:00:00Z");
        await reception.ChangeAsync(issue, new IssueCommand.Escalate("policy", "A second lift", null), Ana);
        await reception.UntilAsync("2026-11-26T12:00:00Z");
        Assert.Equal(["11-25 09:00 Mia: Owner Waiting", "11-26 09:00 Sam: StandIn Waiting"], reception.Reminders);
    }

    [Theory]
    [InlineData("2026-11-26T15:00:00Z", "11-26 15:00 Sam: StandIn Waiting", "11-27 09:00 Max: TheirManager Waiting")]
    [InlineData("2026-11-28T15:00:00Z", "11-30 09:00 Lea: CxLead Waiting", null)]
    [InlineData("2027-01-05T03:00:00Z", "01-05 09:00 Lea: CxLead Waiting", null)]
    public async Task After_an_outage_only_the_last_that_is_due_is_sent(string up, string first, string? then)
    {
        await reception.EscalateAsync();
        await reception.DrainAsync();
        reception.SleepUntil(up);
        await reception.UntilAsync("2027-03-01T12:00:00Z");
        Assert.Equal(then is null ? [first] : [first, then], reception.Reminders.Take(2));
    }

    [Fact]
    public async Task What_was_accepted_is_mentioned_on_its_day_and_then_takes_its_course()
    {
        await reception.AcceptedAsync(Mia, "2026-12-04");
        await reception.UntilAsync("2026-12-08T12:00:00Z");
        Assert.Equal(["12-04 09:00 Mia: Owner Accepted", "12-07 09:00 Mia: Owner Accepted", "12-08 09:00 Sam: StandIn Accepted"], reception.Reminders);
    }

    [Fact]
    public async Task A_date_that_is_moved_is_a_new_clock()
    {
        var issue = await reception.AcceptedAsync(Mia, "2026-12-04");
        await reception.UntilAsync("2026-12-04T10:00:00Z");
        await reception.ChangeAsync(issue, new IssueCommand.TriageAccept(null, Priority.Normal, Day("2026-12-10")));
        await reception.UntilAsync("2026-12-11T12:00:00Z");
        Assert.Equal(["12-04 09:00 Mia: over Owner Accepted", "12-10 09:00 Mia: Owner Accepted", "12-11 09:00 Mia: Owner Accepted"], reception.Reminders);
    }

    [Fact]
    public async Task Another_priority_is_no_new_clock()
    {
        var issue = await reception.AcceptedAsync(Mia, "2026-12-04");
        await reception.UntilAsync("2026-12-04T10:00:00Z");
        await reception.ChangeAsync(issue, new IssueCommand.TriageAccept(null, Priority.High, null));
        await reception.UntilAsync("2026-12-07T12:00:00Z");
        Assert.Equal(["12-04 09:00 Mia: Owner Accepted", "12-07 09:00 Mia: Owner Accepted"], reception.Reminders);
    }

    [Fact]
    public async Task What_is_handed_over_is_the_new_owners_turn()
    {
        var issue = await reception.AcceptedAsync(Mia, "2026-12-04");
        await reception.UntilAsync("2026-12-04T10:00:00Z");
        await reception.ChangeAsync(issue, new IssueCommand.TriageAccept(Sam, Priority.Normal, null));
        await reception.UntilAsync("2026-12-11T12:00:00Z");
        Assert.Equal(["12-04 09:00 Mia: over Owner Accepted", "12-07 09:00 Sam: Owner Accepted", "12-10 09:00 Lea: CxLead Accepted"], reception.Reminders);
    }

    [Fact]
    public async Task What_is_put_off_stirs_nobody_and_comes_back_once_on_its_day()
    {
        var issue = await reception.EscalateAsync();
        await reception.UntilAsync("2026-11-24T12:00:00Z");
        await reception.DoAsync(issue, new IssueCommand.TriageSnooze(Day("2026-12-01")));
        await reception.UntilAsync("2026-11-30T23:00:00Z");
        Assert.Empty(reception.Reminders);
        Assert.Equal("put off", Assert.Single(reception.Mail.In("C9")).Shows);

        await reception.UntilAsync("2026-12-01T00:00:00Z");
        Assert.Equal("Waiting", Assert.Single(reception.Mail.In("C9")).Shows);
        Assert.Empty(reception.Reminders);

        // She has that day; the ladder begins anew when it has passed.
        await reception.UntilAsync("2026-12-03T12:00:00Z");
        Assert.Equal(["12-01 09:00 Mia: Back Waiting", "12-02 09:00 Mia: Owner Waiting", "12-03 09:00 Sam: StandIn Waiting"], reception.Reminders);
        Assert.Single(reception.Mail.In("C9"));
    }

    [Fact]
    public async Task Put_off_after_a_reminder_it_begins_anew_when_it_is_back()
    {
        var issue = await reception.EscalateAsync();
        await reception.UntilAsync("2026-11-26T12:00:00Z");
        await reception.DoAsync(issue, new IssueCommand.TriageSnooze(Day("2026-12-01")));
        await reception.UntilAsync("2026-12-02T12:00:00Z");
        Assert.Equal(
            ["11-25 09:00 Mia: over Owner Waiting", "11-26 09:00 Sam: over StandIn Waiting", "12-01 09:00 Mia: Back Waiting", "12-02 09:00 Mia: Owner Waiting"], reception.Reminders);
    }

    [Fact]
    public async Task A_snooze_that_is_taken_back_lets_the_old_clock_run_on()
    {
        var issue = await reception.EscalateAsync();
        await reception.UntilAsync("2026-11-25T12:00:00Z");
        await reception.DoAsync(issue, new IssueCommand.TriageSnooze(Day("2026-12-11")));
        await reception.UntilAsync("2026-11-25T13:00:00Z");
        Assert.Equal(["11-25 09:00 Mia: over Owner Waiting"], reception.Reminders);
        await reception.DoAsync(issue, new IssueCommand.TriageUndo(null));
        await reception.UntilAsync("2026-11-27T12:00:00Z");
        Assert.Equal(["11-25 09:00 Mia: Owner Waiting", "11-27 09:00 Sam: StandIn Waiting"], reception.Reminders);
    }

    [Fact]
    public async Task Of_a_question_who_escalated_it_hears_then_the_first_manager_until_it_is_answered()
    {
        var issue = await reception.EscalateAsync();
        await reception.DoAsync(issue, new IssueCommand.TriageAsk("Which lift?"));
        await reception.UntilAsync("2026-12-10T12:00:00Z");
        Assert.Equal(["11-25 09:00 Ana: Owner Asked", "11-26 09:00 Mia: TheirManager Asked"], reception.Reminders);

        await reception.DoAsync(issue, new IssueCommand.AnswerQuestion("The left one"), Ana);
        await reception.UntilAsync("2026-12-15T12:00:00Z");
        Assert.Equal(["11-25 09:00 Ana: over Owner Waiting", "11-26 09:00 Mia: over TheirManager Waiting", "12-15 09:00 Mia: Owner Waiting"], reception.Reminders);
    }

    [Fact]
    public async Task An_acceptance_that_is_taken_back_leaves_the_manager_the_rest_of_the_day()
    {
        var issue = await reception.AcceptedAsync(Sam, "2026-12-18");
        await reception.UntilAsync("2026-12-01T10:00:00Z");
        await reception.DoAsync(issue, new IssueCommand.TriageUndo(null));
        await reception.UntilAsync("2026-12-03T12:00:00Z");
        Assert.Equal(["12-02 09:00 Mia: Owner Waiting", "12-03 09:00 Sam: StandIn Waiting"], reception.Reminders);
    }

    [Fact]
    public async Task Cx_leads_with_a_channel_are_told_there()
    {
        reception.Team = reception.Team with { Company = reception.Team.Company with { CxLeadChannel = new(Platform.Slack, "T1", "C10") } };
        await reception.EscalateAsync();
        await reception.UntilAsync("2026-12-10T12:00:00Z");
        Assert.Equal(["11-27 09:00 Max: TheirManager Waiting", "11-30 09:00 C10: CxLead Waiting"], reception.Reminders.Skip(2));
    }

    [Fact]
    public async Task What_is_reopened_has_a_clock_of_its_own()
    {
        var issue = await reception.EscalateAsync();
        await reception.DoAsync(issue, new IssueCommand.TriageResolve("It runs again"));
        await reception.UntilAsync("2026-12-01T10:00:00Z");
        await reception.DoAsync(issue, new IssueCommand.Reopen("It does not"), Ana);
        await reception.UntilAsync("2026-12-04T10:00:00Z");
        Assert.Equal(["12-04 09:00 Mia: Owner Waiting"], reception.Reminders);
    }
}
