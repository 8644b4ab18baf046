using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Tests.Agendas;

/// <summary>An agenda from what lies in the storage: whole, and read within bounds.</summary>
public sealed class AgendaMakerTests
{
    [Fact]
    public async Task A_team_that_has_heard_promised_and_asked_finds_it_all_on_its_agenda()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(
            teams.Response("promised", 2), teams.Response("asked", 3, "The bus leaves too early."), teams.Response("open", 4, "Our room smelled of smoke."),
            teams.Response("glad", 10, "Maria at the desk found my lost passport.", 0.5), teams.Response("silent", 7, null));
        await DoAsync(teams, "promised", new IssueCommand.Fix(null, "A new washer", new(2026, 11, 23)));
        await DoAsync(teams, "asked", new IssueCommand.Escalate(null, "A later bus", null));
        await DoAsync(teams, "asked", new IssueCommand.TriageResolve("From December there is one at ten."));

        var agenda = await teams.AgendaAsync();
        Assert.Equal(AgendaParts.Usual, agenda.Parts);
        Assert.Equal([Id("promised")], agenda.Promises);
        Assert.Equal(Id("glad"), agenda.Praise);
        Assert.Equal([Id("open")], agenda.Comments.Select(comment => comment.Issue));
        Assert.Equal([Id("asked")], agenda.Answers);
        Assert.Equal((5, MovementVerdict.TooFewToSay), (agenda.Score!.Now.Answers, agenda.Score.Verdict));
        Assert.Equal("How are you?", agenda.Question);
    }

    [Fact]
    public async Task A_promise_that_is_kept_leaves_the_agenda_and_the_ones_due_come_first()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(Enumerable.Range(1, 4).Select(number => teams.Response($"r{number}", 2)));
        foreach (var (id, day) in new[] { ("r1", 27), ("r2", 21), ("r3", 25), ("r4", 20) }) await DoAsync(teams, id, new IssueCommand.Fix(null, null, new(2026, 11, day)));
        Assert.Equal([Id("r4"), Id("r2"), Id("r3")], (await teams.AgendaAsync()).Promises);
        await DoAsync(teams, "r2", new IssueCommand.Finish(Outcome.Yes, null));
        var agenda = await teams.AgendaAsync();
        Assert.Equal([Id("r4"), Id("r3"), Id("r1")], agenda.Promises);
        Assert.Equal(0, agenda.MorePromises);
    }

    [Fact]
    public async Task An_answer_that_was_taken_back_is_not_told()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(teams.Response("asked", 3));
        await DoAsync(teams, "asked", new IssueCommand.Escalate(null, null, null));
        Assert.Empty((await teams.AgendaAsync()).Answers);
        await DoAsync(teams, "asked", new IssueCommand.TriageAccept(null, Priority.Normal, null));
        Assert.Equal([Id("asked")], (await teams.AgendaAsync()).Answers);
        await DoAsync(teams, "asked", new IssueCommand.TriageDecline("Not this year."));
        Assert.Equal([Id("asked")], (await teams.AgendaAsync()).Answers);
        Assert.Equal([ManagersWord.Declined], (await new TriagedIndex(teams.Store).BetweenAsync(new("lounge"), teams.Now - Duration.FromDays(1), teams.Now, CancellationToken.None)).Select(answer => answer.Word));
    }

    [Fact]
    public async Task What_a_member_raised_is_a_comment_to_decide_on()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        var raised = Assert.IsType<IssueReply.Done>(await teams.Desk.RaiseAsync(new("lounge"), ListeningTeams.Ana, "op", "The till freezes every evening.", CancellationToken.None));
        Assert.Equal([raised.Item.Issue.Id], (await teams.AgendaAsync()).Comments.Select(comment => comment.Issue));
    }

    [Fact]
    public async Task What_comes_after_the_huddle_begins_is_for_the_next_one()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(teams.Response("tomorrow", 2, daysAgo: -1));
        Assert.Equal(Agenda.Empty.Comments, (await teams.AgendaAsync()).Comments);
        Assert.Null((await teams.AgendaAsync()).Score);
    }

    [Fact]
    public async Task A_quiet_team_has_an_empty_agenda()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        Assert.True((await teams.AgendaAsync()).IsEmpty);
    }

    [Fact]
    public async Task Of_a_busy_team_the_detractors_are_read_and_never_the_whole_history()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        for (var day = 0; day < 100; day++)
            await teams.TakeAsync(Enumerable.Range(0, 50).Select(number => teams.Response($"r-{day}-{number}", number == 0 ? 2 : 9, $"Comment {number} of day {day}", day + 0.1)));
        await teams.AgendaAsync();
        await teams.FoldAsync();
        teams.Store.Reset();
        var agenda = await teams.AgendaAsync();
        Assert.Equal((1400, 1400), (agenda.Score!.Now.Answers, agenda.Score.Before!.Answers));
        Assert.Equal([Id("r-0-0"), Id("r-1-0")], agenda.Comments.Select(comment => comment.Issue));
        
        // The responses of 28 days, whose comments are chosen from, and 56 days of counts.
        Assert.InRange(teams.Store.Rows, 1456, 1500);
        Assert.InRange(teams.Store.Reads, 300, 500);
    }

    private static async Task DoAsync(ListeningTeams teams, string id, IssueCommand command) =>
        Assert.IsType<IssueReply.Done>(await teams.Desk.DoAsync(Id(id), ListeningTeams.Ana, Guid.NewGuid().ToString(), command, CancellationToken.None));

    private static IssueId Id(string id) => IssueId.OfResponse(new("lounge"), "survey", id);
}
