using System.Collections;
using System.Globalization;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Digests.Loops;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Silences;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;
using HuddleBot.Tests.Promises;
using HuddleBot.Tests.Slack;
using NodaTime;

namespace HuddleBot.Tests.Digests;

/// <summary>
/// A lounge and a desk in London and a kitchen in Tokyo, from 9 November 2026 on: the real core on real storage, a clock that the test moves. Mia manages the first two, Kenji the third, Cleo leads
/// customer experience; Ana works at each. Answers name their team in the attribute <c>team</c>.
/// </summary>
internal sealed class ReportScene : ITeamDirectory, IDoorbell, IThemeBell, INewsObserver, ISilences
{
    public static readonly Actor Ana = Person("U1", "Ana");
    public static readonly Actor Mia = Person("U2", "Mia");
    public static readonly Actor Kenji = Person("U3", "Kenji");
    public static readonly Actor Cleo = Person("U4", "Cleo");

    private static readonly CancellationToken None = CancellationToken.None;
    private readonly RowSequence sequence = new();
    private readonly ITableStore store;
    private int operations;

    public ReportScene(ITableStore store)
    {
        this.store = store;
        Issues = new(store);
        Themes = new(store);
    }

    public FakeTime Time { get; } = new(new(2026, 11, 9, 0, 0, 0, TimeSpan.Zero));

    public IssueStore Issues { get; }

    public ThemeStore Themes { get; }

    public List<FrontlineTeam> Teams { get; } = [Team("lounge", "Europe/London", Mia), Team("desk", "Europe/London", Mia), Team("kitchen", "Asia/Tokyo", Kenji)];

    /// <summary>Monday 16 to Sunday 22 November.</summary>
    public static DigestPeriod Week { get; } = DigestPeriod.LastBefore(DigestSpan.Week, new(2026, 11, 23), DateTimeZoneProviders.Tzdb["Europe/London"]);

    /// <summary>How often somebody wanted to know what is silent.</summary>
    public int SilencesAsked { get; private set; }

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    private IssueDesk Desk => new(store, Issues, this, new([new Residents()]), [new Residents()], this, sequence, Time);

    private FeedbackIntake Intake => new(store, Issues, this, new Quarantine(store, Time), this, sequence, [], Time);

    /// <summary>As another process has it, which knows nothing but what is stored.</summary>
    public IDigestReports Reports
    {
        get
        {
            var scores = new ScoreCounters(store, new(store, this, sequence, Time), Time);
            var words = new DigestVerbatims(store, Issues);
            var periods = new PeriodReadings(
                new(store, new LoopIndex(store, Issues, new FollowUpStore(store, sequence)), scores, new DropStore(store)), new(store, Themes),
                new ScoreEffects(Issues, Themes, new FixIndex(store, Issues), this, scores, Time), this);
            return new DigestReports(this, periods, words, new(store, words));
        }
    }

    /// <summary>Of the week, made at this moment.</summary>
    public Task<DigestReport> ReportAsync(DigestScope? scope = null, DigestPeriod? period = null) => Reports.MakeAsync(scope ?? new DigestScope.WholeCompany(), period ?? Week, Now, None);

