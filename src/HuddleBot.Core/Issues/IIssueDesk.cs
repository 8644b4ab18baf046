using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Issues;

/// <summary>What the chat adapters ask for: authorize, decide, save, announce. Platform-neutral.</summary>
public interface IIssueDesk
{
    /// <summary>
    /// Does what a person asked for. One transaction in the team's partition: the issue, its history, and the messages that follow from it.
    /// The same <paramref name="operation"/> again is <see cref="IssueReply.AlreadyDone"/>.
    /// </summary>
    /// <param name="operation">Identifies the click, form or command (Slack: the view's id, the action's <c>action_ts</c> and user, the trigger id).</param>
    Task<IssueReply> DoAsync(IssueId item, Actor actor, string operation, IssueCommand command, CancellationToken cancellationToken);

    /// <summary>Raises an issue of the team; the card appears in the channel.</summary>
    Task<IssueReply> RaiseAsync(TeamId team, Actor actor, string operation, string words, CancellationToken cancellationToken);

    /// <summary>Whether the person may open this form now, and what it shows.</summary>
    /// <param name="page">For <see cref="FormKind.FullComment"/>.</param>
    /// <param name="seen">The version of the issue that the person looks at; null: not known. A form in which managers decide does not open where somebody else has decided since.</param>
    Task<LookReply> LookAsync(IssueId item, Actor actor, FormKind form, int page, CancellationToken cancellationToken, int? seen = null);

    /// <summary>Whether the person may raise an issue here, and the form for it.</summary>
    Task<LookReply> LookToAddAsync(TeamId team, Actor actor, string? words, CancellationToken cancellationToken);

    /// <summary>Puts one comment of a gathered message into its thread as a card of its own. Once.</summary>
    Task<IssueReply> OpenAsync(IssueId item, Actor actor, CancellationToken cancellationToken);

    /// <summary>What the team has undecided or is fixing, newest first.</summary>
    Task<LookReply> ListAsync(TeamId team, Actor actor, CancellationToken cancellationToken);

    /// <summary>What the person has promised over all teams, soonest first.</summary>
    Task<IReadOnlyList<IssueWithResponse>> PromisesOfAsync(PersonId person, CancellationToken cancellationToken);
}

public enum FormKind
{
    Fix,
    Escalate,
    Dismiss,
    Celebrate,
    Done,

    /// <summary>The form of the decision that stands.</summary>
    Change,

    Accept,

    /// <summary>The form of the manager's decision that stands.</summary>
    TriageChange,
    Decline,
    Resolve,
    Drop,

    /// <summary>A question to the team.</summary>
    Ask,

    /// <summary>Guidance to the team.</summary>
    Return,
    Snooze,

    /// <summary>Themes that look alike, or a new one.</summary>
    Merge,

    /// <summary>The team's answer to the manager's question.</summary>
    AnswerQuestion,
    Reopen,
    FullComment,

    /// <summary>No form: the card of the issue as it stands now, for the eyes of whoever asks.</summary>
    IssueCard,

    /// <summary>No form: the escalation as it stands now, for the eyes of whoever asks.</summary>
    EscalationCard,

    /// <summary>No form: the reminder of a promise as it stands now.</summary>
    PromiseReminder,

    /// <summary>No form: "did it work?" as it stands now.</summary>
    DidItWork,

    /// <summary>No form: the card of a fall of the score as it stands now.</summary>
    ScoreDrop,
}

public abstract record IssueReply
{
    private IssueReply() { }

    public sealed record Done(FrontlineTeam Team, IssueWithResponse Item) : IssueReply;

    /// <summary>This very click has been worked on before: nothing more to do or say.</summary>
    public sealed record AlreadyDone(FrontlineTeam Team, IssueWithResponse Item) : IssueReply;

    /// <param name="Team">Null where not even the team is known.</param>
    public sealed record Refused(FrontlineTeam? Team, Refusal Refusal) : IssueReply;
}

public abstract record LookReply
{
    private LookReply() { }

    /// <param name="Content">What to show the person.</param>
    public sealed record Show(CardContent Content) : LookReply;

    public sealed record Refused(FrontlineTeam? Team, Refusal Refusal) : LookReply;
}
