using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;
using HuddleBot.Themes;
using HuddleBot.Tests.Promises;
using HuddleBot.Tests.Slack;
using NodaTime;

namespace HuddleBot.Tests.Themes;

/// <summary>Three teams of one company with two managers: the real core on a real storage, a clock that the test moves, mailboxes that remember.</summary>
internal sealed class Chain
{
    public static readonly Actor Ana = Person("U1", "Ana");
    public static readonly Actor Mia = Person("U8", "Mia");
    public static readonly Actor Max = Person("U9", "Max");
    public static readonly Actor Sam = Person("U11", "Sam");
    public static readonly Actor Boss = Person("U12", "Boss");
    public static readonly Actor Lea = Person("U13", "Lea");
    public static readonly Actor Gil = Person("U14", "Gil");
    public static readonly Actor Eve = Person("U15", "Eve");

    /// <summary>Sam stands in for Mia, Boss manages her, Lea leads customer experience; Gil leads the group of IT, to which Eve belongs.</summary>
    private static readonly Company Company = new([new(Mia.Id, null, Sam.Id, Boss.Id)], [new("it", "IT", Gil.Id, [Gil.Id, Eve.Id], null)], [], [Lea.Id], null);

    public static readonly FrontlineTeam London = Team("london", "C1", "C10", Mia);
    public static readonly FrontlineTeam Paris = Team("paris", "C2", "C20", Max);
    public static readonly FrontlineTeam Berlin = Team("berlin", "C3", "C30", Max);

    private static readonly CancellationToken None = CancellationToken.None;
    private readonly RowSequence sequence = new();
    private readonly Bell bell = new();
    private readonly ITableStore store;
    private int operations;

    public Chain(ITableStore store)
    {
        this.store = store;
        Mail = new(Time);
        Themes = new(store);
        Issues = new(store);
        Feed = new(store);
        Suggestions = new(Feed, Themes, Teams, Time);
        Desk = new(store, Issues, Teams, new([new Residents()]), [new Residents()], bell, sequence, Time, Suggestions, new CardSuggestions(Suggestions, Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<CardSuggestions>.Instance));
        Rebuild = new(store, Issues, new(store, Issues), Feed, Time);
        ThemeDesk = new(store, Themes, Issues, Teams, [new Residents()], bell, bell, Time);
        Clock = NewClock();
    }

    public FakeTime Time { get; } = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public Mailboxes Mail { get; }

    public IssueStore Issues { get; }

    public ThemeStore Themes { get; }

    public LikenessFeed Feed { get; }

    public ThemeSuggestions Suggestions { get; }

    public IssueDesk Desk { get; }

    public ThemeDesk ThemeDesk { get; }

    public LikenessRebuild Rebuild { get; }

    public ThemeClock Clock { get; }

    /// <summary>As another process has it.</summary>
    public ThemeClock NewClock(ITableStore? through = null) => new(through ?? store, new(through ?? store), Teams, bell, sequence, Time);

    public ManagerQueue NewQueue() => new(new(store), Issues, Themes, Teams, Time);

    /// <summary>The news that were brought, in their order.</summary>
    public List<IssueNews> Heard { get; } = [];

    public static IReadOnlyList<TeamId> TeamIds => [.. AllTeams.All.Select(team => team.Id)];

    private AllTeams Teams { get; } = new();

    /// <summary>The same with other suggestions.</summary>
    public IssueDesk DeskWith(IThemeSuggestions suggestions) => new(store, Issues, Teams, new([new Residents()]), [new Residents()], bell, sequence, Time, suggestions);

    public async Task<IssueId> EscalateAsync(FrontlineTeam team, string words, string? ask = null)
    {
        var raised = Assert.IsType<IssueReply.Done>(await Desk.RaiseAsync(team.Id, Ana, Operation(), words, None));
        await DoAsync(raised.Item.Issue.Id, Ana, new IssueCommand.Escalate(null, ask, null));
        return raised.Item.Issue.Id;
    }

    public async Task<Issue> DoAsync(IssueId issue, Actor by, IssueCommand command)
    {
        var done = Assert.IsType<IssueReply.Done>(await Desk.DoAsync(issue, by, Operation(), command, None));
        return done.Item.Issue;
    }

    public async Task<Theme> DoAsync(ThemeId theme, Actor by, ThemeCommand command) =>
        Assert.IsType<ThemeReply.Done>(await ThemeDesk.DoAsync(theme, by, Operation(), command, None)).View.Theme;

    /// <summary>Merges as a form does that begins a theme, or chooses one.</summary>
    public async Task<ThemeId> MergeAsync(IssueId issue, Actor by, string title, ThemeId? theme = null)
    {
        var id = theme ?? ThemeId.Of(Operation());
        await DoAsync(issue, by, new IssueCommand.TriageMerge(id, title));
        return id;
    }

    /// <summary>What whoever dispatches does: the news is brought, and what happened to themes is passed on.</summary>
    public async Task SettleAsync(ITableStore? through = null)
    {
        await BringNewsAsync(through);
        await PassOnAsync(through);
    }

    public async Task BringNewsAsync(ITableStore? through = null)
    {
        var target = through ?? store;
        var desk = new NewsDesk(target, new(target), [new ThemeReader(target, new(target), bell), new LikenessFeed(target), new Listener(Heard)], new NoTrouble(), Time);
        foreach (var team in AllTeams.All) await desk.DrainAsync(team, None);
    }

    /// <summary>The themes hear this news, perhaps once more.</summary>
    public Task HearAsync(IssueNews news) => new ThemeReader(store, Themes, bell).ReadAsync(news, None);

