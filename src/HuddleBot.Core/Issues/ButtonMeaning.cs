using HuddleBot.Core.Cards;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Huddles;

namespace HuddleBot.Core.Issues;

/// <summary>What a tap on a button asks for: the closed set, the same on every platform.</summary>
public abstract record ButtonMeaning
{
    private ButtonMeaning() { }

    /// <summary>Decides at once.</summary>
    /// <param name="Command">What is decided, for whoever looks at this version of the issue; null: not known.</param>
    public sealed record Decide(Func<int?, IssueCommand> Command) : ButtonMeaning;

    /// <summary>Shows the form in which a decision is made.</summary>
    public sealed record OpenForm(FormKind Form) : ButtonMeaning;

    /// <summary>Shows the whole comment, a page at a time.</summary>
    public sealed record ShowComment : ButtonMeaning;

    /// <summary>Puts one comment of a gathered message into its thread as a card of its own.</summary>
    public sealed record OpenGathered : ButtonMeaning;

    /// <summary>Does something with a huddle at once; the item is a <see cref="HuddleId"/>.</summary>
    public sealed record InHuddle(HuddleCommand Command) : ButtonMeaning;

    /// <summary>Shows a form of a huddle; the item is a <see cref="HuddleId"/>.</summary>
    public sealed record OpenHuddleForm(HuddleFormKind Form) : ButtonMeaning;

    /// <summary>Does something with the follow-up of an issue at once.</summary>
    public sealed record ForCustomer(FollowUpCommand Command) : ButtonMeaning;

    /// <summary>Shows a form of the follow-up of an issue, or the contact data.</summary>
    public sealed record LookAtFollowUp(FollowUpLook Look) : ButtonMeaning;

    /// <summary>Shows a part of the manager's queue; the item is a <see cref="Triage.QueueQuery"/>.</summary>
    public sealed record ShowQueue : ButtonMeaning;

    /// <summary>Shows one escalation of the queue to the person alone.</summary>
    public sealed record OpenQueued : ButtonMeaning;

    /// <summary>Decides on a theme at once; the item is a <see cref="Identity.ThemeId"/>.</summary>
    /// <param name="Command">For whoever looks at this version of the theme; null: not known.</param>
    public sealed record InTheme(Func<int?, Themes.ThemeCommand> Command) : ButtonMeaning;

    /// <summary>Shows a form of a theme, or what customers say of it; the item is a <see cref="Identity.ThemeId"/>.</summary>
    public sealed record OpenThemeForm(Themes.ThemeForm Form) : ButtonMeaning;

    /// <summary>Sends the digest that the person looks at.</summary>
    public sealed record SendDigest(Digests.DigestTarget Target) : ButtonMeaning;

