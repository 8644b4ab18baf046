using System.Reflection;

namespace HuddleBot.Core.Cards;

/// <summary>
/// The words that buttons, forms and menus send: Slack action ids and callback ids, Teams verbs. The same on both platforms; the item's id rides beside them.
/// </summary>
public static class Verbs
{
    /// <summary>Button: opens the form "fix it ourselves". Form: submits it.</summary>
    public const string Fix = "issue.fix";

    /// <summary>Button: opens the form "escalate". Form: submits it.</summary>
    public const string Escalate = "issue.escalate";

    /// <summary>Button: celebrates, one tap. Form (as a change): whom to thank.</summary>
    public const string Celebrate = "issue.celebrate";

    /// <summary>Button: opens the form "not actionable". Form: submits it.</summary>
    public const string Dismiss = "issue.dismiss";

    /// <summary>Button: asks "did it work?". Form: submits the answer.</summary>
    public const string Done = "issue.done";

    /// <summary>Button: opens the form of the decision that stands, to change it.</summary>
    public const string Change = "issue.change";

    /// <summary>Button: takes the last decision back.</summary>
    public const string Undo = "issue.undo";

    /// <summary>Button: the whole comment in a dialog; within the dialog: its next part.</summary>
    public const string Show = "issue.show";

    /// <summary>Button on a line of a gathered message: puts the comment into the thread as a card.</summary>
    public const string Open = "issue.open";

    /// <summary>Message shortcut and form: raises an issue.</summary>
    public const string Add = "issue.add";

    /// <summary>Button: accepts, one tap. Form (as a change): owner, priority, date.</summary>
    public const string TriageAccept = "triage.accept";

    /// <summary>Button: opens the form of the acceptance that stands.</summary>
    public const string TriageAssign = "triage.assign";

    /// <summary>Button: opens the form. Form: declines with a reason.</summary>
    public const string TriageDecline = "triage.decline";

    /// <summary>Button: opens the form. Form: resolves with an answer.</summary>
    public const string TriageResolve = "triage.resolve";

    /// <summary>Button: opens the form. Form: asks the team something.</summary>
    public const string TriageAsk = "triage.ask";

    /// <summary>Button: opens the form. Form: sends it back to the team with guidance.</summary>
    public const string TriageReturn = "triage.return";

    /// <summary>Button: opens the form, with themes that look alike. Form: merges it into one of them, or into a new one.</summary>
    public const string TriageMerge = "triage.merge";

    /// <summary>Button: takes it out of its theme, one tap.</summary>
    public const string TriageSplit = "triage.split";

    /// <summary>Button: opens the form. Form: puts it off until a day.</summary>
    public const string TriageSnooze = "triage.snooze";

    /// <summary>Button: takes the manager's last decision back, one tap.</summary>
    public const string TriageUndo = "triage.undo";

    /// <summary>Button: opens the form. Form: asks for an answer again, with a reason where there is one.</summary>
    public const string TriageReopen = "triage.reopen";

    /// <summary>Button: opens the form. Form: the team answers the manager's question.</summary>
    public const string AnswerQuestion = "issue.answer";

    /// <summary>Button: the manager's answer helped. Button (<see cref="PartlyHelped"/>): in part. Button (<see cref="DidNotHelp"/>): it did not.</summary>
    public const string Helped = "answer.helped";

    /// <inheritdoc cref="Helped"/>
    public const string PartlyHelped = "answer.partly";

    /// <inheritdoc cref="Helped"/>
    public const string DidNotHelp = "answer.failed";

    /// <summary>Button or choice on the manager's queue: another view, order, category or page of it; the item is a <see cref="Triage.QueueQuery"/>.</summary>
    public const string QueueShow = "queue.show";

    /// <summary>Button on a line of the queue: the escalation with what can be decided, for the person alone; the item is the issue.</summary>
    public const string QueueOpen = "queue.open";

    /// <summary>Button: what customers say of a theme, for that person; within it: the next page, as <c>theme.…/page</c>.</summary>
    public const string ThemeEvidence = "theme.evidence";

    /// <summary>Button: accepts a theme, one tap. Form (as a change): owner and date.</summary>
    public const string ThemeAccept = "theme.accept";

    /// <summary>Button: opens the form of the acceptance that stands.</summary>
    public const string ThemeAssign = "theme.assign";

    /// <summary>Button: opens the form. Form: resolves a theme, and every escalation in it, with an answer.</summary>
    public const string ThemeResolve = "theme.resolve";

