using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Triage.Balance;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.Huddles;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.Webhooks;
using NodaTime;

namespace HuddleBot.Tests.Balance;

/// <summary>What teams escalate is counted as it happens, and only a team's own managers are told, once a month at most.</summary>
public sealed class BalanceNotesTests : IDisposable, ITeamDirectory
{
    private static readonly PersonId Manager = CardSamples.Mia.Id;
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore store;
    private readonly SceneTime time = new() { Now = HuddleScene.At("2026-11-20T12:00Z") };
    private readonly BalanceCounting counting;
    private readonly BalanceNotes notes;
    private readonly List<FrontlineTeam> teams = [.. Enumerable.Range(0, 12).Select(i => CardSamples.Team with { Id = new($"t{i:D2}"), Name = $"Team {i}", Managers = i == 0 ? [Manager] : [CardSamples.Ana.Id] })];

    public BalanceNotesTests()
    {
        store = new(new($"Data Source={folder.File("balance.db")}"));
        counting = new(store);
        notes = new(store, counting, this, time);
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", teams));

    [Fact]
    public async Task Each_issue_counts_once_and_not_at_all_when_it_is_taken_back()
    {
        await TellAsync(0, "r-1", Escalated("2026-11-02T10:00Z"));
        await TellAsync(0, "r-2", Fixed("2026-11-03T10:00Z"));
        await TellAsync(0, "r-3", new IssueEvent.Celebrated(CardSamples.Ana, HuddleScene.At("2026-11-03T10:00Z"), null));
        await TellAsync(0, "r-4", Escalated("2026-11-03T10:00Z"), new IssueEvent.Undone(CardSamples.Ana, HuddleScene.At("2026-11-04T10:00Z")));
        await TellAsync(0, "r-5", Fixed("2026-11-03T10:00Z"), new IssueEvent.Undone(CardSamples.Ana, HuddleScene.At("2026-11-04T10:00Z")), Escalated("2026-11-10T10:00Z"));
        Assert.Equal((3, 2), await CountsAsync());
    }

    [Fact]
    public async Task What_a_manager_sends_back_was_escalated_all_the_same()
    {
        await TellAsync(0, "r-1", Escalated("2026-11-02T10:00Z"), new IssueEvent.TriageReturned(CardSamples.Mia, HuddleScene.At("2026-11-03T10:00Z"), "Try a sign", CardSamples.Ana, new(2026, 11, 10)));
        Assert.Equal((1, 1), await CountsAsync());
    }

    [Fact]
    public async Task News_that_come_again_late_or_to_two_processes_at_once_count_once()
    {
        IssueEvent[] events = [Escalated("2026-11-02T10:00Z"), new IssueEvent.Undone(CardSamples.Ana, HuddleScene.At("2026-11-04T10:00Z")), Fixed("2026-11-10T10:00Z")];
        foreach (var version in (int[])[1, 1, 2, 3, 2, 1, 3]) await counting.ReadAsync(News(0, "r-1", version, events), CancellationToken.None);
        Assert.Equal((1, 0), await CountsAsync());

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => new BalanceCounting(store).ReadAsync(News(0, $"r-{2 + (i % 10)}", 1, Escalated("2026-11-02T10:00Z")), CancellationToken.None)));
        Assert.Equal((11, 10), await CountsAsync());
    }

    [Fact]
    public async Task Thirteen_whole_weeks_count()
    {
        await TellAsync(0, "r-1", Fixed("2026-08-16T23:59Z")); // The Sunday before.
        await TellAsync(0, "r-2", Fixed("2026-08-17T00:00Z"));
        await TellAsync(0, "r-3", Fixed("2026-11-15T23:59Z"));
        await TellAsync(0, "r-4", Fixed("2026-11-16T00:00Z")); // This week.
        Assert.Equal((2, 0), await CountsAsync());
    }

    [Fact]
    public async Task Only_the_teams_own_manager_is_told_for_a_week_of_each_month()
    {
        await FillAsync();
        Assert.Equal((12, 1), await notes.RunAsync(CancellationToken.None));
        Assert.Null(await notes.RunAsync(CancellationToken.None));

        var note = Assert.Single(await notes.OfAsync(Manager, CancellationToken.None));
        Assert.Equal(("Team 0", 40, 0, (1, 5)), (note.Team.Name, note.Imbalance.Decided, note.Imbalance.Escalated, note.Imbalance.OthersShare));
        Assert.Empty(await notes.OfAsync(CardSamples.Ana.Id, CancellationToken.None));
        Assert.Empty(await notes.OfAsync(CardSamples.Ben.Id, CancellationToken.None));

        time.Now += Duration.FromDays(7);
        Assert.Empty(await notes.OfAsync(Manager, CancellationToken.None));
        Assert.Null(await notes.RunAsync(CancellationToken.None));

        time.Now = HuddleScene.At("2026-12-01T00:00Z");
        Assert.Equal((12, 1), await notes.RunAsync(CancellationToken.None));
        Assert.Single(await notes.OfAsync(Manager, CancellationToken.None));
    }

    [Fact]
    public async Task Who_manages_the_team_no_more_is_not_told()
    {
        await FillAsync();
        await notes.RunAsync(CancellationToken.None);
        teams[0] = teams[0] with { Managers = [CardSamples.Ben.Id] };
        Assert.Empty(await notes.OfAsync(Manager, CancellationToken.None));
        Assert.Single(await notes.OfAsync(CardSamples.Ben.Id, CancellationToken.None));
    }

    private async Task FillAsync()
    {
        for (var team = 0; team < teams.Count; team++)
        {
            for (var i = 0; i < 40; i++) await TellAsync(team, $"r-{i}", team > 0 && i % 5 == 0 ? Escalated("2026-11-02T10:00Z") : Fixed("2026-11-02T10:00Z"));
        }
    }

    private static IssueEvent Escalated(string at) => new IssueEvent.Escalated(CardSamples.Ana, HuddleScene.At(at), "price", null, null, HuddleScene.At(at) + Duration.FromDays(2));

    private static IssueEvent Fixed(string at) => new IssueEvent.FixPlanned(CardSamples.Ana, HuddleScene.At(at), CardSamples.Ana, null, CardSamples.Tuesday);

    private IssueNews News(int team, string id, int version, params IssueEvent[] events)
    {
        var news = WebhookScene.News(id, version, events);
        return news with { Team = teams[team], Item = news.Item with { Issue = news.Item.Issue with { Id = IssueId.OfResponse(teams[team].Id, "lounge", id) } } };
    }

    private async Task TellAsync(int team, string id, params IssueEvent[] events)
    {
        for (var version = 1; version <= events.Length; version++) await counting.ReadAsync(News(team, id, version, events), CancellationToken.None);
    }

    private async Task<(int, int)> CountsAsync() => await counting.OfAsync(teams[0].Id, time.Now, CancellationToken.None) is { } counts ? (counts.Decided, counts.Escalated) : default;
}
