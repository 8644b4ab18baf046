using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>
/// Watches one series, day by day, for a drop that is larger than chance explains. Pure: the same days give the same events. A bank of CUSUMs, one for each size of drop, each held to the
/// same rate of false alarms; a baseline that learns only what did not become an alarm, and is doubted according to the answers behind it.
/// </summary>
/// <param name="levels">Of the series' metric.</param>
public sealed class DropDetector(AnswerLevels levels, DropParameters parameters)
{
    private const double DaysPerYear = 365.25;

    // One-sided, 1 %: what the two windows must show besides.
    private const double Confirming = 2.326348;

    // The size of a fall that recovery is tried against: most of what was seen, since an alarm comes when chance has added to the fall.
    private const double ShareOfFall = 0.75;

    // The CUSUMs of a bank alarm together more often than the one that alarms, less often than their number: counted in the simulation.
    private const double AlarmsOfBank = 1.4;

    /// <summary>What is known before the first answer.</summary>
    public DropState Start() => DropState.Start(levels, parameters);

    /// <summary>Takes in one whole day. Days without answers change nothing and may be left out.</summary>
    /// <param name="day">Later than all before.</param>
    public (DropState State, DropEvent? Told) Step(DropState state, DayOfAnswers day)
    {
        if (day.Answers.Total == 0) return (state, null);
        var gap = state.LastDay is { } last ? Period.DaysBetween(last, day.Day) : 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(gap, 1, nameof(day));

        var usual = new TiltedBaseline(levels, state.Baseline);
        var dispersion = state.Fall is null ? state.OverDispersion.Plus(day.Day, day.Answers.Total, levels.SumOf(day.Answers), usual.Variance) : state.OverDispersion;
        var seen = state with { FirstDay = state.FirstDay ?? day.Day, LastDay = day.Day, OverDispersion = dispersion, Pace = state.Pace.Plus(gap, day.Answers.Total) };
        if (seen.Fall is { } fall) return WatchForRecovery(seen, fall, day, usual, state.Pace);
        if (!IsReady(state, day.Day)) return (seen with { Baseline = Learned(seen, day.Answers) }, null);
        return WatchForFall(seen, day, usual, state.Pace);
    }

    private bool IsReady(DropState state, LocalDate day)
    {
        if (state.FirstDay is not { } first) return false;
        var days = Period.DaysBetween(first, day);
        return (days >= parameters.BaselineDays && state.Baseline.Total >= parameters.BaselineAnswers)
            || (days >= parameters.LongestLearningDays && state.Baseline.Total >= parameters.FewestBaselineAnswers);
    }

    private (DropState, DropEvent?) WatchForFall(DropState state, DayOfAnswers day, TiltedBaseline usual, AnswerPace pace)
    {
        var (allowed, zero) = (AllowedShare(day, pace), Cusum.Zero(levels.Values.Count));
        var (bank, most, mostOften) = (new Cusum[parameters.Drops.Count], zero, double.PositiveInfinity);
        for (var at = 0; at < bank.Length; at++)
        {
            var tilt = usual.Towards(parameters.Drops[at] / 100);
            bank[at] = state.Bank[at].Plus(day, allowed * tilt.Weight(levels, day.Answers) / state.OverDispersion.Factor, allowed * day.Answers.Total, zero);
            var often = AlarmsOfBank * PerYear(bank[at], tilt, state);
            if (bank[at].Height > 0 && often < mostOften) (most, mostOften) = (bank[at], often);
        }

        if (mostOften <= parameters.FalseAlarmsPerYear && IsConfirmed(most, state, usual))
        {
            var fell = new DropEvent.Fell(most.Since!.Value, day.Day, levels.FigureOf(state.Baseline)!, levels.FigureOf(most.Answers)!, DaysPerYear / 7 / mostOften);
            var fall = new OngoingFall(fell.Since, most.Answers, zero);
            return (state with { Bank = [.. bank.Select(_ => zero)], Unlearned = zero.Answers, OverDispersion = state.OverDispersion.Interrupted(), Fall = fall }, fell);
        }

        var unlearned = state.Unlearned.Plus(day.Answers);
        if (bank.Any(cusum => cusum.Height > 0) && !IsStalled(state, unlearned, bank, day.Day)) return (state with { Bank = bank, Unlearned = unlearned }, null);
        return (state with { Baseline = Learned(state, unlearned), Unlearned = zero.Answers, Bank = [.. bank.Select(_ => zero)] }, null);
    }

