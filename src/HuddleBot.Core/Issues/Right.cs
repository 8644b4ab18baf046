namespace HuddleBot.Core.Issues;

/// <summary>What a command or a form asks of who wants it: the closed set.</summary>
public enum Right
{
    /// <summary>To see it: whoever may do anything with it.</summary>
    Look,

    /// <summary>To decide for the team.</summary>
    Tag,

    /// <summary>To say what becomes of a promise.</summary>
    TagOrOwnPromise,

    /// <summary>To ask for an answer again.</summary>
    TagOrTriage,

    /// <summary>To decide for the managers.</summary>
    Triage,

    /// <summary>To decide on what has been accepted.</summary>
    TriageOrOwn,

    /// <summary>To take the managers' last decision back.</summary>
    TriageOrHaveSpoken,
}

public static class Rights
{
    public static Right Of(IssueCommand command) => command switch
    {
        IssueCommand.Raise or IssueCommand.Fix or IssueCommand.Escalate or IssueCommand.Celebrate or IssueCommand.Dismiss or IssueCommand.Undo => Right.Tag,
        IssueCommand.AnswerQuestion or IssueCommand.SayHelped => Right.Tag,
        IssueCommand.Finish or IssueCommand.Drop or IssueCommand.Change { Decision: IssueCommand.Fix } => Right.TagOrOwnPromise,
        IssueCommand.Reopen => Right.TagOrTriage,
        IssueCommand.TriageAccept or IssueCommand.TriageDecline or IssueCommand.TriageMerge or IssueCommand.TriageSplit => Right.Triage,
        IssueCommand.TriageResolve or IssueCommand.TriageAsk or IssueCommand.TriageReturn or IssueCommand.TriageSnooze => Right.TriageOrOwn,
        IssueCommand.Change { Decision: IssueCommand.TriageAccept } => Right.TriageOrOwn,
        IssueCommand.Change change => Of(change.Decision),
        IssueCommand.TriageUndo => Right.TriageOrHaveSpoken,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "nobody has said who may do this"),
    };

    public static Right Of(FormKind form) => form switch
    {
        FormKind.Fix or FormKind.Escalate or FormKind.Dismiss or FormKind.Celebrate or FormKind.AnswerQuestion => Right.Tag,
        FormKind.Done or FormKind.Drop or FormKind.Change => Right.TagOrOwnPromise,
        FormKind.Reopen => Right.TagOrTriage,
        FormKind.Decline or FormKind.Merge => Right.Triage,

        // The form of what was accepted is the same one, wherever it was asked for.
        FormKind.Accept or FormKind.TriageChange or FormKind.Resolve or FormKind.Ask or FormKind.Return or FormKind.Snooze => Right.TriageOrOwn,
        FormKind.FullComment or FormKind.IssueCard or FormKind.EscalationCard or FormKind.PromiseReminder or FormKind.DidItWork or FormKind.ScoreDrop => Right.Look,
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, "nobody has said who may see this"),
    };
}
