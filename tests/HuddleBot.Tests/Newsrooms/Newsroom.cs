using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Huddles;
using HuddleBot.Tests.Promises;
using HuddleBot.Tests.Triage;
using NodaTime;

namespace HuddleBot.Tests.Newsrooms;

/// <summary>One team in which things happen, and readers that remember what they were told.</summary>
internal sealed class Newsroom : ITeamDirectory, IDoorbell, INewsObserver
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ITableStore store;
    private readonly IssueDesk issues;

    public Newsroom(ITableStore store)
    {
        this.store = store;
        Time.Now = Instant.FromUtc(2026, 11, 23, 12, 0);
        issues = new(store, new(store), this, new Authorization([new Residents()]), [new Residents()], this, new RowSequence(), Time);
    }

    public static FrontlineTeam Team { get; } = QueueScene.Team("lounge", "Europe/London", QueueScene.Mia) with { Routes = [new("survey", null, null)] };

    public SceneTime Time { get; } = new();

    /// <summary>Reader and version.</summary>
    public List<string> Failures { get; } = [];

    public int Dropped { get; private set; }

    public NewsDesk Desk(params INewsReader[] readers) => Desk(store, readers);

    public NewsDesk Desk(ITableStore through, params INewsReader[] readers) => new(through, new(through), readers, this, Time);

    public async Task RaiseAsync(string words) => Assert.IsType<IssueReply.Done>(await issues.RaiseAsync(Team.Id, QueueScene.Ana, "raise/" + words, words, None));

    public async Task DoAsync(string words, IssueCommand command)
    {
        // Each process has a clock of its own, and draws row keys by it.
        var elsewhere = new IssueDesk(store, new(store), this, new Authorization([new Residents()]), [new Residents()], this, new RowSequence(), Time);
        Assert.IsType<IssueReply.Done>(await elsewhere.DoAsync(IssueId.Raised(Team.Id, "raise/" + words), QueueScene.Ana, Guid.NewGuid().ToString("N"), command, None));
    }

    public async Task EscalateResponseAsync(string response) => Assert.IsType<IssueReply.Done>(
        await issues.DoAsync(IssueId.OfResponse(Team.Id, "survey", response), QueueScene.Ana, "escalate/" + response, new IssueCommand.Escalate(null, null, null), None));

    public Task HearAsync(string id, string comment, params INewsReader[] readers) =>
        new FeedbackIntake(store, new(store), this, new Quarantine(store, Time), this, new RowSequence(), readers, Time).AcceptAsync(
            "survey", [new ReadResponse.Read(new("survey", id, null, comment, Time.Now, null, "en", null, new SortedDictionary<string, string>(StringComparer.Ordinal)))], PostChoice.None, None);

    public async Task<IReadOnlyList<TableEntity>> RowsAsync() => await store.QueryAsync(TeamRows.PartitionOf(Team.Id), TeamRows.News, null, None).ToListAsync();

    Task<TeamsSnapshot> ITeamDirectory.CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", [Team]));

    Task IDoorbell.RingAsync(TeamId team, CancellationToken cancellationToken) => Task.CompletedTask;

    void INewsObserver.Failed(string reader, IssueId issue, int version, Exception exception, Instant next) => Failures.Add($"{reader} {version}");

    void INewsObserver.Dropped(IssueId issue, int version) => Dropped++;

    internal sealed class Reader(string name) : INewsReader
    {
        public string Name => name;

        public bool ReadsFreshIssues { get; init; }

        /// <summary>So often it fails before it reads.</summary>
        public int Fails { get; set; }

        public List<string> Read { get; } = [];

        public Task ReadAsync(IssueNews news, CancellationToken cancellationToken)
        {
            if (Fails-- > 0) throw new InvalidOperationException("the reader is ill");
            Read.Add($"{news.Item.Words} {news.Version} {(news.Version == 0 ? "fresh" : news.Events[news.Version - 1].GetType().Name)}");
            return Task.CompletedTask;
        }
    }
}
