using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Huddles;

namespace HuddleBot.Tests.Issues;

/// <summary>The front desk asks and its managers, Mia and Zoe, answer: real storage, the real core, a chat made by hand. Finn is in a group that owns things, and in no channel.</summary>
internal sealed class TriageScene : IDisposable
{
    public static readonly Actor Ana = HuddleScene.Ana;
    public static readonly Actor Ben = HuddleScene.Ben;
    public static readonly Actor Mia = new(new(Platform.Slack, "T0001", "U0009"), "Mia");
    public static readonly Actor Zoe = new(new(Platform.Slack, "T0001", "U0010"), "Zoe");
    public static readonly Actor Finn = HuddleScene.Stranger;

    private static readonly CancellationToken None = CancellationToken.None;
    private int operations;

    /// <param name="storage">Another than SQLite; null: that.</param>
    public TriageScene(ITableStore? storage = null)
    {
        Scene = new(storage is null ? null : _ => storage);
        Scene.Time.Now = HuddleScene.At("2026-11-23T10:00Z");
        Scene.Team = Scene.Team with
        {
            Managers = [Mia.Id, Zoe.Id],
            Company = Company.Empty with { Groups = [new("facilities", "Facilities", Finn.Id, [Finn.Id], null)] },
        };
    }

    public HuddleScene Scene { get; }

    public ITableStore Store => Scene.Store;

    public IReadOnlyList<SceneMessage> Messages => Scene.Chat.Messages;

    public FrontlineTeam Team => Scene.Team;

    /// <summary>Raised by Ana and, as usual, escalated by her.</summary>
    public async Task<IssueId> AskedForAsync(string words = "The tap drips.", bool isEscalated = true)
    {
        var issue = await Scene.RaiseAsync(words);
        if (isEscalated) await DoAsync(issue, Ana, new IssueCommand.Escalate(null, "A new tap", null));
        await Scene.Delivery.DrainAsync(Team, None);
        return issue;
    }

    /// <summary>What comes of it, with everything sent.</summary>
    public async Task<IssueReply> TryAsync(IssueId issue, Actor by, IssueCommand command, string? operation = null)
    {
        Scene.Time.Now += NodaTime.Duration.FromMinutes(1);
        var reply = await Scene.Issues.DoAsync(issue, by, operation ?? $"op-{++operations}", command, None);
        await Scene.Delivery.DrainAsync(Team, None);
        Assert.Empty(Scene.Parked);
        return reply;
    }

    public async Task<Issue> DoAsync(IssueId issue, Actor by, IssueCommand command, string? operation = null) =>
        Assert.IsType<IssueReply.Done>(await TryAsync(issue, by, command, operation)).Item.Issue;

    public async Task<Refusal> RefusedAsync(IssueId issue, Actor by, IssueCommand command) => Assert.IsType<IssueReply.Refused>(await TryAsync(issue, by, command)).Refusal;

    /// <summary>As the storage tells it.</summary>
    public async Task<Issue> IssueAsync(IssueId issue)
    {
        var shown = Assert.IsType<LookReply.Show>(await Scene.Issues.LookAsync(issue, Mia, FormKind.IssueCard, 0, None));
        return Assert.IsType<CardContent.IssueCard>(shown.Content).Item.Issue;
    }

    public async Task<Escalation> EscalationAsync(IssueId issue) => Assert.IsType<IssueState.EscalatedToManager>((await IssueAsync(issue)).State).Escalation;

    /// <summary>The card of the issue before the team.</summary>
    public SceneMessage CardOf(string words = "The tap drips.") => Messages.First(message => message.Shows.StartsWith($"issue {words}", StringComparison.Ordinal) && message.Thread is null);

    /// <summary>What was told below this message, in order.</summary>
    public IReadOnlyList<string> ToldBelow(SceneMessage message) => [.. Messages.Where(one => one.Thread == message.Id && one.Shows.StartsWith("told ", StringComparison.Ordinal)).Select(one => one.Shows[5..])];

    public SceneMessage ManagersCard => Messages.First(message => message.Shows.StartsWith("escalation ", StringComparison.Ordinal));

    public async Task<bool> HearAsync(SceneMessage below, Actor by, string message, string words, string? at = null)
    {
        var heard = await Scene.Issues.HearAsync(Team.Channel, below.Id, by, message, words, at is null ? Scene.Time.Now : HuddleScene.At(at), None);
        await Scene.Delivery.DrainAsync(Team, None);
        return heard;
    }

    public void Dispose() => Scene.Dispose();
}
