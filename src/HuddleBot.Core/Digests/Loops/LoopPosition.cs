using System.Globalization;
using HuddleBot.Core.Issues;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Digests.Loops;

/// <summary>Where an issue stands, as far as loops are concerned.</summary>
public enum LoopPlace
{
    /// <summary>Undecided, or closed without a loop.</summary>
    Nowhere,

    /// <summary>Inner loop: promised.</summary>
    Fixing,

    Done,

    Dropped,

    /// <summary>Outer loop: no manager has decided.</summary>
    Waiting,

    /// <summary>Outer loop: accepted, part of a theme, or the team was asked something.</summary>
    InHand,

    Resolved,

    Declined,

    Celebrated,
}

/// <param name="Day">Of what is promised or accepted: by when. Of what waits: put off until then. Null: neither.</param>
/// <param name="AnswerBy">Of what waits: the manager's clock.</param>
/// <param name="Outcome">Of what is done or resolved: whether it worked, as far as the team has said.</param>
public readonly record struct LoopPosition(LoopPlace Place, LocalDate? Day = null, Instant? AnswerBy = null, Outcome? Outcome = null)
{
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    public bool IsInOuterLoop => Place is LoopPlace.Waiting or LoopPlace.InHand;

    public bool IsOpen => Place is LoopPlace.Fixing || IsInOuterLoop;

    public static LoopPosition Of(IssueState state) => state switch
    {
        IssueState.FixingIt fixing => new(LoopPlace.Fixing, fixing.By),
        IssueState.Done done => new(LoopPlace.Done, Outcome: done.Outcome),
        IssueState.Dropped => new(LoopPlace.Dropped),
        IssueState.Celebrated => new(LoopPlace.Celebrated),
        IssueState.EscalatedToManager { Escalation: var escalation } => escalation.Triage switch
        {
            TriageState.Waiting => new(LoopPlace.Waiting, escalation.SnoozedUntil, escalation.AnswerBy),
            TriageState.Accepted accepted => new(LoopPlace.InHand, accepted.By),
            TriageState.Merged merged => new(LoopPlace.InHand, merged.By),
            TriageState.Asked => new(LoopPlace.InHand),
            TriageState.Resolved resolved => new(LoopPlace.Resolved, Outcome: resolved.Helped),
            TriageState.Declined => new(LoopPlace.Declined),
            var other => throw new ArgumentOutOfRangeException(nameof(state), other, "no such state of an escalation"),
        },
        _ => default,
    };

    /// <summary>The storage form, such as <c>Fixing:20261127::</c>.</summary>
    public override string ToString() => string.Join(
        ':', Place, Day is { } day ? DayPattern.Format(day) : "", AnswerBy?.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture), Outcome?.ToString());

    /// <param name="parts">What <see cref="ToString"/> wrote, at its colons.</param>
    public static LoopPosition Parse(ReadOnlySpan<string> parts) => new(
        Enum.Parse<LoopPlace>(parts[0]), parts[1].Length == 0 ? null : DayPattern.Parse(parts[1]).Value,
        parts[2].Length == 0 ? null : Instant.FromUnixTimeTicks(long.Parse(parts[2], CultureInfo.InvariantCulture)), parts[3].Length == 0 ? null : Enum.Parse<Outcome>(parts[3]));
}
