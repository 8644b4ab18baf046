using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <summary>What happened to an issue: the closed set. Each is one row of its history.</summary>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
public abstract partial record IssueEvent(Actor By, Instant At)
{
    /// <summary>A member raised it without a survey behind it.</summary>
    public sealed record Raised(Actor By, Instant At, string Words) : IssueEvent(By, At);

    public sealed record FixPlanned(Actor By, Instant At, Actor Owner, string? Try, LocalDate Date) : IssueEvent(By, At);

    public sealed record Escalated(Actor By, Instant At, string Category, string? Ask, string? AlsoHurt, Instant AnswerBy) : IssueEvent(By, At)
    {
        /// <summary>Null: made before there was such a clock.</summary>
        public Instant? ResolveBy { get; init; }
    }

    public sealed record Celebrated(Actor By, Instant At, string? Thanks) : IssueEvent(By, At);

    public sealed record Dismissed(Actor By, Instant At, string? Reason) : IssueEvent(By, At);

    public sealed record Finished(Actor By, Instant At, Outcome Outcome, string? WhatHappened) : IssueEvent(By, At);

    /// <summary>A promise that nobody will keep any more.</summary>
    public sealed record Dropped(Actor By, Instant At, string Reason) : IssueEvent(By, At);

    /// <summary>The team takes its last decision back: what was done or dropped is being fixed again, an answer to "did it work?" is open again, anything else is undecided again.</summary>
    public sealed record Undone(Actor By, Instant At) : IssueEvent(By, At);

}

/// <summary>What a person wants done: the closed set. Authorization is settled before.</summary>
public abstract partial record IssueCommand
{
    private IssueCommand() { }

    /// <summary>The version of the issue that whoever wants it has looked at; null: not known, such as from a button that was drawn before it was carried.</summary>
    public int? Seen { get; init; }

    public sealed record Raise(string Words) : IssueCommand;

    /// <param name="Owner">Null: whoever decides.</param>
    /// <param name="Date">Null: the team's default, two working days on.</param>
    public sealed record Fix(Actor? Owner, string? Try, LocalDate? Date) : IssueCommand;

    /// <param name="Category">Null: the first of the team's categories.</param>
    public sealed record Escalate(string? Category, string? Ask, string? AlsoHurt) : IssueCommand;

    public sealed record Celebrate(string? Thanks) : IssueCommand;

    public sealed record Dismiss(string? Reason) : IssueCommand;

    public sealed record Finish(Outcome Outcome, string? WhatHappened) : IssueCommand;

    /// <summary>Drops the promise of a fix.</summary>
    public sealed record Drop(string? Reason) : IssueCommand;

    /// <summary>
    /// Replaces the plan of a fix, the words of an escalation that waits, the thanks, the reason, or the manager's acceptance: <paramref name="Decision"/> is
    /// the same kind of command as the decision that stands. <paramref name="SeenVersion"/> is the version that the person looked at.
    /// </summary>
    public sealed record Change(IssueCommand Decision, int SeenVersion) : IssueCommand;

    /// <param name="SeenVersion">The version that the person looked at; null: not known, whatever it is now.</param>
    public sealed record Undo(int? SeenVersion) : IssueCommand;

}

/// <summary>An expected "no": a value that becomes a friendly reply.</summary>
public abstract record Refusal
{
    private Refusal() { }

    /// <summary>The input that the person can mend (of <see cref="Cards.Verbs.Inputs"/>); empty: by sending the form again; null: nothing on a form helps.</summary>
    public string? Field => this switch
    {
        Missing missing => missing.Input,
        TooLong tooLong => tooLong.Input,
        DateInThePast or DateTooFar => Cards.Verbs.Inputs.Date,
        Unreadable unreadable => unreadable.Input,
        CannotCheck => "",
        _ => null,
    };

    /// <summary>Somebody was first.</summary>
    /// <param name="ByYou">The same person who is refused now.</param>
    public sealed record DecidedBefore(IssueEvent First, bool ByYou = false) : Refusal
    {
        public static DecidedBefore For(Actor person, IssueEvent first) => new(first, first.By.Id == person.Id);
    }

    /// <summary>It stands differently now than this button assumes (for example Done on an issue that is not being fixed).</summary>
    public sealed record NotNow : Refusal;

    /// <summary>Somebody else has the call, or has promised it.</summary>
    public sealed record OwnedBy(Actor Owner) : Refusal;

    /// <summary>The person's app can show only what is kept in a chat, and this is not to be kept.</summary>
    public sealed record OnlyInYourChat : Refusal;

    /// <summary>The time to look at contact data is over.</summary>
    public sealed record ContactIsGone : Refusal;

    /// <summary>Only who has claimed the call may do that, and nobody has.</summary>
    public sealed record ClaimFirst : Refusal;

    public sealed record NotAMember : Refusal;

    public sealed record NotAManager : Refusal;

    /// <summary>The digest is for CX leads, admins and managers.</summary>
    public sealed record NoDigest : Refusal;

    /// <param name="Input">The form field that must be filled: <c>words</c>, <c>reason</c> or <c>answer</c>.</param>
    public sealed record Missing(string Input) : Refusal;

    /// <param name="Input">The form field whose text is too long: see <see cref="IssueLimits"/>.</param>
    public sealed record TooLong(string Input, int Limit) : Refusal;

    /// <summary>The date lies in the past.</summary>
    public sealed record DateInThePast : Refusal;

    /// <summary>The date lies further ahead than anybody promises: see <see cref="IssueLimits.DateYears"/>.</summary>
    public sealed record DateTooFar : Refusal;

    /// <summary>What was entered is no date, or none of the answers to choose from.</summary>
    /// <param name="Input">The form field.</param>
    public sealed record Unreadable(string Input) : Refusal;

    /// <summary>Asked for outside of a team's channel by somebody who is in several teams, so that nobody knows which is meant.</summary>
    public sealed record WhichTeam(IReadOnlyList<FrontlineTeam> Teams) : Refusal;

    /// <summary>Asked for where no team has its channel.</summary>
    public sealed record NoTeamHere : Refusal;

    /// <summary>Asked for in a place of the platform to which the bot has not been added.</summary>
    public sealed record NotInstalled : Refusal;

    /// <summary>The huddle is over, missed or skipped: nobody starts or joins it any more.</summary>
    public sealed record HuddleIsOver : Refusal;

    /// <summary>A pause without a day on which it ends, or with one that has passed.</summary>
    public sealed record NoPauseDate : Refusal;

    /// <summary>No such issue or team: a forged or very old button.</summary>
    public sealed record Unknown : Refusal;

    /// <summary>The team has neither managers nor a channel of theirs.</summary>
    public sealed record NobodyToEscalateTo : Refusal;

    /// <summary>Membership could not be asked for right now: nothing was changed, try again.</summary>
    public sealed record CannotCheck : Refusal;
}

/// <summary>How long what people type may be, in UTF-16 characters; what a Slack text input allows.</summary>
public static class IssueLimits
{
    public const int Text = 3000;

    /// <summary>A date lies at most so many years ahead: no calendar of ours ends there, and what is later is a slip of the finger.</summary>
    public const int DateYears = 100;

    /// <summary>The beginning of what may be longer; the person sees it in the form and can edit it. Null for nothing but white space.</summary>
    public static string? Beginning(string? text)
    {
        if (TypedWords.Of(text) is not { } words) return null;
        if (words.Length <= Text) return words;
        return words[..(char.IsHighSurrogate(words[Text - 2]) ? Text - 2 : Text - 1)] + "…";
    }
}
