namespace HuddleBot.Core.Scores.Drops;

/// <summary>What one day's answers say, after the rhythm of the week, over-dispersion and bursts are taken out of them.</summary>
/// <param name="Sum">Of the weighed values, in hundreds of points, as if it were an average day of the week.</param>
/// <param name="Weighed">The answers, of a burst a part: an incident, one customer's twenty answers or a late file are not as many independent answers.</param>
/// <param name="Dispersion">1 or more.</param>
/// <param name="Pace">Of this series, for how often one looks and at how much.</param>
internal readonly record struct Evidence(DayOfAnswers Day, Tally Weighed, double Sum, double Dispersion, AnswerPace Pace)
{
    private const double DaysPerYear = 365.25;

    // Where alarms come easily, two days must be able to raise one.
    private const double LeastOfOneDay = 0.5;

    /// <param name="sign">1: for what the tilt is towards; −1: for what is usual.</param>
    /// <param name="perYear">The rate of false alarms that the CUSUM is held to.</param>
    /// <param name="chanceAfterOneDay">How often chance may bring what one day has left to an alarm.</param>
    public Cusum AddTo(Cusum cusum, Tilt tilt, int sign, double perYear, double chanceAfterOneDay, Cusum zero)
    {
        var height = Math.Max(1, LogPerYear(0, tilt) - Math.Log(perYear));
        var most = Math.Max(LeastOfOneDay * height, height - AlarmsByChance.LackedAt(chanceAfterOneDay, InformationOfDay(tilt)));
        return cusum.Plus(Day, Math.Min(most, sign * tilt.Weight(Sum, Weighed.Total) / Dispersion), Weighed.Total, zero);
    }

    /// <summary>
    /// How often chance makes so much, in a year. The height is that of a likelihood ratio with a known baseline; with one learned from n₀ answers, the
    /// ratio of n later ones is smaller by n₀ ÷ (n₀ + n):
    /// so much less do they say where the error of the baseline is common to them all.
    /// </summary>
    /// <param name="baseline">n₀, answers.</param>
    public double PerYear(Cusum cusum, Tilt tilt, double baseline) => Math.Exp(LogPerYear(cusum.Height * baseline / (baseline + cusum.Weighed), tilt));

    private double LogPerYear(double height, Tilt tilt) =>
        Math.Log(DaysPerYear * Pace.ShareOfDays) + AlarmsByChance.LogPerLook(height, InformationOfDay(tilt));

    private double InformationOfDay(Tilt tilt) => tilt.Information * Pace.PerDayWithAnswers / Dispersion;
}
