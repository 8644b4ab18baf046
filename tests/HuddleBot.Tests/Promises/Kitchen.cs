using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using NodaTime;

namespace HuddleBot.Tests.Promises;

/// <summary>A team in London that makes promises: the real core on a real file, a clock that the test moves, and mailboxes that remember what came and when.</summary>
internal sealed class Kitchen : IAsyncDisposable
{
    public static readonly Actor Ana = Person("U1", "Ana");
    public static readonly Actor Ben = Person("U2", "Ben");
    public static readonly Actor Cleo = Person("U3", "Cleo");

    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteTableStore> files = [];
    private readonly RowSequence sequence = new();
    private readonly IDoorbell bell = new NoBell();

    public Kitchen(string start = "2026-11-23T12:00:00Z")
    {
        Time = new(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        Mail = new(Time);
        Store = Open();
        var authorization = new Authorization([Directory]);
        Desk = new(Store, new(Store), new OneTeam(Team), authorization, [Directory], bell, sequence, Time);
    }

    public static FrontlineTeam Team { get; } = new(
        new("kitchen"), "Kitchen", new(Platform.Slack, "T1", "C1"), DateTimeZoneProviders.Tzdb["Europe/London"], WorkingCalendar.MondayToFriday,
        [Ana.Id], new(Platform.Slack, "T1", "C9"), [], PostingRules.Default, FrontlineTeam.DefaultCategories);

    public FakeTime Time { get; }

    public Mailboxes Mail { get; }

    public Residents Directory { get; } = new();

    public SqliteTableStore Store { get; }

    public IssueDesk Desk { get; }

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>Another connection to the same file, as another process has.</summary>
    public SqliteTableStore Open()
    {
        files.Add(new(new($"Data Source={folder.File("kitchen.db")}")));
        return files[^1];
    }

    public async Task<Kitchen> ReadyAsync()
    {
        await Store.EnsureReadyAsync(None);
        return this;
    }

    public PromiseClock Clock(ITableStore? store = null) => new(store ?? Store, new(store ?? Store), [Directory], bell, sequence, Time);

    public Task<Instant?> RunDueAsync() => Clock().RunDueAsync(Team, None);

    public Task<Instant?> DrainAsync()
    {
        var issues = new IssueStore(Store);
        var huddles = new HuddleStore(Store, issues);
        var drawing = new SlotDrawing(issues, huddles, new StateComposer(), Time);
        return new TeamDelivery(Store, issues, huddles, [Mail], drawing, new NoObserver(), new(), new(Store, [Mail], Time), Time).DrainAsync(Team, None);
    }

    /// <summary>A promise by this day (ISO).</summary>
    public async Task<IssueId> PromiseAsync(Actor owner, string by)
    {
        var raised = await Desk.RaiseAsync(Team.Id, Ana, Guid.NewGuid().ToString(), "The soup is cold", None);
        var id = Assert.IsType<IssueReply.Done>(raised).Item.Issue.Id;
        await DoAsync(id, new IssueCommand.Fix(owner, "A warmer pot", Day(by)));
        return id;
    }

    public async Task DoAsync(IssueId issue, IssueCommand command, Actor? by = null) =>
        Assert.IsType<IssueReply.Done>(await Desk.DoAsync(issue, by ?? Ana, Guid.NewGuid().ToString(), command, None));

    public async Task MoveAsync(IssueId issue, string by, Actor? owner = null) =>
        await DoAsync(issue, new IssueCommand.Change(new IssueCommand.Fix(owner, "A warmer pot", Day(by)), await VersionAsync(issue)));

    public async Task<int> VersionAsync(IssueId issue) =>
        (await Store.GetAsync(TeamRows.PartitionOf(Team.Id), TeamRows.Issue + issue.Key, None))!.GetInt32("Version")!.Value;

    /// <summary>Lets the time pass: due work is done whenever it asked to be looked at again, and everything is sent.</summary>
    public async Task UntilAsync(string moment)
    {
        var end = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        while (true)
        {
            var next = await RunDueAsync();
            var send = await DrainAsync();
            var soonest = next is { } a && send is { } b ? Instant.Min(a, b) : next ?? send;
            if (soonest is null || soonest.Value.ToDateTimeOffset() > end) break;
            Assert.True(soonest > Now, $"{soonest} has passed already at {Now}");
            Time.Advance(soonest.Value.ToDateTimeOffset() - Time.GetUtcNow());
        }

        Time.Advance(end - Time.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in files) await file.DisposeAsync();
        folder.Dispose();
    }

    public static LocalDate Day(string iso) => NodaTime.Text.LocalDatePattern.Iso.Parse(iso).Value;

    private static Actor Person(string id, string name) => new(new(Platform.Slack, "T1", id), name);

    private sealed class OneTeam(FrontlineTeam team) : ITeamDirectory
    {
        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", [team]));
    }

    private sealed class NoBell : IDoorbell
    {
        public Task RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class NoObserver : IDeliveryObserver
    {
        public void Sent(string key) { }

        public void Parked(TeamId team, string key, string reason) => Assert.Fail($"{key} was parked: {reason}");

        public void PutOff(string key, int attempts, string reason, Instant next) { }
    }
}
