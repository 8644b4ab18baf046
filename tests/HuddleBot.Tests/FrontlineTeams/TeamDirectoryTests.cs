using System.Text;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.FrontlineTeams;

/// <summary>Two processes' worth of directory on one SQLite file.</summary>
public sealed class TeamDirectoryTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly Clock clock = new();
    private SqliteTableStore store = null!;
    private SqliteTableStore other = null!;

    public async Task InitializeAsync()
    {
        store = new(new($"Data Source={folder.File("teams.db")}"));
        other = new(new($"Data Source={folder.File("teams.db")}"));
        await store.EnsureReadyAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await other.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Before_the_first_apply_there_are_no_teams()
    {
        using var directory = new TeamDirectory(new(store, clock), clock);
        Assert.Empty((await directory.CurrentAsync(CancellationToken.None)).Teams);
    }

    [Fact]
    public async Task Many_teams_are_applied_at_one_moment_in_the_order_of_the_file()
    {
        using var directory = new TeamDirectory(new(store, clock), clock);
        Assert.True(await new StoredTeams(other, clock).ApplyAsync(Teams(1000), CancellationToken.None));
        var teams = (await directory.CurrentAsync(CancellationToken.None)).Teams;
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"team-{i}"), teams.Select(team => team.Id.Value));
    }

    /// <summary>Whoever clicks right after a start. That nothing but the one team was read is seen from the next apply: all of them would be kept for a second.</summary>
    [Fact]
    public async Task One_team_is_found_before_all_are_read()
    {
        using var directory = new TeamDirectory(new(store, clock), clock);
        await new StoredTeams(other, clock).ApplyAsync(Teams(300, "\"admins\":[{\"platform\":\"slack\",\"workspace\":\"T1\",\"user\":\"U1\"}]"), CancellationToken.None);
        var found = Assert.IsType<FrontlineTeam>(await directory.FindAsync(new("team-280"), CancellationToken.None));
        Assert.Equal(("Team 280", "U1"), (found.Name, Assert.Single(found.Company.Admins).User));
        await new StoredTeams(other, clock).ApplyAsync(Teams(301), CancellationToken.None);
        Assert.Empty((await directory.FindAsync(new("team-300"), CancellationToken.None))!.Company.Admins);
        Assert.Null(await directory.FindAsync(new("team-301"), CancellationToken.None));
        await new StoredTeams(other, clock).ApplyAsync(Teams(302), CancellationToken.None);
        Assert.Null(await directory.FindAsync(new("team-301"), CancellationToken.None));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Team 301", (await directory.FindAsync(new("team-301"), CancellationToken.None))?.Name);
    }

    [Fact]
    public async Task What_another_process_applies_is_seen_after_a_second_and_not_looked_for_more_often()
    {
        using var directory = new TeamDirectory(new(store, clock), clock);
        await new StoredTeams(other, clock).ApplyAsync(Teams(2), CancellationToken.None);
        var before = await directory.CurrentAsync(CancellationToken.None);
        await new StoredTeams(other, clock).ApplyAsync(Teams(3), CancellationToken.None);
        clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Same(before, await directory.CurrentAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromMilliseconds(200));
        var after = await directory.CurrentAsync(CancellationToken.None);
        Assert.Equal(3, after.Teams.Count);
        Assert.NotEqual(before.Version, after.Version);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(after, await directory.CurrentAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Old_versions_are_cleared_away_but_the_one_before()
    {
        var stored = new StoredTeams(store, clock);
        foreach (var count in new[] { 150, 3, 2, 1 })
        {
            await stored.ApplyAsync(Teams(count), CancellationToken.None);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, await store.QueryAsync("directory", "team-", null, CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task Of_two_who_apply_at_once_one_holds_whole_and_the_other_is_told()
    {
        var results = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => new StoredTeams(i % 2 == 0 ? store : other, clock).ApplyAsync(Teams(i * 20), CancellationToken.None)));
        Assert.Contains(true, results);
        var snapshot = await new StoredTeams(store, clock).ReadAsync(CancellationToken.None);
        Assert.Contains(snapshot.Teams.Count, results.Select((applied, i) => applied ? (i + 1) * 20 : 0).Where(count => count > 0));
    }

    [Fact]
    public async Task What_is_said_beyond_the_teams_comes_with_each_of_them_as_one()
    {
        using var directory = new TeamDirectory(new(store, clock), clock);
        await new StoredTeams(other, clock).ApplyAsync(Teams(1000, "\"admins\":[{\"platform\":\"slack\",\"workspace\":\"T1\",\"user\":\"U1\"}]"), CancellationToken.None);
        var snapshot = await directory.CurrentAsync(CancellationToken.None);
        Assert.Equal([new PersonId(Platform.Slack, "T1", "U1")], snapshot.Company.Admins);
        Assert.All(snapshot.Teams, team => Assert.Same(snapshot.Company, team.Company));

        await new StoredTeams(other, clock).ApplyAsync(Teams(1), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty((await directory.CurrentAsync(CancellationToken.None)).Teams.Single().Company.Admins);
    }

    [Fact]
    public async Task More_people_than_a_row_can_hold_are_kept_whole_and_cleared_away_with_their_version()
    {
        var stored = new StoredTeams(store, clock);
        var people = Enumerable.Range(0, 12_000).Select(i =>
            $$"""{"person":{"platform":"slack","workspace":"T1","user":"U{{i}}-😀"},"timeZone":"Europe/London","manager":{"platform":"slack","workspace":"T1","user":"U{{i + 1}}-😀"} }""");
        var file = Teams(2, $"\"people\":[{string.Join(',', people)}]");
        await stored.ApplyAsync(file, CancellationToken.None);
        var company = (await stored.ReadAsync(CancellationToken.None)).Company;
        Assert.Equal(file.Company.Staff.Select(member => (member.Person, member.Manager)), company.Staff.Select(member => (member.Person, member.Manager)));
        Assert.Equal("U7001-😀", company.Find(new(Platform.Slack, "T1", "U7000-😀"))?.Manager?.User);
        Assert.True(await Parts() > 3);

        foreach (var _ in "ab")
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await stored.ApplyAsync(Teams(1), CancellationToken.None);
        }

        Assert.Equal(2, await Parts());

        ValueTask<int> Parts() => store.QueryAsync("directory", "company-", null, CancellationToken.None).CountAsync();
    }

    /// <summary>As the storage holds it from before the file said who stands in for whom.</summary>
    [Theory]
    [InlineData("""{"channel":{"platform":"slack","workspace":"T1","channel":"C9"},"people":[{"platform":"slack","workspace":"T1","user":"U3"}],"digest":{"day":"mon","at":"08:00","timeZone":"UTC"}}""", "U3")]
    [InlineData(null, null)]
    public async Task What_was_stored_before_is_still_read(string? cxLeads, string? user)
    {
        await store.SubmitTransactionAsync(
            [
                TableTransactionAction.Add(new("directory", "team-20261120T120000-00000") { ["Id"] = "a", ["Name"] = "A", ["Team"] = """{"id":"a","name":"A","timeZone":"UTC","channel":{"platform":"slack","workspace":"T1","channel":"C1"}}""" }),
                TableTransactionAction.Add(new("directory", "version") { ["Version"] = "20261120T120000", ["Teams"] = 1, ["CxLeads"] = cxLeads }),
            ],
            CancellationToken.None);
        var snapshot = await new StoredTeams(other, clock).ReadAsync(CancellationToken.None);
        Assert.Equal("A", Assert.Single(snapshot.Teams).Name);
        Assert.Equal(user, snapshot.Teams[0].Company.CxLeads.SingleOrDefault()?.User);
        Assert.Equal(user is null ? null : "C9", snapshot.Company.CxLeadChannel?.Channel);
        using var directory = new TeamDirectory(new(other, clock), clock);
        Assert.Equal("A", (await directory.FindAsync(new("a"), CancellationToken.None))?.Name);
    }

    private static TeamsFile Teams(int count, string? more = null)
    {
        var teams = Enumerable.Range(0, count).Select(i =>
            $$"""{"id":"team-{{i}}","name":"Team {{i}}","timeZone":"Europe/London","channel":{"platform":"slack","workspace":"T1","channel":"C{{i}}"} }""");
        return TeamsFile.Read(Encoding.UTF8.GetBytes($$"""{"frontlineTeams":[{{string.Join(",", teams)}}]{{(more is null ? "" : "," + more)}}}""")).File!;
    }

    private sealed class Clock : TimeProvider
    {
        private TimeSpan passed;

        public void Advance(TimeSpan by) => passed += by;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero) + passed;

        public override long GetTimestamp() => passed.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
