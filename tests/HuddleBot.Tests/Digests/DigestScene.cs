using HuddleBot.Core.Charts;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Digests;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.Huddles;
using HuddleBot.Tests.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Tests.Digests;

/// <summary>A company that reads digests: real storage, a clock that stands where it is put, and reports as the test wants them.</summary>
internal sealed class DigestScene : ITeamDirectory, IDigestReports, IDigestTables, IDoorbell, IScores, IScoreTrends, IAsyncDisposable
{
    public static readonly ChannelId Leads = new(Platform.Slack, "T0001", "C0010");
    public static readonly PersonId Lea = new(Platform.Slack, "T0001", "U0003"), Mia = CardSamples.Mia.Id, Boss = new(Platform.Slack, "T0001", "U0011"), Ada = new(Platform.Slack, "T0001", "U0012");
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteTableStore> files = [];

    public DigestScene()
    {
        Store = OpenAnother();
        Clock = NewClock(Store);
    }

    public SqliteTableStore Store { get; }

    public DigestClock Clock { get; private set; }

    public SceneTime Time { get; } = new() { Now = HuddleScene.At("2026-10-14T12:00Z") };

    /// <summary>Mia manages the lounge, Boss the desk.</summary>
    public List<FrontlineTeam> Teams { get; } =
        [CardSamples.Team, CardSamples.Team with { Id = new("desk"), Name = "Desk", Managers = [Boss], TimeZone = DateTimeZoneProviders.Tzdb["America/New_York"] }];

    public Company Company { get; set; } = new([], [], [Ada], [Lea], Leads) { Digest = new(IsoDayOfWeek.Monday, new(8, 0), DigestSamples.London, ToManagers: false) };

    /// <summary>What a period had; what is not said is a full week.</summary>
    public Func<DigestScope, DigestPeriod, DigestReport> Reports { get; set; } = (scope, period) => DigestSamples.Full() with { Scope = scope, Period = period };

    /// <summary>How many reports were made.</summary>
    public int Made { get; private set; }

    /// <summary>What lies in the outbox, in its order: when it was put there, to whom, which part.</summary>
    public async Task<IReadOnlyList<string>> OutboxAsync()
    {
        var rows = await Store.QueryAsync(TeamRows.Company, TeamRows.Outbox, null, None).ToListAsync();
        return [.. rows.Select(row => $"{row.RequireInstant("CreatedAt").InUtc().ToString("MM-dd HH:mm", null)} {ChannelId.Parse(row.RequireString("Channel")).Channel} {row.RequireString("Slot").Split('.')[1]}")];
    }

    /// <summary>What became of each digest day.</summary>
    public async Task<IReadOnlyList<string>> FatesAsync() =>
        [.. (await NotesAsync()).OrderBy(note => note.DueAt).Select(note => $"{note.Day:MM-dd} {note.Fate}{(note.Fate == "Sent" && note.MadeAt - note.DueAt > DigestCalendar.Punctual ? " late" : "")}")];

    public async Task<IReadOnlyList<Note>> NotesAsync() =>
    [
        .. (await Store.QueryAsync(TeamRows.Company, TeamRows.Digest, null, None).ToListAsync()).Select(row => new Note(
            ChannelId.Parse(row.RequireString("Place")).Channel, row.RequireString("Zone"), LocalDatePattern.Iso.Parse(row.RequireString("Day")).Value, row.RequireInstant("DueAt"), row.RequireInstant("MadeAt"),
            row.RequireString("Fate"), row.GetBoolean("WithMonth") is true, row.GetBoolean("WithQuarter") is true)),
    ];

    public DigestClock NewClock(ITableStore store) => new(store, MakingOn(store), this, Time);

    public DigestMaking MakingOn(ITableStore store) => new(store, ReadingOf(), this, new(), Time);

    public DigestReading ReadingOf() => new(this, new(this, this, this), this, new(Store, []), this, Time);

    /// <summary>The same file, as another process opens it.</summary>
    public SqliteTableStore OpenAnother()
    {
        var file = new SqliteTableStore(new($"Data Source={folder.File("digests.db")}"));
        file.EnsureReadyAsync(None).GetAwaiter().GetResult();
        files.Add(file);
        return file;
    }

    /// <summary>The process ends; another starts.</summary>
    public void Restart() => Clock = NewClock(Store);

    public async Task<Instant?> LookAsync(string at)
    {
        Time.Now = HuddleScene.At(at);
        return await Clock.RunDueAsync((_, e) => throw new InvalidOperationException("could not be made", e), None);
    }

    public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new TeamsSnapshot("1", [.. Teams.Select(team => team with { Company = Company })]) { Company = Company });

    public Task<DigestReport> MakeAsync(DigestScope scope, DigestPeriod period, Instant now, CancellationToken cancellationToken)
    {
        Made++;
        return Task.FromResult(Reports(scope, period));
    }

    public Task<Uri?> AddressOfAsync(DigestScope scope, DigestPeriod period, CancellationToken cancellationToken) => Task.FromResult<Uri?>(null);

    public Task RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<CountedSeries>> SeriesAsync(FrontlineTeam team, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CountedSeries>>([]);

    public Task<IReadOnlyList<SeriesDays>> DaysAsync(FrontlineTeam team, IReadOnlyCollection<SeriesId> series, DateInterval days, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SeriesDays>>([]);

    public Task<DrawnTrend> OfAsync(FrontlineTeam team, SeriesId series, LocalDate today, int days, LocalDate? fellOn, CancellationToken cancellationToken) => Task.FromResult(DigestSamples.Trend());

    public Task<DrawnTrend> DrawAsync(string title, ScoreMovement score, ScoreTrend trend, CancellationToken cancellationToken) => Task.FromResult(DigestSamples.Trend());

    public async ValueTask DisposeAsync()
    {
        foreach (var file in files) await file.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>As it lies in the storage.</summary>
    internal sealed record Note(string Place, string Zone, LocalDate Day, Instant DueAt, Instant MadeAt, string Fate, bool WithMonth, bool WithQuarter);
}
