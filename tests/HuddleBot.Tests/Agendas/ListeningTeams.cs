using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using NodaTime;

namespace HuddleBot.Tests.Agendas;

/// <summary>Teams that hear from customers and prepare their huddles: the real core on a real file, and a clock that the test moves. Responses name their team in the attribute <c>team</c>.</summary>
internal sealed class ListeningTeams : IAsyncDisposable
{
    public static readonly Actor Ana = new(new(Platform.Slack, "T1", "U1"), "Ana");

    private static readonly Scale ZeroToTen = Score.DefaultScale(Metric.Nps)!.Value;
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore file;
    private readonly RowSequence sequence = new();
    private readonly KnownTeams directory = new();

    public ListeningTeams(string start = "2026-11-20T12:00:00Z", params FrontlineTeam[] teams)
    {
        Time = new(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        directory.Teams = teams.Length > 0 ? teams : [Team("lounge", "Europe/London")];
        file = new(new($"Data Source={folder.File("teams.db")}"));
        Store = new(file);
    }

    public FakeTime Time { get; }

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    public CountingStore Store { get; }

    public IssueStore Issues => new(Store);

    public AnsweredIndex Index() => new(Store);

    public IssueDesk Desk => new(Store, Issues, directory, new([new Residents()]), [new Residents()], new NoBell(), sequence, Time);

    public static FrontlineTeam Team(string id, string zone) => new(
        new(id), id, new(Platform.Slack, "T1", "C" + id), DateTimeZoneProviders.Tzdb[zone], WorkingCalendar.MondayToFriday, [Ana.Id], null, [new(null, "team", id)],
        PostingRules.Default, FrontlineTeam.DefaultCategories);

    public void Know(params FrontlineTeam[] teams) => directory.Teams = teams;

    public async Task<ListeningTeams> ReadyAsync()
    {
        await Store.EnsureReadyAsync(CancellationToken.None);
        return this;
    }

    public Response Response(string id, double score = 3, string? comment = "The tap drips.", double daysAgo = 1, string team = "lounge") => new(
        "survey", id, Score.Create(Metric.Nps, score, ZeroToTen).Score, comment, Now - Duration.FromDays(daysAgo), null, null, null,
        new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = team });

    public Task<IntakeSummary> TakeAsync(params IEnumerable<Response> responses) => Intake.AcceptAsync("survey", [.. responses.Select(response => new ReadResponse.Read(response))], PostChoice.None, CancellationToken.None);

    public Task<int> RouteAsync() => Intake.RouteWaitingAsync(PostChoice.None, CancellationToken.None);

    public async Task<IReadOnlyList<AnsweredResponse>> AnsweredAsync(AnsweredIndex? index = null, string team = "lounge") =>
        await (index ?? Index()).NewestFirstAsync(new(team), Now, CancellationToken.None).ToListAsync();

    public IAgendaMaker Maker(IReadOnlyList<string>? questions = null, IPastAgendas? past = null) =>
        new AgendaMaker(Store, Issues, new(Store), Index(), new ScoreCounters(Store, new(Store, directory, sequence, Time), Time), new(Store), past ?? new HuddleStore(Store, Issues), new Bank(questions ?? ["How are you?"]));

    public Task<Agenda> AgendaAsync(string team = "lounge") =>
        Maker().MakeAsync(directory.Teams.Single(one => one.Id.Value == team), HuddleSchedule.Usual(new(12, 0)), Now - Duration.FromDays(1), 0, Now, CancellationToken.None);

    /// <summary>As whoever dispatches does it.</summary>
    public async Task FoldAsync(string team = "lounge")
    {
        while (await new ScoreFolding(Store, Time).RunDueAsync(directory.Teams.Single(one => one.Id.Value == team), CancellationToken.None) is not null)
        {
        }
    }

    /// <summary>As it was before there was an index by time.</summary>
    public async Task ForgetIndexAsync(string team = "lounge")
    {
        var partition = TeamRows.PartitionOf(new(team));
        foreach (var prefix in (string[])[TeamRows.Answered, TeamRows.AnsweredComplete])
        {
            foreach (var row in await Store.QueryAsync(partition, prefix, null, CancellationToken.None).ToListAsync())
                await Store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        folder.Dispose();
    }

    private FeedbackIntake Intake => new(Store, Issues, directory, new Quarantine(Store, Time), new NoBell(), sequence, [], Time);

    private sealed record Bank(IReadOnlyList<string> All) : IQuestions;

    private sealed class KnownTeams : ITeamDirectory
    {
        public IReadOnlyList<FrontlineTeam> Teams { get; set; } = [];

        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", Teams));
    }

    private sealed class NoBell : IDoorbell
    {
        public Task RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Everybody is a member of every channel.</summary>
    private sealed class Residents : IChatDirectory
    {
        public Platform Platform => Platform.Slack;

        public Task<bool?> IsMemberAsync(ChannelId channel, PersonId person, CancellationToken cancellationToken) => Task.FromResult<bool?>(true);

        public Task<string> NameOfAsync(PersonId person, string fallback, CancellationToken cancellationToken) => Task.FromResult(fallback);

        public Task<DateTimeZone?> ZoneOfAsync(PersonId person, CancellationToken cancellationToken) => Task.FromResult<DateTimeZone?>(null);
    }
}
