using HuddleBot.Core.Digests;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Cases;

/// <summary>What came of all teams' work in some weeks, for a sponsor.</summary>
/// <param name="Days">Whole weeks, up to yesterday.</param>
/// <param name="FirstLoop">The day of the first fix that is known, of whatever time; null: nothing was ever fixed.</param>
/// <param name="Figures">Of all the weeks: what was opened and closed adds up; what is open is of the last, what was open at the start of the first.</param>
/// <param name="Clocks">Of what was fixed in these days: the one in the middle.</param>
/// <param name="Fixed">How many fixes these clocks are of.</param>
/// <param name="Scores">Of all teams' answers together, by metric, the one with most answers first: the last 28 days against the 28 before.</param>
/// <param name="Effects">Every fix that came to be judged in these days, none left out, the oldest first.</param>
/// <param name="Trend">Of the first of the scores; null: there is too little to draw.</param>
/// <param name="Verbatims">The latest words of customers behind what was fixed, whatever came of it; at most <see cref="MostVerbatims"/>.</param>
public sealed record ProgrammeCase(
    DateInterval Days, int Teams, LocalDate? FirstLoop, ActivityFigures Figures, CaseClocks Clocks, int Fixed, IReadOnlyList<ScoreMovement> Scores, IReadOnlyList<Effect> Effects, ScoreTrend? Trend,
    IReadOnlyList<Verbatim> Verbatims)
{
    public const int MostVerbatims = 4;
}
