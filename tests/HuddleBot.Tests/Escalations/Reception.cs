using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Promises;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using NodaTime;

namespace HuddleBot.Tests.Escalations;

/// <summary>
/// A team in London that escalates to Mia; Sam stands in for her, Max is her manager, Lea leads customer experience. The real core on a real file, a clock that the test
/// moves (from a Friday at noon), and mailboxes that remember what came and when.
/// </summary>
internal sealed class Reception : IAsyncDisposable
{
    public static readonly Actor Ana = Person("U1", "Ana");
    public static readonly Actor Mia = Person("U9", "Mia");
    public static readonly Actor Sam = Person("U11", "Sam");
    public static readonly Actor Max = Person("U12", "Max");
    public static readonly Actor Lea = Person("U13", "Lea");

    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteTableStore> files = [];
    private readonly RowSequence sequence = new();
    private readonly IDoorbell bell = new NoBell();
    private readonly Residents residents = new();

    public Reception()
    {
        Time = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        Mail = new(Time);
        Store = Open();
        Desk = new(Store, new(Store), new OneTeam(this), new([residents]), [residents], bell, sequence, Time);
    }

    public FrontlineTeam Team { get; set; } = new(
        new("reception"), "Reception", new(Platform.Slack, "T1", "C1"), DateTimeZoneProviders.Tzdb["Europe/London"], WorkingCalendar.MondayToFriday,
        [Mia.Id], new(Platform.Slack, "T1", "C9"), [], PostingRules.Default, FrontlineTeam.DefaultCategories)
    {
        Company = new([new(Mia.Id, null, Sam.Id, Max.Id)], [], [], [Lea.Id], null),
    };

    public FakeTime Time { get; }

    public Mailboxes Mail { get; }

    public SqliteTableStore Store { get; }

    public IssueDesk Desk { get; }

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    public string Partition => TeamRows.PartitionOf(Team.Id);

    /// <summary>Another connection to the same file, as another process has.</summary>
    public SqliteTableStore Open()
    {
        files.Add(new(new($"Data Source={folder.File("reception.db")}")));
        return files[^1];
    }

    public EscalationClock Clock(ITableStore? store = null) => new(store ?? Store, new(store ?? Store), bell, sequence, Time);

    public Task<Instant?> RunDueAsync() => Clock().RunDueAsync(Team, None);

    public Task<Instant?> DrainAsync()
    {
        var issues = new IssueStore(Store);
        var huddles = new HuddleStore(Store, issues);
        var drawing = new SlotDrawing(issues, huddles, new Pen(this), Time);
        return new TeamDelivery(Store, issues, huddles, [Mail], drawing, new NoObserver(), new(), new(Store, [Mail], Time), Time).DrainAsync(Team, None);
    }

    /// <summary>Asked of Mia on Friday at noon: her clock runs out on Tuesday, 24 November, at 17:00.</summary>
    public async Task<IssueId> EscalateAsync()
    {
        var raised = await Desk.RaiseAsync(Team.Id, Ana, Guid.NewGuid().ToString(), "The lift is out of order", None);
        var id = Assert.IsType<IssueReply.Done>(raised).Item.Issue.Id;
        await DoAsync(id, new IssueCommand.Escalate(null, null, null), Ana);
        return id;
    }

    public async Task<IssueId> AcceptedAsync(Actor owner, string by)
    {
        var id = await EscalateAsync();
        await DoAsync(id, new IssueCommand.TriageAccept(owner, Priority.Normal, Day(by)));
        return id;
    }

    public async Task DoAsync(IssueId issue, IssueCommand command, Actor? by = null) =>
        Assert.IsType<IssueReply.Done>(await Desk.DoAsync(issue, by ?? Mia, Guid.NewGuid().ToString(), command, None));

    public async Task ChangeAsync(IssueId issue, IssueCommand command, Actor? by = null) =>
        await DoAsync(issue, new IssueCommand.Change(command, (await RowAsync(TeamRows.Issue, issue))!.GetInt32("Version")!.Value), by);

    public Task<TableEntity?> RowAsync(string prefix, IssueId issue) => Store.GetAsync(Partition, prefix + issue.Key, None);

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

    /// <summary>Nobody runs meanwhile.</summary>
    public void SleepUntil(string moment) => Time.Advance(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture) - Time.GetUtcNow());

    /// <summary>The reminders that people have got, as they stand now, in the order in which they came.</summary>
    public IReadOnlyList<string> Reminders => [.. new[] { Ana, Mia, Sam, Max, Lea }.SelectMany(person => Mail.In(person.Id.User).Select(letter => (person, letter)))
        .Concat(Mail.In("C10").Select(letter => (person: Lea with { Name = "C10" }, letter)))
        .OrderBy(found => found.letter.At).Select(found => $"{found.letter.At:MM-dd HH:mm} {found.person.Name}: {found.letter.Shows}")];

    public async Task<Reception> ReadyAsync()
    {
        await Store.EnsureReadyAsync(None);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in files) await file.DisposeAsync();
        folder.Dispose();
    }

    public static LocalDate Day(string iso) => NodaTime.Text.LocalDatePattern.Iso.Parse(iso).Value;

    private static Actor Person(string id, string name) => new(new(Platform.Slack, "T1", id), name);

    /// <summary>Draws the rung and the state; a managers' card also whether it is put off at this moment.</summary>
    private sealed class Pen(Reception reception) : ICardComposer
    {
        public RenderedCard Compose(Platform platform, CardContent content)
        {
            var words = content switch
            {
                CardContent.EscalationReminder { IsOver: true } over => $"over {over.Rung} {Triage(over.Item)}",
                CardContent.EscalationReminder reminder => $"{reminder.Rung} {Triage(reminder.Item)}",
                CardContent.EscalationCard card => IsPutOff(card.Item) ? "put off" : Triage(card.Item),
                _ => content.GetType().Name,
            };
            return new(words, words, words);
        }

        private bool IsPutOff(IssueWithResponse item) => item.Issue.State is IssueState.EscalatedToManager { Escalation.SnoozedUntil: { } until }
            && reception.Now < TriageClocks.SnoozeEnd(reception.Team, until);

        private static string Triage(IssueWithResponse item) => item.Issue.State is IssueState.EscalatedToManager { Escalation.Triage: var triage } ? triage.GetType().Name : item.Issue.State.GetType().Name;
    }

    private sealed class OneTeam(Reception reception) : ITeamDirectory
    {
        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", [reception.Team]));
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