    public void GoTo(string moment) => Time.Advance(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture) - Time.GetUtcNow());

    /// <summary>One answer now, of NPS; the customer may be called where they are named.</summary>
    public async Task<IssueId> AnsweredAsync(string team, string id, double score, string? words = null, string? customer = null, double? value = null, Instant? at = null)
    {
        var response = new Response(
            "survey", id, Nps(score), words, at ?? Now, null, null, customer is null ? null : new(customer, "Ann Other", "ann@example.com", null, null, value, value is null),
            new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = team });

        // Whom nobody sees nobody calls back.
        await TakeAsync([response], customer is null ? PostChoice.None : PostChoice.All);
        return IssueId.OfResponse(new(team), "survey", id);
    }

    /// <summary>So many answers without words on the day of this moment, alternating.</summary>
    public Task AnswersAsync(string team, string name, int answers, params double[] scores) => TakeAsync(Enumerable.Range(0, answers).Select(i => new Response(
        "survey", $"{team}-{name}-{i}", Nps(scores[i % scores.Length]), null, Now, null, null, null, new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = team })));

    public Task TakeAsync(IEnumerable<Response> responses, PostChoice post = PostChoice.None) => Intake.AcceptAsync("survey", [.. responses.Select(response => new ReadResponse.Read(response))], post, None);

    public async Task DoAsync(IssueId issue, Actor by, IssueCommand command) => Assert.IsType<IssueReply.Done>(await Desk.DoAsync(issue, by, $"op-{++operations}", command, None));

    public async Task<ThemeId> MergeAsync(string title, params IssueId[] issues)
    {
        var theme = ThemeId.Of($"op-{++operations}");
        foreach (var issue in issues)
        {
            await DoAsync(issue, Cleo, new IssueCommand.TriageMerge(theme, title));
            await SettleAsync();
        }

        return theme;
    }

    public async Task DoAsync(ThemeId theme, ThemeCommand command)
    {
        Assert.IsType<ThemeReply.Done>(await new ThemeDesk(store, Themes, Issues, this, [new Residents()], this, this, Time).DoAsync(theme, Cleo, $"op-{++operations}", command, None));
        await SettleAsync();
    }

    /// <summary>What whoever dispatches does: the news is brought, what happened to themes is passed on, the changes are counted.</summary>
    public async Task SettleAsync()
    {
        using var queue = new QueueProjection(store, Issues);
        foreach (var team in Teams)
        {
            await new NewsDesk(store, Issues, [new ThemeReader(store, Themes, this), queue], this, Time).DrainAsync(team, None);
            while (await new ScoreFolding(store, Time).RunDueAsync(team, None) is not null)
            {
            }
        }

        await new ThemePassing(store, Themes, Desk, new ThemeCards(store, Themes, this, this, sequence, Time)).DrainAsync((theme, e) => throw new InvalidOperationException($"{theme} could not be passed on", e), None);
    }

    /// <summary>As its clock leaves the row of a huddle.</summary>
    public Task HuddleAsync(string team, LocalDate day, string schedule, string phase, int? more = null) => store.SubmitTransactionAsync(
        [
            TableTransactionAction.Add(new(TeamRows.PartitionOf(new(team)), $"{TeamRows.Huddle}{day:uuuu-MM-dd}-{schedule}") { ["Huddle"] = $"{team}.{day:uuuu-MM-dd}.{schedule}", ["Phase"] = phase, ["More"] = more }),
        ],
        None);

    /// <summary>What an erasure leaves: everything but the response.</summary>
    public async Task EraseAsync(IssueId issue)
    {
        var row = await store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.Response + issue.Key, None);
        await store.SubmitTransactionAsync([TableTransactionAction.Delete(row!)], None);
    }

    /// <summary>As it was before there was an index of loops.</summary>
    public async Task ForgetLoopsAsync()
    {
        foreach (var partition in Teams.Select(team => TeamRows.PartitionOf(team.Id)))
        {
            foreach (var prefix in (string[])[TeamRows.Loop, TeamRows.LoopsComplete, TeamRows.FollowUpTouched])
            {
                var rows = await store.QueryAsync(partition, prefix, null, None).ToListAsync();
                if (rows.Count > 0) await store.SubmitTransactionAsync([.. rows.Select(TableTransactionAction.Delete)], None);
            }
        }
    }

    /// <summary>All that a report says, in words that can be compared.</summary>
    public static string Told(object? said) => said switch
    {
        null => "-",
        string or Instant or LocalDate or DateInterval or Duration or IssueId or TeamId or ThemeId or PersonId or DateTimeZone or Enum or int or double or bool => Convert.ToString(said, CultureInfo.InvariantCulture)!,
        FrontlineTeam team => team.Id.Value,
        DigestPeriod period => $"{period.Span} {Told(period.Days)}",
        IEnumerable many => $"[{string.Join(", ", many.Cast<object>().Select(Told))}]",
        _ => $"{said.GetType().Name}({string.Join(", ", said.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.GetMethod!.IsPublic && !property.GetMethod.IsStatic)
            .Select(property => $"{property.Name}: {(property.Name == nameof(DigestReport.MadeAt) ? "" : Told(property.GetValue(said)))}"))})",
    };

    Task<TeamsSnapshot> ITeamDirectory.CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", [.. Teams]));

    Task<SilenceReport> ISilences.ListAsync(Instant now, Instant backSince, CancellationToken cancellationToken)
    {
        SilencesAsked++;
        return Task.FromResult(SilenceReport.Nothing);
    }

    Task IDoorbell.RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;

    void IThemeBell.Ring() { }

    void INewsObserver.Failed(string reader, IssueId issue, int version, Exception exception, Instant next) => throw new InvalidOperationException($"{reader} could not read {issue} {version}", exception);

    void INewsObserver.Dropped(IssueId issue, int version) => throw new InvalidOperationException($"{issue} {version} was dropped");

    private static Score Nps(double value) => Score.Create(Metric.Nps, value, Score.DefaultScale(Metric.Nps)!.Value).Score!;

    private static Actor Person(string id, string name) => new(new(Platform.Slack, "T1", id), name);

    private static FrontlineTeam Team(string id, string zone, Actor manager) => new(
        new(id), id, new(Platform.Slack, "T1", "C-" + id), DateTimeZoneProviders.Tzdb[zone], WorkingCalendar.MondayToFriday, [manager.Id], new(Platform.Slack, "T1", "C-managers"),
        [new(null, "team", id)], PostingRules.Default, FrontlineTeam.DefaultCategories)
    {
        Company = Company.Empty with { CxLeads = [Cleo.Id] },
    };
}
