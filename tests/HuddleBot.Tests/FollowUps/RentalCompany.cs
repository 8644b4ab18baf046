using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Posting;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Promises;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using NodaTime;

namespace HuddleBot.Tests.FollowUps;

/// <summary>
/// A company that rents cars: a station, its damage desk and its accounts, each a team with a channel of its own and working every day. The real core on a real file, a clock
/// that the test moves, and mailboxes that remember what came and when. Responses name their team in the attribute <c>team</c>.
/// </summary>
internal sealed class RentalCompany : IAsyncDisposable
{
    public static readonly Actor Ana = Person("U1", "Ana");
    public static readonly Actor Ben = Person("U2", "Ben");
    public static readonly Actor Mia = Person("U9", "Mia");

    /// <summary>He sits in Microsoft Teams, and may take over what waits at the station.</summary>
    public static readonly Actor Tom = new(new(Platform.Teams, "t-1", "tom"), "Tom");

    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore file;
    private readonly RowSequence sequence = new();
    private readonly IDoorbell bell = new NoBell();
    private readonly KnownTeams directory;

    private readonly bool reminds;

    /// <param name="reminds">False: the clocks of calls and promises stand still.</param>
    public RentalCompany(string start = "2026-11-24T10:00:00Z", FollowUpRules? rules = null, bool reminds = true)
    {
        this.reminds = reminds;
        Time = new(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        Mail = new(Time);
        InTeams = new(Time, Platform.Teams);
        file = new(new($"Data Source={folder.File("rental.db")}"));
        directory = new([Team("station", rules), Team("damage", rules), Team("accounts", rules)]);
    }

    public FakeTime Time { get; }

    public Mailboxes Mail { get; }

    public Mailboxes InTeams { get; }

    public Residents People { get; } = new();

    public ITableStore Store => file;

    public IssueStore Issues => new(Store);

    public FollowUpStore FollowUps => new(Store, sequence);

    public FollowUpDesk Desk => new(Store, Issues, FollowUps, directory, new([People]), bell, sequence, Time);

    public IssueDesk IssueDesk => new(Store, Issues, directory, new([People]), [People], bell, sequence, Time);

    /// <summary>The same with other teams.</summary>
    public IssueDesk IssueDeskOf(Func<FrontlineTeam, FrontlineTeam> changed) =>
        new(Store, Issues, new KnownTeams([.. directory.Teams.Select(changed)]), new([People]), [People], bell, sequence, Time);

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    public IReadOnlyList<FrontlineTeam> Teams => directory.Teams;

    public async Task<RentalCompany> ReadyAsync()
    {
        await Store.EnsureReadyAsync(None);
        return this;
    }

    public Response Response(
        string id, string team = "station", double score = 1, string? comment = "The scratch was there before.", Customer? customer = null, double daysAgo = 0, string source = "web") => new(
        source, id, Score.Create(Metric.Nps, score, Score.DefaultScale(Metric.Nps)!.Value).Score, comment, Now - Duration.FromDays(daysAgo), "return", "en", customer ?? Ada,
        new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = team });

    public static Customer Ada { get; } = new("c-9", "Ada Example", "ada@example.org", "+44 20 7946 0000", null, null, true);

    public async Task<IntakeSummary> TakeAsync(params Response[] responses)
    {
        var intake = new FeedbackIntake(Store, Issues, directory, new Quarantine(Store, Time), bell, sequence, [], Time);
        var sum = IntakeSummary.None;
        foreach (var source in responses.GroupBy(response => response.Source))
            sum += await intake.AcceptAsync(source.Key, [.. source.Select(response => new ReadResponse.Read(response))], PostChoice.Fresh, None);
        await SettleAsync();
        return sum;
    }

    public IssueId IssueOf(string id, string team = "station", string source = "web") => IssueId.OfResponse(new(team), source, id);

    public Task<FollowUp?> FollowUpOfAsync(IssueId issue) => FollowUps.FindAsync(issue, None);

    public Task<IssueReply> DoAsync(IssueId issue, Actor by, FollowUpCommand command) => Desk.DoAsync(issue, by, Guid.NewGuid().ToString(), command, None);

    public async Task DoneAsync(IssueId issue, Actor by, FollowUpCommand command)
    {
        Assert.IsType<IssueReply.Done>(await DoAsync(issue, by, command));
        await SettleAsync();
    }

    public async Task DecideAsync(IssueId issue, Actor by, IssueCommand command)
    {
        Assert.IsType<IssueReply.Done>(await IssueDesk.DoAsync(issue, by, Guid.NewGuid().ToString(), command, None));
        await SettleAsync();
    }

