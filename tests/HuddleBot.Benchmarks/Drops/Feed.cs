using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>A feed of answers as it may be in the world.</summary>
/// <param name="PerDay">Answers expected on a day.</param>
/// <param name="Weekend">How much lower the score is on Saturdays and Sundays; the other days are higher, so that the week is as it was.</param>
/// <param name="Dispersion">Variance of weekly means, as a multiple of that of independent answers.</param>
/// <param name="DriftPerYear">Of the score; it goes up and down again, two years each.</param>
/// <param name="BurstsPerYear">Days with ten times the answers, all in the mood of one incident or one pleased tour group.</param>
/// <param name="BadDaysPerYear">Days with as many answers as always, 50 points lower: the lift was broken.</param>
/// <param name="SilentDays">The feed is silent so many days of each year, in one piece.</param>
/// <param name="OnlyOnMondays">All answers of a week come in one file.</param>
internal sealed record Feed(
    Shares Usual, double PerDay, double Weekend = 0, double Dispersion = 1, double DriftPerYear = 0, double BurstsPerYear = 0, double BadDaysPerYear = 0, int SilentDays = 0, bool OnlyOnMondays = false)
{
    /// <summary>A Monday.</summary>
    public static readonly LocalDate FirstDay = new(2024, 1, 1);

    private const double DaysPerYear = 365.25;

    /// <summary>The days from the first on, for ever.</summary>
    /// <param name="fallsOn">The number of the first day with the shares <paramref name="down"/>.</param>
    /// <param name="risesOn">And of the first after them.</param>
    public IEnumerable<DayOfAnswers> Days(Dice dice, int fallsOn = int.MaxValue, Shares down = default, int risesOn = int.MaxValue)
    {
        var week = 0.0;
        var spread = Math.Sqrt((Dispersion - 1) * Usual.Variance / (7 * PerDay));
        for (var number = 0; ; number++)
        {
            if (number % 7 == 0 && spread > 0) week = spread * dice.Normal();
            yield return new(FirstDay.PlusDays(number), Answers(dice, number, number >= fallsOn && number < risesOn ? down : Usual, week));
        }
    }

    private Tally Answers(Dice dice, int number, Shares shares, double week)
    {
        if (SilentDays > 0 && number % 365 >= 365 - SilentDays) return Tally.Of(0, 0, 0);
        if (OnlyOnMondays && number % 7 != 0) return Tally.Of(0, 0, 0);
        var (count, moved) = (OnlyOnMondays ? 7 * PerDay : PerDay, week);
        if (Weekend != 0) moved += number % 7 >= 5 ? -Weekend * 5 / 7 : Weekend * 2 / 7;
        if (DriftPerYear != 0) moved += DriftPerYear * (1 - Math.Abs((number / DaysPerYear % 4) - 2));
        if (BurstsPerYear > 0 && dice.Next() < BurstsPerYear / DaysPerYear) (count, moved) = (10 * count, moved + (dice.Next() < 0.5 ? -0.5 : 0.5));
        if (BadDaysPerYear > 0 && dice.Next() < BadDaysPerYear / DaysPerYear) moved -= 0.5;
        var at = moved == 0 ? shares : shares.Moved(moved);

        var (answers, detractors, promoters) = (dice.Poisson(count), 0, 0);
        for (var answer = 0; answer < answers; answer++)
        {
            var mood = dice.Next();
            if (mood < at.Detractors) detractors++;
            else if (mood >= 1 - at.Promoters) promoters++;
        }

        return Tally.Of(detractors, answers - detractors - promoters, promoters);
    }
}