    public Task<int> PassOnAsync(ITableStore? through = null) => NewPassing(through).DrainAsync((theme, e) => throw new InvalidOperationException($"{theme} could not be passed on", e), None);

    public ThemePassing NewPassing(ITableStore? through = null)
    {
        var target = through ?? store;
        var themes = new ThemeStore(target);
        var desk = new IssueDesk(target, new(target), Teams, new([new Residents()]), [new Residents()], bell, sequence, Time);
        return new(target, themes, desk, new ThemeCards(target, themes, Teams, bell, sequence, Time));
    }

    /// <summary>Returns when something is to be sent again; null: nothing waits.</summary>
    public async Task<Instant?> SendAsync()
    {
        Instant? next = null;
        foreach (var team in AllTeams.All)
        {
            var huddles = new HuddleStore(store, Issues);
            var drawing = new SlotDrawing(
                Issues, huddles, new StateComposer(), Time, [new ThemeCards(store, Themes, Teams, bell, sequence, Time), new ThemeReminderCards(Themes, Teams, Time)]);
            var again = await new TeamDelivery(store, Issues, huddles, [Mail], drawing, new NoTrouble(), new(), new(store, [Mail], Time), Time).DrainAsync(team, None);
            if (again is { } at) next = next is { } soonest ? Instant.Min(soonest, at) : at;
        }

        return next;
    }

    public Task<Instant?> RemindAsync(ThemeClock? clock = null) => (clock ?? Clock).RunDueAsync((theme, e) => throw new InvalidOperationException($"{theme} could not be looked at", e), None);

    /// <summary>Lets the time pass: who is due is reminded whenever the clock asked to be looked at again, and everything is sent.</summary>
    public async Task UntilAsync(string moment)
    {
        var end = Instant.FromDateTimeOffset(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
        while (true)
        {
            await SettleAsync();
            var (now, next, send) = (Instant.FromDateTimeOffset(Time.GetUtcNow()), await RemindAsync(), await SendAsync());
            var soonest = next is { } a && send is { } b ? Instant.Min(a, b) : next ?? send;
            if (soonest is null || soonest > end) break;
            Assert.True(soonest > now, $"{soonest} has passed already at {now}");
            Time.Advance((soonest.Value - now).ToTimeSpan());
        }

        SleepUntil(moment);
    }

    /// <summary>Nobody runs meanwhile.</summary>
    public void SleepUntil(string moment) => Time.Advance(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture) - Time.GetUtcNow());

    /// <summary>The reminders that people have got, as they stand now, in the order in which they came.</summary>
    public IReadOnlyList<string> Reminders => [.. new[] { Mia, Max, Sam, Boss, Lea, Gil }.SelectMany(person => Mail.In(person.Id.User).Select(letter => (person, letter)))
        .Where(found => found.letter.Shows != nameof(Core.Cards.CardContent.ThemeCard)).OrderBy(found => found.letter.At).ThenBy(found => found.person.Name, StringComparer.Ordinal)
        .Select(found => $"{found.letter.At:MM-dd HH:mm} {found.person.Name}: {found.letter.Shows}")];

    public async Task<TriageState> TriageAsync(IssueId issue)
    {
        var look = Assert.IsType<LookReply.Show>(await Desk.LookAsync(issue, issue.Team == London.Id ? Mia : Max, FormKind.EscalationCard, 0, None));
        var card = Assert.IsType<Core.Cards.CardContent.EscalationCard>(look.Content);
        return Assert.IsType<IssueState.EscalatedToManager>(card.Item.Issue.State).Escalation.Triage;
    }

    /// <summary>The kinds of an issue's events, oldest first.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync(IssueId issue) =>
        await store.QueryAsync(TeamRows.PartitionOf(issue.Team), TeamRows.HistoryOf(issue.Key), null, None).Select(row => row.RequireString("Event")).ToListAsync();

    public string Operation() => $"op-{++operations}";

    private static Actor Person(string id, string name) => new(new(Platform.Slack, "T1", id), name);

    private static FrontlineTeam Team(string id, string channel, string managers, Actor manager) => new(
        new(id), char.ToUpperInvariant(id[0]) + id[1..], new(Platform.Slack, "T1", channel), DateTimeZoneProviders.Tzdb["Europe/London"], WorkingCalendar.MondayToFriday,
        [manager.Id], new(Platform.Slack, "T1", managers), [], PostingRules.Default, FrontlineTeam.DefaultCategories)
    {
        Company = Company,
    };

    private sealed class AllTeams : ITeamDirectory
    {
        public static IReadOnlyList<FrontlineTeam> All { get; } = [London, Paris, Berlin];

        public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", All));
    }

    private sealed class Listener(List<IssueNews> heard) : INewsReader
    {
        public Task ReadAsync(IssueNews news, CancellationToken cancellationToken)
        {
            lock (heard) heard.Add(news);
            return Task.CompletedTask;
        }
    }

    private sealed class Bell : IDoorbell, IThemeBell
    {
        public Task RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;

        public void Ring() { }
    }

    private sealed class NoTrouble : INewsObserver, IDeliveryObserver
    {
        public void Failed(string reader, IssueId issue, int version, Exception exception, Instant next)
        {
            if (exception is not StorageUnavailableException) Assert.Fail($"{reader} failed with {issue} {version}: {exception}");
        }

        public void Dropped(IssueId issue, int version) => Assert.Fail($"{issue} {version} was dropped");

        public void Sent(string key) { }

        public void Parked(TeamId team, string key, string reason) => Assert.Fail($"{key} was parked: {reason}");

        public void PutOff(string key, int attempts, string reason, Instant next) { }
    }
}