    /// <summary>By verb. A verb that is not here stands on no button.</summary>
    public static IReadOnlyDictionary<string, ButtonMeaning> ByVerb { get; } = new Dictionary<string, ButtonMeaning>(StringComparer.Ordinal)
    {
        [Verbs.Fix] = new OpenForm(FormKind.Fix),
        [Verbs.Escalate] = new OpenForm(FormKind.Escalate),
        [Verbs.Dismiss] = new OpenForm(FormKind.Dismiss),
        [Verbs.Done] = new OpenForm(FormKind.Done),
        [Verbs.Change] = new OpenForm(FormKind.Change),
        [Verbs.TriageAssign] = new OpenForm(FormKind.TriageChange),
        [Verbs.TriageDecline] = new OpenForm(FormKind.Decline),
        [Verbs.TriageResolve] = new OpenForm(FormKind.Resolve),
        [Verbs.TriageAsk] = new OpenForm(FormKind.Ask),
        [Verbs.TriageReturn] = new OpenForm(FormKind.Return),
        [Verbs.TriageMerge] = new OpenForm(FormKind.Merge),
        [Verbs.TriageSplit] = new Decide(seen => new IssueCommand.TriageSplit { Seen = seen }),
        [Verbs.TriageSnooze] = new OpenForm(FormKind.Snooze),
        [Verbs.TriageUndo] = new Decide(seen => new IssueCommand.TriageUndo(seen)),
        [Verbs.TriageReopen] = new OpenForm(FormKind.Reopen),
        [Verbs.AnswerQuestion] = new OpenForm(FormKind.AnswerQuestion),
        [Verbs.Helped] = new Decide(_ => new IssueCommand.SayHelped(Outcome.Yes)),
        [Verbs.PartlyHelped] = new Decide(_ => new IssueCommand.SayHelped(Outcome.Partly)),
        [Verbs.DidNotHelp] = new Decide(_ => new IssueCommand.SayHelped(Outcome.No)),
        [Verbs.QueueShow] = new ShowQueue(),
        [Verbs.QueueOpen] = new OpenQueued(),
        [Verbs.Celebrate] = new Decide(_ => new IssueCommand.Celebrate(null)),
        [Verbs.TriageAccept] = new Decide(seen => new IssueCommand.TriageAccept(null, Priority.Normal, null) { Seen = seen }),
        [Verbs.Undo] = new Decide(seen => new IssueCommand.Undo(seen)),
        [Verbs.Drop] = new OpenForm(FormKind.Drop),
        [Verbs.Worked] = new Decide(_ => new IssueCommand.Finish(Outcome.Yes, null)),
        [Verbs.PartlyWorked] = new Decide(_ => new IssueCommand.Finish(Outcome.Partly, null)),
        [Verbs.DidNotWork] = new Decide(_ => new IssueCommand.Finish(Outcome.No, null)),
        [Verbs.HuddleStart] = new InHuddle(new HuddleCommand.Start()),
        [Verbs.HuddleJoin] = new InHuddle(new HuddleCommand.Join()),
        [Verbs.HuddleAway] = new InHuddle(new HuddleCommand.GoAway()),
        [Verbs.HuddleFinish] = new InHuddle(new HuddleCommand.Finish()),
        [Verbs.HuddlePass] = new OpenHuddleForm(HuddleFormKind.PassLead),
        [Verbs.HuddlePromise] = new OpenHuddleForm(HuddleFormKind.Promise),
        [Verbs.HuddleAnswer] = new OpenHuddleForm(HuddleFormKind.Answer),
        [Verbs.FollowUpClaim] = new ForCustomer(new FollowUpCommand.Claim()),
        [Verbs.FollowUpRelease] = new ForCustomer(new FollowUpCommand.Release()),
        [Verbs.FollowUpTake] = new ForCustomer(new FollowUpCommand.TakeOver()),
        [Verbs.FollowUpKept] = new ForCustomer(new FollowUpCommand.KeepPromise()),
        [Verbs.FollowUpContact] = new LookAtFollowUp(FollowUpLook.Contact),
        [Verbs.FollowUpDone] = new LookAtFollowUp(FollowUpLook.Call),
        [Verbs.FollowUpMove] = new LookAtFollowUp(FollowUpLook.MovePromise),
        [Verbs.ThemeAccept] = new InTheme(_ => new Themes.ThemeCommand.Accept(null, null)),
        [Verbs.ThemeReopen] = new InTheme(_ => new Themes.ThemeCommand.Reopen(null)),
        [Verbs.ThemeUndo] = new InTheme(seen => new Themes.ThemeCommand.Undo(seen)),
        [Verbs.ThemeAssign] = new OpenThemeForm(Themes.ThemeForm.Accept),
        [Verbs.ThemeResolve] = new OpenThemeForm(Themes.ThemeForm.Resolve),
        [Verbs.ThemeDecline] = new OpenThemeForm(Themes.ThemeForm.Decline),
        [Verbs.ThemeRename] = new OpenThemeForm(Themes.ThemeForm.Rename),
        [Verbs.ThemeEvidence] = new OpenThemeForm(Themes.ThemeForm.Evidence),
        [Verbs.DigestMine] = new SendDigest(Digests.DigestTarget.Me),
        [Verbs.DigestSend] = new SendDigest(Digests.DigestTarget.Leads),
        [Verbs.Show] = new ShowComment(),
        [Verbs.Open] = new OpenGathered(),
    };
}
