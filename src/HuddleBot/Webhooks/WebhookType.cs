using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Issues;

namespace HuddleBot.Webhooks;

/// <summary>What receivers are told, by the names that stand in <c>type</c>.</summary>
internal static class WebhookType
{
    /// <summary>A response came to a team, or a member raised something.</summary>
    public const string Created = "issue.created";

    /// <summary>The team has decided, changed or taken back what it does about it.</summary>
    public const string Tagged = "issue.tagged";

    /// <summary>A manager has decided about an escalation, or the team has answered a manager.</summary>
    public const string Triaged = "issue.triaged";

    /// <summary>It is done, or a manager has answered it.</summary>
    public const string Resolved = "issue.resolved";

    /// <summary>A customer is to be called back, for the first time or again.</summary>
    public const string FollowUpCreated = "followup.created";

    /// <summary>Somebody has taken the call.</summary>
    public const string FollowUpClaimed = "followup.claimed";

    /// <summary>Neither a call nor a promise to the customer is open any more.</summary>
    public const string FollowUpClosed = "followup.closed";

    /// <summary>What a receiver hears of that does not say.</summary>
    public static IReadOnlyList<string> OfIssues { get; } = [Created, Tagged, Triaged, Resolved];

    public static IReadOnlyList<string> OfFollowUps { get; } = [FollowUpCreated, FollowUpClaimed, FollowUpClosed];

    public static IReadOnlyList<string> All { get; } = [.. OfIssues, .. OfFollowUps];

    /// <summary>Null: nobody is told of it.</summary>
    public static string? Of(FollowUpStep step) => step switch
    {
        { Opens: true } => FollowUpCreated,
        { Closes: true } => FollowUpClosed,
        { Event: FollowUpEvent.Claimed or FollowUpEvent.TakenOver } => FollowUpClaimed,
        _ => null,
    };

    /// <param name="event">Null: it was made from a response.</param>
    public static string Of(IssueEvent? @event) => @event switch
    {
        null or IssueEvent.Raised => Created,
        IssueEvent.FixPlanned or IssueEvent.Escalated or IssueEvent.Celebrated or IssueEvent.Dismissed or IssueEvent.Dropped or IssueEvent.Undone => Tagged,
        IssueEvent.Finished or IssueEvent.TriageResolved => Resolved,
        IssueEvent.TriageAccepted or IssueEvent.TriageDeclined or IssueEvent.TriageAsked or IssueEvent.QuestionAnswered or IssueEvent.TriageReturned or IssueEvent.TriageSnoozed
            or IssueEvent.TriageMerged or IssueEvent.ThemeRenamed or IssueEvent.TriageSplit or IssueEvent.TriageUndone or IssueEvent.Reopened or IssueEvent.AnswerHelped => Triaged,
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event, "no such event"),
    };
}
