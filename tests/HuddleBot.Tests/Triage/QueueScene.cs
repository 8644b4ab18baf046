using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Tests.Huddles;
using HuddleBot.Tests.Promises;
using NodaTime;

namespace HuddleBot.Tests.Triage;

/// <summary>
/// A lounge and a desk in London, and a kitchen in Tokyo, on real storage with the real core. Mia manages the first two, Kenji the third, Cleo leads customer experience; Ana works
/// at each of them. Whatever it makes can be made anew on the same storage, as after a crash or in a replica.
/// </summary>
internal sealed class QueueScene : ITeamDirectory, IDoorbell, INewsObserver
{
    public static readonly Actor Ana = Person("U0001", "Ana");
    public static readonly Actor Mia = Person("U0002", "Mia");
    public static readonly Actor Kenji = Person("U0003", "Kenji");
    public static readonly Actor Cleo = Person("U0004", "Cleo");

    private static readonly CancellationToken None = CancellationToken.None;

    public QueueScene(ITableStore store)
    {
        Store = store;
        Time.Now = Instant.FromUtc(2026, 11, 23, 12, 0);
        Restart();
    }

    public ITableStore Store { get; }

    public SceneTime Time { get; } = new();

    public List<FrontlineTeam> Teams { get; } = [Team("lounge", "Europe/London", Mia), Team("desk", "Europe/London", Mia), Team("kitchen", "Asia/Tokyo", Kenji)];

    public IssueDesk Desk { get; private set; } = null!;

    public NewsDesk News { get; private set; } = null!;

    public IManagerQueue Queue { get; private set; } = null!;

    public QueueRebuild Rebuild { get; private set; } = null!;

    /// <summary>Nothing but the storage is left of what was known before.</summary>
    public void Restart()
    {
        var issues = new IssueStore(Store);
        Desk = new(Store, issues, this, new Authorization([new Residents()]), [new Residents()], this, new RowSequence(), Time);
        News = NewNews();
        Queue = NewQueue();
        Rebuild = new(Store, new EscalationIndex(Store, issues), new QueueProjection(Store, issues));
    }

    /// <summary>As another process has it.</summary>
    public IManagerQueue NewQueue() => new ManagerQueue(new QueueFeed(Store), new IssueStore(Store), new Core.Themes.ThemeStore(Store), this, Time);

    /// <inheritdoc cref="NewQueue"/>
    public NewsDesk NewNews() => new(Store, new IssueStore(Store), [new QueueProjection(Store, new IssueStore(Store))], this, Time);

    /// <summary>The same words of the same team are the same issue.</summary>
    public async Task<IssueId> EscalateAsync(string words, string team = "lounge", string? category = null)
    {
        var id = await RaiseAsync(words, team);
        await DoAsync(id, Ana, new IssueCommand.Escalate(category, null, null), "escalate/" + words);
        return id;
    }

    public async Task<IssueId> RaiseAsync(string words, string team = "lounge") =>
        await Desk.RaiseAsync(new(team), Ana, "raise/" + words, words, None) switch
        {
            IssueReply.Done done => done.Item.Issue.Id,
            IssueReply.AlreadyDone done => done.Item.Issue.Id,
            var refused => throw new InvalidOperationException(refused.ToString()),
        };

    /// <summary>What a customer said of the lounge; the same id again is the same answer, changed.</summary>
    public async Task<IssueId> TakeAsync(string id, double score, double? annualValue)
    {
        var response = new Response(
            "web", id, Score.Create(Metric.Nps, score, Score.DefaultScale(Metric.Nps)!.Value).Score, id, Time.Now, null, null, new(id, null, null, null, null, annualValue, null),
            new SortedDictionary<string, string>(StringComparer.Ordinal));
        var intake = new FeedbackIntake(Store, new IssueStore(Store), this, new Quarantine(Store, Time), this, new RowSequence(), [], Time);
        await intake.AcceptAsync("web", [new ReadResponse.Read(response)], PostChoice.None, None);
        return IssueId.OfResponse(Teams[0].Id, "web", id);
    }

    public async Task DoAsync(IssueId issue, Actor actor, IssueCommand command, string? operation = null) =>
        Assert.IsNotType<IssueReply.Refused>(await Desk.DoAsync(issue, actor, operation ?? Guid.NewGuid().ToString("N"), command, None));

    public async Task DrainAsync()
    {
        foreach (var team in Teams.ToList()) await News.DrainAsync(team, None);
    }

    public Task<QueuePage?> PageAsync(Actor person, QueueQuery query) => Queue.PageAsync(person.Id, query, None);

    public async Task<string> WordsAsync(Actor person, QueueView view = QueueView.WaitingForMe, QueueOrder order = QueueOrder.Due) =>
        string.Join(", ", (await PageAsync(person, new(view, order, null, 0)))!.Entries.Select(entry => entry.Item.Words));

    /// <summary>What the storage says of the queue, without what tells one write from another.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync() =>
        await Store.QueryAsync(OuterRows.Partition, OuterRows.Escalation, null, None).Select(row => $"{row.RowKey}: {string.Join(' ', row.Values.Select(value => $"{value.Key}={value.Value}"))}").ToListAsync();

    public async Task LoseTheQueueAsync()
    {
        await foreach (var row in Store.QueryAsync(OuterRows.Partition, "", null, None)) await Store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], None);
    }

    public Task RebuildAsync() => Rebuild.RunAsync([.. Teams.Select(team => team.Id)], None);

    public static FrontlineTeam Team(string id, string zone, Actor manager) => new(
        new(id), id, new(Platform.Slack, "T0001", "C-" + id), DateTimeZoneProviders.Tzdb[zone], WorkingCalendar.MondayToFriday, [manager.Id], new(Platform.Slack, "T0001", "C-managers"),
        id == "lounge" ? [new("web", null, null)] : [], PostingRules.Default, FrontlineTeam.DefaultCategories)
    {
        Company = Company.Empty with { CxLeads = [Cleo.Id] },
    };

    Task<TeamsSnapshot> ITeamDirectory.CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", [.. Teams]));

    Task IDoorbell.RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;

    void INewsObserver.Failed(string reader, IssueId issue, int version, Exception exception, Instant next)
    {
        if (exception is not StorageUnavailableException) throw new InvalidOperationException("the queue could not read the news", exception);
    }

    void INewsObserver.Dropped(IssueId issue, int version) => throw new InvalidOperationException($"{issue} was lost");

    private static Actor Person(string id, string name) => new(new(Platform.Slack, "T0001", id), name);
}
