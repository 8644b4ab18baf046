using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Tests.Agendas;

/// <summary>Every response of a team stands once in the index by time, whatever happens to it, and whenever it came.</summary>
public sealed class AnsweredIndexTests
{
    [Fact]
    public async Task Responses_are_found_newest_first()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(teams.Response("old", daysAgo: 9), teams.Response("new", 9, null, 1), teams.Response("middle", daysAgo: 3));
        Assert.Equal([(Id("new"), false, 9), (Id("middle"), true, 3), (Id("old"), true, 3)], (await teams.AnsweredAsync()).Select(one => (one.Issue, one.HasComment, (int)one.Score!.Value)));
    }

    [Fact]
    public async Task A_response_costs_one_action_more_and_no_read_of_its_own()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(teams.Response("warm"));
        teams.Store.Reset();
        await teams.TakeAsync(Enumerable.Range(0, 49).Select(number => teams.Response($"r-{number}")));

        // None for what is new; one of the quarantine and four of the signs of life, which who has just started does not know yet; a transaction of whereabouts, one of responses with their rows in the index and one row that counts them all.
        Assert.Equal((5, 148, 2), (teams.Store.Reads, teams.Store.Actions, teams.Store.Commits));
    }

    [Fact]
    public async Task Another_score_comment_or_time_is_seen_and_nothing_stands_twice()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(teams.Response("r", 3, null, 4));
        await teams.TakeAsync(teams.Response("r", 5, "The tap drips.", 4));
        Assert.Equal((5.0, true), await TheOneAsync(teams));
        await teams.TakeAsync(teams.Response("r", 6, "The tap drips.", 2));
        Assert.Equal((6.0, true), await TheOneAsync(teams));
        Assert.Equal(teams.Now - Duration.FromDays(2), Assert.Single(await teams.AnsweredAsync()).AnsweredAt);
    }

    [Fact]
    public async Task What_waited_unrouted_is_indexed_when_it_gets_to_its_team()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(teams.Response("r", team: "bar"));
        Assert.Empty(await teams.AnsweredAsync(team: "bar"));
        teams.Know(ListeningTeams.Team("bar", "Europe/Paris"));
        Assert.Equal(1, await teams.RouteAsync());
        Assert.Single(await teams.AnsweredAsync(team: "bar"));
    }

    [Fact]
    public async Task What_came_before_there_was_an_index_is_added_once()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(Enumerable.Range(0, 130).Select(number => teams.Response($"r-{number}", daysAgo: number)));
        await teams.ForgetIndexAsync();
        await teams.TakeAsync(teams.Response("since"));
        Assert.Equal(131, (await teams.AnsweredAsync()).Select(one => one.Issue).Distinct().Count());

        teams.Store.Reset();
        Assert.Equal(131, (await teams.AnsweredAsync()).Count);
        Assert.Equal((0, 131), (teams.Store.Actions, teams.Store.Rows));
    }

    [Fact]
    public async Task A_new_team_has_nothing_to_add()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(Enumerable.Range(0, 60).Select(number => teams.Response($"r-{number}")));
        teams.Store.Reset();
        await teams.AnsweredAsync();
        Assert.Equal(1, teams.Store.Actions);
    }

    [Fact]
    public async Task A_response_that_changes_while_the_old_ones_are_added_stands_once_as_it_is_now()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(teams.Response("r", 3, "The tap drips.", 4), teams.Response("beside", daysAgo: 5));
        await teams.ForgetIndexAsync();
        teams.Store.Meanwhile = async () => await teams.TakeAsync(teams.Response("r", 8, "The tap drips.", 2));
        var found = await teams.AnsweredAsync();
        Assert.Equal([(Id("r"), 8.0), (Id("beside"), 3.0)], found.Select(one => (one.Issue, one.Score!.Value)));
    }

    [Fact]
    public async Task Twenty_deliveries_and_five_first_looks_at_once_leave_every_response_once()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(Enumerable.Range(0, 200).Select(number => teams.Response($"r-{number}", daysAgo: number)));
        await teams.ForgetIndexAsync();
        await Task.WhenAll([
            .. Enumerable.Range(0, 20).Select(delivery => (Task)teams.TakeAsync(Enumerable.Range(0, 10).Select(number => teams.Response($"r-{(delivery * 10) + number}", 9, "Changed.", number)))),
            .. Enumerable.Range(0, 5).Select(_ => teams.AnsweredAsync())]);
        var found = await teams.AnsweredAsync();
        Assert.Equal((200, 200), (found.Count, found.Select(one => one.Issue).Distinct().Count()));
        Assert.All(found, one => Assert.Equal(9, one.Score!.Value));
    }

    [Fact]
    public async Task A_time_before_1970_does_no_harm()
    {
        await using var teams = await new ListeningTeams().ReadyAsync();
        await teams.TakeAsync(teams.Response("ancient", daysAgo: 30_000), teams.Response("new"));
        Assert.Equal([Id("new"), Id("ancient")], (await teams.AnsweredAsync()).Select(one => one.Issue));
    }

    private static IssueId Id(string id) => IssueId.OfResponse(new("lounge"), "survey", id);

    private static async Task<(double Score, bool HasComment)> TheOneAsync(ListeningTeams teams)
    {
        var rows = await teams.Store.QueryAsync(TeamRows.PartitionOf(new("lounge")), TeamRows.Answered, null, CancellationToken.None).ToListAsync();
        var one = Assert.Single(await teams.AnsweredAsync());
        Assert.Single(rows);
        return (one.Score!.Value, one.HasComment);
    }
}
