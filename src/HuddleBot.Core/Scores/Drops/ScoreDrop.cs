using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>A fall of a team's score that is larger than chance explains: of one series, or of several that fell together. It is told once, however long it lasts.</summary>
/// <param name="Id">The issue that the team makes of it.</param>
/// <param name="At">When it was found.</param>
/// <param name="IsTold">Whether the team got a card of it; what was found in days long past is only noted.</param>
/// <param name="Series">What fell; the first is what the card is about and never changes, what joined it later comes after. Never empty.</param>
/// <param name="MovedMost">Where all answers together fell: the part that explains most of it. Null: no part stands out, or it was a part that fell.</param>
/// <param name="Verbatims">Answers with comments that show why, at most <see cref="MostVerbatims"/>; some may have been erased since.</param>
public sealed record ScoreDrop(IssueId Id, Instant At, bool IsTold, IReadOnlyList<FallenSeries> Series, MovedPart? MovedMost, IReadOnlyList<IssueId> Verbatims)
{
    public const int MostVerbatims = 3;

    public TeamId Team => Id.Team;

    /// <summary>What the card is about.</summary>
    public FallenSeries Head => Series[0];

    /// <summary>The first day of the lower score, as it seems, in the team's zone.</summary>
    public LocalDate Since => Head.Fell.Since;

    /// <summary>The day whose answers made it certain enough, in the team's zone.</summary>
    public LocalDate SeenOn => Head.Fell.SeenOn;

    /// <summary>What the card is about is still down.</summary>
    public bool IsDown => Head.End is null;

    /// <summary>The day on which the last of the series was seen to be back, or to stay; null: one of them is still down.</summary>
    public LocalDate? OverOn => Series.All(one => one.End is not null) ? Series.Max(one => one.EndSeenOn) : null;
}

/// <param name="End">A <see cref="DropEvent.Recovered"/> or a <see cref="DropEvent.BecameUsual"/>; null: it is still down.</param>
public sealed record FallenSeries(SeriesId Series, DropEvent.Fell Fell, DropEvent? End)
{
    /// <summary>Null: it is still down.</summary>
    public LocalDate? EndSeenOn => End switch
    {
        DropEvent.Recovered back => back.SeenOn,
        DropEvent.BecameUsual usual => usual.SeenOn,
        _ => null,
    };
}

/// <summary>A part of the answers, in the weeks before a fall and since, in the metric's own unit.</summary>
public sealed record MovedPart(SeriesId Series, ScoreFigure Before, ScoreFigure After);
