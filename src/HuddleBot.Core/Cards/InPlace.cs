using HuddleBot.Core.Issues;

namespace HuddleBot.Core.Cards;

/// <summary>A form or comment in the place of a card, for one person (Microsoft Teams): which card to go back to, and what was wrong with what was sent.</summary>
/// <param name="Card">One of <see cref="CardKinds"/>.</param>
/// <param name="Problem">Why the form comes back; null: it opens for the first time.</param>
/// <param name="Entered">What the person had entered, so that nothing is typed twice; null: nothing.</param>
/// <param name="Owner">Whom the person had chosen as the owner; null: themselves, or nobody.</param>
public sealed record InPlace(string Card, Refusal? Problem = null, FormAnswer? Entered = null, Actor? Owner = null);

/// <summary>The cards that stand in a channel, as their buttons name them.</summary>
public static class CardKinds
{
    public const string Issue = "issue";
    public const string Escalation = "escalation";
    public const string Gathered = "gathered";
    public const string Huddle = "huddle";
    public const string Promise = "promise";
    public const string DidItWork = "did-it-work";
    public const string FollowUp = "follow-up";

    /// <summary>A fall of the score, before the team or its managers.</summary>
    public const string ScoreDrop = "score-drop";

    /// <summary>To one who should have answered an escalation, directly.</summary>
    public const string EscalationReminder = "escalation-reminder";

    /// <summary>A manager's queue: the item of its buttons is a <see cref="Triage.QueueQuery"/>, or an issue for <see cref="Verbs.QueueOpen"/>.</summary>
    public const string Queue = "queue";

    /// <summary>A theme before those who decide; the item of its buttons is a <see cref="Identity.ThemeId"/>.</summary>
    public const string Theme = "theme";

    /// <summary>The preview of a digest; its buttons have no item of their own.</summary>
    public const string Digest = "digest";
}