    private (DropState, DropEvent?) WatchForRecovery(DropState state, OngoingFall fall, DayOfAnswers day, TiltedBaseline usual, AnswerPace pace)
    {
        var (allowed, zero) = (AllowedShare(day, pace), Cusum.Zero(levels.Values.Count));
        var drop = Math.Max(parameters.Drops[0] / 100, ShareOfFall * (usual.Mean - MeanWhileDown(fall)));
        var tilt = usual.Towards(drop);
        var recovery = fall.Recovery.Plus(day, -allowed * tilt.Weight(levels, day.Answers) / state.OverDispersion.Factor, allowed * day.Answers.Total, zero);
        var answers = fall.Answers.Plus(day.Answers);
        var going = state with { Fall = fall with { Answers = answers, Recovery = recovery } };

        if (PerYear(recovery, tilt, state) <= parameters.FalseRecoveriesPerYear && IsBack(recovery, usual, drop))
        {
            var down = Tally.Of([.. answers.Counts.Zip(recovery.Answers.Counts, (all, since) => all - since)]);
            var told = new DropEvent.Recovered(fall.Since, recovery.Since!.Value, day.Day, levels.FigureOf(down) ?? levels.FigureOf(answers)!, levels.FigureOf(recovery.Answers)!);
            return (going with { Baseline = Learned(state, recovery.Answers), Fall = null }, told);
        }

        if (Period.DaysBetween(fall.Since, day.Day) < parameters.LastingDays || answers.Total < parameters.LastingAnswers) return (going, null);
        return (going with { Baseline = answers, Fall = null }, new DropEvent.BecameUsual(fall.Since, day.Day, levels.FigureOf(state.Baseline)!, levels.FigureOf(answers)!));
    }

    /// <summary>A burst (an incident, one customer's twenty answers, a late file) is not as many independent answers.</summary>
    private double AllowedShare(DayOfAnswers day, AnswerPace pace) =>
        pace.Days > 0 ? Math.Min(1, Math.Max(parameters.LeastAnswers, parameters.BurstDays * pace.PerDayWithAnswers) / day.Answers.Total) : 1;

    /// <summary>
    /// How often chance makes so much. The height is that of a likelihood ratio with a known baseline; with one learned from n₀ answers, the ratio of n later ones is smaller by n₀ ÷ (n₀ + n).
    /// </summary>
    private static double PerYear(Cusum cusum, Tilt tilt, DropState state)
    {
        var height = cusum.Height * state.Baseline.Total / (state.Baseline.Total + cusum.Weighed);
        var look = tilt.Information * state.Pace.PerDayWithAnswers / state.OverDispersion.Factor;
        return DaysPerYear * state.Pace.ShareOfDays * Math.Exp(AlarmsByChance.LogPerLook(height, look));
    }

    /// <summary>The two windows, before and since, differ by enough to matter and by more than chance: by their own variances, whatever the CUSUM assumed.</summary>
    private bool IsConfirmed(Cusum cusum, DropState state, TiltedBaseline usual)
    {
        if (cusum.Answers.Total < parameters.LeastAnswers || cusum.Days < parameters.LeastDays) return false;
        var since = new TiltedBaseline(levels, cusum.Answers);
        var variance = state.OverDispersion.Factor * ((usual.Variance / state.Baseline.Total) + (since.Variance / cusum.Weighed));
        return usual.Mean - since.Mean >= parameters.LeastDrop / 100 && usual.Mean - since.Mean >= Confirming * Math.Sqrt(variance);
    }

    private bool IsBack(Cusum recovery, TiltedBaseline usual, double drop)
    {
        if (recovery.Answers.Total < parameters.LeastAnswers || recovery.Days < parameters.LeastDays) return false;
        return usual.Mean - levels.MeanOf(recovery.Answers) <= Math.Max(parameters.LeastDrop / 100, drop / 4);
    }

    private double MeanWhileDown(OngoingFall fall)
    {
        var down = fall.Answers.Total - fall.Recovery.Answers.Total;
        return down < 1 ? levels.MeanOf(fall.Answers) : (levels.SumOf(fall.Answers) - levels.SumOf(fall.Recovery.Answers)) / down;
    }

    /// <summary>Up for long and still no alarm: the score moved by less than matters, or the baseline was wrong from the start.</summary>
    private bool IsStalled(DropState state, Tally unlearned, Cusum[] bank, LocalDate day)
    {
        var since = bank.Min(cusum => cusum.Since ?? day);
        return Period.DaysBetween(since, day) >= parameters.LastingDays && unlearned.Total >= Math.Min(parameters.LongestUnlearned, 3 * state.Baseline.Total);
    }

    private Tally Learned(DropState state, Tally answers)
    {
        var memory = Math.Max(parameters.MemoryAnswers, parameters.MemoryDays * state.Pace.PerDayWithAnswers * state.Pace.ShareOfDays);
        var kept = state.Baseline.Total == 0 ? 1 : Math.Clamp((memory - answers.Total) / state.Baseline.Total, 0, 1);
        return state.Baseline.Plus(answers, kept);
    }
}