    public Task<LookReply> LookAsync(IssueId issue, Actor by, FollowUpLook look) => Desk.LookAsync(issue, by, Guid.NewGuid().ToString(), look, None);

    /// <summary>What stands under this prefix in a team's partition.</summary>
    public async Task<IReadOnlyList<TableEntity>> RowsAsync(string team, string prefix) => await Store.QueryAsync(TeamRows.PartitionOf(new(team)), prefix, null, None).ToListAsync();

    public async Task<IReadOnlyList<string>> EventsOfAsync(IssueId issue) =>
        [.. (await RowsAsync(issue.Team.Value, TeamRows.FollowUpHistoryOf(issue.Key))).Select(row => row.RequireString("Event"))];

    /// <summary>Everything that is due is done, and everything is sent; the time stands still.</summary>
    public async Task<Instant?> SettleAsync()
    {
        var huddles = new HuddleStore(Store, Issues);
        var drawing = new SlotDrawing(Issues, huddles, new CallComposer(), Time, [new ContactMessages(Issues, Time, Store)]);
        var delivery = new TeamDelivery(Store, Issues, huddles, [Mail, InTeams], drawing, new NoObserver(), new(), new(Store, [Mail, InTeams], Time), Time);
        Instant? next = null;
        for (var round = 0; round < 3; round++)
        {
            next = null;
            foreach (var team in Teams)
            {
                await new PostingDesk(Store, Issues, sequence, Time).PostWaitingAsync(team, None);
                foreach (var work in Works()) Look(await work.RunDueAsync(team, None));
                Look(await delivery.DrainAsync(team, None));
            }
        }

        return next;

        void Look(Instant? at) => next = next is { } other && at is { } one ? Instant.Min(other, one) : next ?? at;
    }

    /// <summary>The time passes, and each thing happens when it asked to be looked at again.</summary>
    public async Task UntilAsync(string moment)
    {
        var end = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        while (await SettleAsync() is { } next && next.ToDateTimeOffset() <= end)
        {
            Assert.True(next > Now, $"{next} has passed already at {Now}");
            Time.Advance(next.ToDateTimeOffset() - Time.GetUtcNow());
        }

        Time.Advance(end - Time.GetUtcNow());
    }

    /// <summary>The time passes until one of these people is told something directly; until the moment, where nobody is.</summary>
    /// <returns>Who, and what; null: nobody was told.</returns>
    public async Task<(Actor Who, string Told)?> UntilToldAsync(string moment, params Actor[] people)
    {
        var end = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        var before = people.ToDictionary(person => person, person => Mail.In(person.Id.User).Count);
        while (true)
        {
            var next = await SettleAsync();
            if (people.FirstOrDefault(person => Mail.In(person.Id.User).Count > before[person]) is { } told) return (told, Mail.In(told.Id.User)[^1].Shows);
            if (next is null || next.Value.ToDateTimeOffset() > end) break;
            Time.Advance(next.Value.ToDateTimeOffset() - Time.GetUtcNow());
        }

        Time.Advance(end - Time.GetUtcNow());
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        folder.Dispose();
    }

    public FollowUpClock ClockOn(ITableStore store) => new(store, new(store), new(store, sequence), new(store), bell, sequence, Time);

    private IEnumerable<IDueWork> Works() =>
    [
        new CustomerAttachments(Store, Issues, FollowUps, directory, bell, sequence, Time),
        .. reminds ? (IEnumerable<IDueWork>)[ClockOn(Store), new EscalationClock(Store, Issues, bell, sequence, Time)] : [],
        new PromiseClock(Store, Issues, [People], bell, sequence, Time),
    ];

    private static FrontlineTeam Team(string id, FollowUpRules? rules) => new(
        new(id), id, new(Platform.Slack, "T1", "C-" + id), DateTimeZoneProviders.Tzdb["Europe/London"],
        new WorkingCalendar(Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).ToHashSet(), new HashSet<LocalDate>()), [Mia.Id], null, [new(null, "team", id)],
        PostingRules.Default with { FreshDays = 60 }, FrontlineTeam.DefaultCategories) { FollowUp = rules ?? FollowUpRules.Default, Triagers = [Tom.Id] };

    private static Actor Person(string id, string name) => new(new(Platform.Slack, "T1", id), name);

    private sealed class KnownTeams(IReadOnlyList<FrontlineTeam> teams) : ITeamDirectory
    {
        public IReadOnlyList<FrontlineTeam> Teams => teams;

        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", teams));
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
