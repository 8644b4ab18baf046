using System.Collections.Concurrent;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Tests.Slack;

/// <summary>Remembers what the adapter asked for and answers what the test wants; the same operation twice is already done, as the port says.</summary>
internal sealed class RecordingDesk : IIssueDesk
{
    private readonly ConcurrentDictionary<string, bool> operations = new();

    public ConcurrentQueue<(IssueId? Item, TeamId Team, Actor Actor, string Operation, IssueCommand Command)> Done { get; } = new();

    public ConcurrentQueue<(IssueId Item, Actor Actor, FormKind Form, int Page)> Looks { get; } = new();

    public ConcurrentQueue<IssueId> Opened { get; } = new();

    public ConcurrentQueue<string?> LookedToAdd { get; } = new();

    /// <summary>Null: it is done.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What the storage does before anything happens.</summary>
    public Func<Task> Storage { get; set; } = () => Task.CompletedTask;

    public async Task<IssueReply> DoAsync(IssueId item, Actor actor, string operation, IssueCommand command, CancellationToken cancellationToken)
    {
        await Storage();
        if (Refusal is { } refusal) return new IssueReply.Refused(Lounge.Team, refusal);
        if (!operations.TryAdd(operation, true)) return new IssueReply.AlreadyDone(Lounge.Team, Lounge.Item);
        Done.Enqueue((item, item.Team, actor, operation, command));
        return new IssueReply.Done(Lounge.Team, Lounge.Item with { Issue = Lounge.Item.Issue with { LastEvent = new IssueEvent.Celebrated(actor, Instant.MinValue, null) } });
    }

    public async Task<IssueReply> RaiseAsync(TeamId team, Actor actor, string operation, string words, CancellationToken cancellationToken)
    {
        await Storage();
        if (Refusal is { } refusal) return new IssueReply.Refused(Lounge.Team, refusal);
        if (!operations.TryAdd(operation, true)) return new IssueReply.AlreadyDone(Lounge.Team, Lounge.Item);
        Done.Enqueue((null, team, actor, operation, new IssueCommand.Raise(words)));
        return new IssueReply.Done(Lounge.Team, Lounge.Item);
    }

    public async Task<LookReply> LookAsync(IssueId item, Actor actor, FormKind form, int page, CancellationToken cancellationToken, int? seen = null)
    {
        await Storage();
        Looks.Enqueue((item, actor, form, page));
        if (Refusal is { } refusal) return new LookReply.Refused(Lounge.Team, refusal);
        return new LookReply.Show(form switch
        {
            FormKind.FullComment => new CardContent.FullComment(Lounge.Team, Lounge.Item, page),
            FormKind.EscalationCard => new CardContent.EscalationCard(Lounge.Team, Lounge.Item, Audience.Manager),
            _ => new CardContent.FixForm(Lounge.Team, Lounge.Item, actor, new(2026, 11, 24), form == FormKind.Change),
        });
    }

    public async Task<LookReply> LookToAddAsync(TeamId team, Actor actor, string? words, CancellationToken cancellationToken)
    {
        await Storage();
        LookedToAdd.Enqueue(words);
        return Refusal is { } refusal ? new LookReply.Refused(Lounge.Team, refusal) : new LookReply.Show(new CardContent.AddForm(Lounge.Team, words));
    }

    public async Task<IssueReply> OpenAsync(IssueId item, Actor actor, CancellationToken cancellationToken)
    {
        await Storage();
        Opened.Enqueue(item);
        return new IssueReply.Done(Lounge.Team, Lounge.Item);
    }

    public async Task<LookReply> ListAsync(TeamId team, Actor actor, CancellationToken cancellationToken)
    {
        await Storage();
        return new LookReply.Show(new CardContent.IssuesList(Lounge.Team, [Lounge.Item], 0));
    }

    public async Task<IReadOnlyList<IssueWithResponse>> PromisesOfAsync(PersonId person, CancellationToken cancellationToken)
    {
        await Storage();
        return [Lounge.Item];
    }
}
