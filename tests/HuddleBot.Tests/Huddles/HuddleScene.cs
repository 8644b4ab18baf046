using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Tests.Huddles;

/// <summary>
/// The front desk in London meets at 09:15 on working days; Ben and Ana take turns. Real storage, the real core; the chat and the agenda are made by hand.
/// Every part can be made anew on the same storage, as after a crash or in a replica.
/// </summary>
internal sealed class HuddleScene : IDisposable, ITeamDirectory, IAgendaMaker, IDoorbell, IDeliveryObserver
{
    public static readonly Actor Ana = new(new(Platform.Slack, "T0001", "U0001"), "Ana");
    public static readonly Actor Ben = new(new(Platform.Slack, "T0001", "U0002"), "Ben");
    public static readonly Actor Cal = new(new(Platform.Slack, "T0001", "U0003"), "Cal");
    public static readonly Actor Stranger = new(new(Platform.Slack, "T0001", "U0666"), "Stranger");

    private readonly TemporaryFolder folder = new();
    private readonly SqliteTableStore sqlite;

    public HuddleScene(Func<ITableStore, ITableStore>? wrap = null)
    {
        sqlite = new(new($"Data Source={folder.File("scene.db")}"));
        Store = wrap?.Invoke(sqlite) ?? sqlite;
        Restart();
    }

    public ITableStore Store { get; }

    public SceneTime Time { get; } = new();

    public ScenePlatform Chat { get; } = new();

    public Agenda Agenda { get; set; } = Agenda.Empty;

    /// <summary>What the agenda was asked for, in order.</summary>
    public List<(Instant Since, int Number)> Asked { get; } = [];

    public List<string> Parked { get; } = [];

    public FrontlineTeam Team { get; set; } = new(
        new("front-desk"), "Front desk", new(Platform.Slack, "T0001", "C0001"), DateTimeZoneProviders.Tzdb["Europe/London"], WorkingCalendar.MondayToFriday,
        [new(Platform.Slack, "T0001", "U0009")], new(Platform.Slack, "T0001", "C0009"), [], PostingRules.Default, FrontlineTeam.DefaultCategories)
    {
        Huddles = [HuddleSchedule.Usual(new(9, 15)) with { Leads = [Ben.Id, Ana.Id] }],
    };

    public HuddleStore Huddles { get; private set; } = null!;

    public HuddleDesk Desk { get; private set; } = null!;

    public IssueDesk Issues { get; private set; } = null!;

    public HuddleClock Clock { get; private set; } = null!;

    public TeamDelivery Delivery { get; private set; } = null!;

    /// <summary>Nothing but the storage is left of what was known before.</summary>
    public void Restart()
    {
        var (issues, sequence) = (new IssueStore(Store), new RowSequence());
        Huddles = new(Store, issues);
        var authorization = new Authorization([Chat]);
        var (leads, saving, pauses) = (new HuddleLeads(Huddles, [Chat]), new HuddleSaving(Store, sequence, this), new HuddlePauses(Store, this));
        var announcing = new HuddleAnnouncing(Store, Huddles, issues, leads, this, sequence, this);
        Desk = new(Huddles, new(Store, Huddles, announcing, pauses), saving, leads, pauses, this, authorization, sequence, Time);
        Issues = new(Store, issues, this, authorization, [Chat], this, sequence, Time);
        Clock = NewClock();
        Delivery = new(Store, issues, Huddles, [Chat], new(issues, Huddles, new SceneComposer(), Time), this, new(), new(Store, [Chat], Time), Time);
    }

    /// <summary>As another replica has it.</summary>
    public HuddleClock NewClock(SceneTime? time = null)
    {
        var (issues, sequence) = (new IssueStore(Store), new RowSequence());
        var huddles = new HuddleStore(Store, issues);
        return new(
            Store, huddles, new(Store, huddles, issues, new(huddles, [Chat]), this, sequence, this), new(Store, sequence, this), new(Store, this), [Chat], time ?? Time);
    }

    public static Instant At(string text) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(text).Value;

    public static HuddleId On(string day, string schedule = HuddleSchedule.DefaultId) => HuddleId.TryParse($"front-desk.{day}.{schedule}")!;

    /// <summary>The clock runs and what is due is sent, at this moment.</summary>
    public async Task<Instant?> TickAsync(string at)
    {
        Time.Now = At(at);
        var next = await Clock.RunDueAsync(Team, CancellationToken.None);
        await Delivery.DrainAsync(Team, CancellationToken.None);
        return next;
    }

    public async Task<HuddleReply> DoAsync(string day, Actor actor, HuddleCommand command, string? operation = null)
    {
        var reply = await Desk.DoAsync(On(day), actor, operation ?? Guid.NewGuid().ToString("N"), command, CancellationToken.None);
        await Delivery.DrainAsync(Team, CancellationToken.None);
        return reply;
    }

    public async Task HearAsync(string huddleMessage, Actor actor, string message, string? text)
    {
        await Desk.HearAsync(Team.Channel, huddleMessage, actor, message, text, null, null, CancellationToken.None);
        await Delivery.DrainAsync(Team, CancellationToken.None);
    }

    public async Task<IssueId> RaiseAsync(string words)
    {
        var reply = await Issues.RaiseAsync(Team.Id, Ana, "raise/" + words, words, CancellationToken.None);
        return reply switch
        {
            IssueReply.Done done => done.Item.Issue.Id,
            IssueReply.AlreadyDone done => done.Item.Issue.Id,
            _ => throw new InvalidOperationException("could not be raised"),
        };
    }

    public async Task DecideAsync(IssueId issue, Actor actor, IssueCommand command, string? operation = null)
    {
        Assert.IsNotType<IssueReply.Refused>(await Issues.DoAsync(issue, actor, operation ?? Guid.NewGuid().ToString("N"), command, CancellationToken.None));
        await Delivery.DrainAsync(Team, CancellationToken.None);
    }

    public async Task<Huddle> HuddleAsync(string day) => Assert.IsType<Huddle>(await Huddles.FindAsync(On(day), CancellationToken.None));

    public IReadOnlyList<SceneMessage> OfHuddle(string prefix) => [.. Chat.Messages.Where(message => message.Shows.StartsWith(prefix, StringComparison.Ordinal))];

    Task<TeamsSnapshot> ITeamDirectory.CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", [Team]));

    Task<Agenda> IAgendaMaker.MakeAsync(FrontlineTeam team, HuddleSchedule schedule, Instant since, int number, Instant startsAt, CancellationToken cancellationToken)
    {
        lock (Asked) Asked.Add((since, number));
        return Task.FromResult(Agenda);
    }

    Task IDoorbell.RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;

    void IDeliveryObserver.Sent(string key) { }

    void IDeliveryObserver.Parked(TeamId team, string key, string reason) => Parked.Add($"{key}: {reason}");

    void IDeliveryObserver.PutOff(string key, int attempts, string reason, Instant next) { }

    public void Dispose()
    {
        sqlite.Dispose();
        folder.Dispose();
    }
}