    /// <summary>Button: opens the form. Form: declines a theme, and every escalation in it, with a reason.</summary>
    public const string ThemeDecline = "theme.decline";

    /// <summary>Button: opens the form. Form: calls a theme something else.</summary>
    public const string ThemeRename = "theme.rename";

    /// <summary>Button: a theme that was resolved or declined is open again, one tap.</summary>
    public const string ThemeReopen = "theme.reopen";

    /// <summary>Button: takes the last decision on a theme back, one tap.</summary>
    public const string ThemeUndo = "theme.undo";

    /// <summary>Button: opens the form. Form: drops a promise, with a reason.</summary>
    public const string Drop = "issue.drop";

    /// <summary>Button: it worked. Button (<see cref="PartlyWorked"/>): in part. Button (<see cref="DidNotWork"/>): it did not.</summary>
    public const string Worked = "issue.worked";

    /// <inheritdoc cref="Worked"/>
    public const string PartlyWorked = "issue.partly";

    /// <inheritdoc cref="Worked"/>
    public const string DidNotWork = "issue.failed";

    /// <summary>Button: starts the huddle, one tap.</summary>
    public const string HuddleStart = "huddle.start";

    /// <summary>Button: "I'm here", one tap.</summary>
    public const string HuddleJoin = "huddle.join";

    /// <summary>Button: "I can't be there", one tap.</summary>
    public const string HuddleAway = "huddle.away";

    /// <summary>Button: opens the form. Form: passes the lead on.</summary>
    public const string HuddlePass = "huddle.pass";

    /// <summary>Button: ends the huddle, one tap.</summary>
    public const string HuddleFinish = "huddle.finish";

    /// <summary>Button: opens the form. Form: who does what by when, with no comment behind it.</summary>
    public const string HuddlePromise = "huddle.promise";

    /// <summary>Button: opens the form. Form: an answer of who cannot be there.</summary>
    public const string HuddleAnswer = "huddle.answer";

    /// <summary>Button: "I call the customer back", one tap.</summary>
    public const string FollowUpClaim = "followup.claim";

    /// <summary>Button: shows the contact data to who has claimed it.</summary>
    public const string FollowUpContact = "followup.contact";

    /// <summary>Button: gives it back, one tap.</summary>
    public const string FollowUpRelease = "followup.release";

    /// <summary>Button: a manager takes it over, one tap.</summary>
    public const string FollowUpTake = "followup.take";

    /// <summary>Button: opens the form. Form: what came of the call, and what was promised by when.</summary>
    public const string FollowUpDone = "followup.done";

    /// <summary>Button: what the customer was promised is done, one tap.</summary>
    public const string FollowUpKept = "followup.kept";

    /// <summary>Button: opens the form. Form: another day for what the customer was promised.</summary>
    public const string FollowUpMove = "followup.move";

    /// <summary>Button on the preview of a digest: sends it to whoever presses it, with the details.</summary>
    public const string DigestMine = "digest.mine";

    /// <summary>Button on the preview of a digest: sends it to the CX leads now.</summary>
    public const string DigestSend = "digest.send";

    /// <summary>Draws the card as it stands now, for whoever asks (Microsoft Teams: <c>refresh</c>, and back from a form in the card's place).</summary>
    public const string Refresh = "card.refresh";

    /// <summary>Inputs of a form, which send nothing by themselves.</summary>
    public static class Inputs
    {
        public const string Owner = "owner";
        public const string Try = "try";
        public const string Date = "date";
        public const string Category = "category";
        public const string Ask = "ask";
        public const string AlsoHurt = "also_hurt";
        public const string Thanks = "thanks";
        public const string Reason = "reason";
        public const string Words = "words";
        public const string Outcome = "outcome";
        public const string WhatHappened = "what_happened";
        public const string Priority = "priority";
        public const string Answer = "answer";
        public const string Question = "question";
        public const string Guidance = "guidance";
        public const string Group = "group";
        public const string Theme = "theme";
        public const string Title = "title";
        public const string Promised = "promised";

        /// <summary>On Microsoft Teams, the choice beside a <see cref="QueueShow"/>: a <see cref="Triage.QueueQuery"/>, which goes before the button's own.</summary>
        public const string Query = "query";

        public static IReadOnlySet<string> All { get; } = ConstantsOf(typeof(Inputs));
    }

    public static IReadOnlySet<string> All { get; } = ConstantsOf(typeof(Verbs));

    private static HashSet<string> ConstantsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);
}
