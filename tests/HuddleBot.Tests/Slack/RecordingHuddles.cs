using System.Collections.Concurrent;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Tests.Slack;

/// <summary>Remembers what an adapter asked of the huddles and answers what the test wants; the same operation, or the same word, twice is already done, as the port says.</summary>
internal sealed class RecordingHuddles : IHuddleDesk
{
    private readonly ConcurrentDictionary<string, bool> operations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> words = new(StringComparer.Ordinal);

    public FrontlineTeam Team { get; set; } = Lounge.Team;

    public HuddleId Id => new(Team.Id, new(2026, 11, 24), HuddleSchedule.DefaultId);

    public Huddle Huddle => new(
        Id, 1, HuddlePhase.Announced, null, Instant.FromUtc(2026, 11, 24, 9, 15), 10, Instant.FromUtc(2026, 11, 24, 13, 15), Agenda.Empty, null, [], [], [], [], null, null, null);

    public ConcurrentQueue<(HuddleId Huddle, Actor Actor, string Operation, HuddleCommand Command)> Done { get; } = new();

    public ConcurrentQueue<(HuddleId Huddle, Actor Actor, string Operation, IssueCommand.Fix Fix)> Promised { get; } = new();

    public ConcurrentQueue<(HuddleId Huddle, HuddleFormKind Form)> Looks { get; } = new();

    public ConcurrentQueue<(ChannelId Channel, string Thread, Actor Actor, string Message, string? Text, Instant? WrittenAt, Instant? ChangedAt)> Heard { get; } = new();

    public ConcurrentQueue<(TeamId Team, Actor Actor, LocalDate? Until)> Pauses { get; } = new();

    /// <summary>Null: it is done.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>Of what is changed, not of what is looked at.</summary>
    public Refusal? RefusesChanges { get; set; }

    /// <summary>The message below which a huddle takes place; null: there is none.</summary>
    public string? Thread { get; set; }

    /// <summary>What the storage does before anything happens.</summary>
    public Func<Task> Storage { get; set; } = () => Task.CompletedTask;

    public Task<HuddleReply> DoAsync(HuddleId huddle, Actor actor, string operation, HuddleCommand command, CancellationToken cancellationToken) =>
        ReplyAsync(operation, () => Done.Enqueue((huddle, actor, operation, command)));

    public Task<HuddleReply> PromiseAsync(HuddleId huddle, Actor actor, string operation, IssueCommand.Fix promise, CancellationToken cancellationToken) =>
        ReplyAsync(operation, () => Promised.Enqueue((huddle, actor, operation, promise)));

    public Task<HuddleReply> StartNowAsync(TeamId team, Actor actor, string operation, CancellationToken cancellationToken) =>
        ReplyAsync(operation, () => Done.Enqueue((Id, actor, operation, new HuddleCommand.Start())));

    public async Task<LookReply> LookAsync(HuddleId huddle, Actor actor, HuddleFormKind form, CancellationToken cancellationToken)
    {
        await Storage();
        Looks.Enqueue((huddle, form));
        return Show(form switch
        {
            HuddleFormKind.PassLead => new CardContent.PassLeadForm(Team, Huddle, actor),
            HuddleFormKind.Promise => new CardContent.PromiseForm(Team, Huddle, actor, new(2026, 11, 25)),
            _ => new CardContent.AnswerForm(Team, Huddle),
        });
    }

    public Task<LookReply> ShowAsync(HuddleId huddle, Actor actor, CancellationToken cancellationToken) => Task.FromResult(Show(new CardContent.HuddleCard(Team, Huddle, HuddleItems.None)));

    public async Task<bool> HearAsync(
        ChannelId channel, string threadMessageId, Actor actor, string messageId, string? text, Instant? writtenAt, Instant? changedAt, CancellationToken cancellationToken)
    {
        await Storage();
        if (Thread != threadMessageId) return false;
        lock (words)
        {
            if (words.GetValueOrDefault(messageId) == text) return true;
            if (text is null) words.Remove(messageId);
            else words[messageId] = text;
        }

        Heard.Enqueue((channel, threadMessageId, actor, messageId, text, writtenAt, changedAt));
        return true;
    }

    public Task<LookReply> ScheduleAsync(TeamId team, Actor actor, CancellationToken cancellationToken) => Task.FromResult(Show(new CardContent.ScheduleNote(Team, [], null)));

    public Task<LookReply> PauseAsync(TeamId team, Actor actor, LocalDate? until, CancellationToken cancellationToken)
    {
        Pauses.Enqueue((team, actor, until));
        return Task.FromResult(Show(new CardContent.ScheduleNote(Team, [], until, until is null ? ScheduleChange.Resumed : ScheduleChange.Paused)));
    }

    private LookReply Show(CardContent content) => Refusal is { } refusal ? new LookReply.Refused(Team, refusal) : new LookReply.Show(content);

    private async Task<HuddleReply> ReplyAsync(string operation, Action record)
    {
        await Storage();
        if ((Refusal ?? RefusesChanges) is { } refusal) return new HuddleReply.Refused(Team, refusal);
        if (!operations.TryAdd(operation, true)) return new HuddleReply.AlreadyDone(Team, Huddle);
        record();
        return new HuddleReply.Done(Team, Huddle);
    }
}
