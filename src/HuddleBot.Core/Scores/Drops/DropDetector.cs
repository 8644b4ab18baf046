using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>
/// Watches one series, day by day, for a drop that is larger than chance explains. Pure: the same days give the same events. A bank of CUSUMs, one for
/// each size of drop, each held to the
/// same rate of false alarms; a baseline that learns only what did not become an alarm, and is doubted according to the answers behind it.
/// </summary>
/// <param name="levels">Of the series' metric.</param>
public sealed class DropDetector(AnswerLevels levels, DropParameters parameters)
{
    private const double WeeksPerYear = 365.25 / 7;

    // One-sided, 1 %: what the two windows must show besides.
    private const double Confirming = 2.326348;

    // The CUSUMs of a bank alarm together more often than the one that alarms, less often than their number: counted in the simulation.
    private const double AlarmsOfBank = 2;

    private readonly Cusum zero = Cusum.Zero(levels.Values.Count);
    private readonly RecoveryWatch recovery = new(levels, parameters);

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
        var answers = day.Answers.Total;
        var seen = state with { FirstDay = state.FirstDay ?? day.Day, LastDay = day.Day, Pace = state.Pace.Plus(gap, answers) };
        var most = Math.Max(parameters.LeastAnswers, parameters.BurstDays * (state.Pace.Days > 0 ? state.Pace : seen.Pace).PerDayWithAnswers);
        var weighed = day.Answers.Times(Math.Min(1, most / answers));
        var sum = levels.SumOf(weighed);
        if (state.Fall is null)
        {
            seen = seen with
            {
                OverDispersion = state.OverDispersion.Plus(day.Day, answers, levels.SumOf(day.Answers), usual.Variance),
                Rhythm = state.Rhythm.Plus(day.Day.DayOfWeek, weighed.Total, sum),
            };
        }

        if (!IsReady(state, day.Day)) return (seen with { Baseline = Learned(seen, weighed) }, null);

        var even = sum - (weighed.Total * state.Rhythm.Of(day.Day.DayOfWeek, usual.Variance));
        var evidence = new Evidence(day, weighed, even, seen.OverDispersion.Factor, seen.Pace);
        if (seen.Fall is not { } fall) return WatchForFall(seen, evidence, usual);

        var (next, told) = recovery.Step(seen, fall, evidence, usual);
        return (told is DropEvent.Recovered ? next with { Baseline = Learned(next, next.Unlearned), Unlearned = zero.Answers } : next, told);
    }

    private bool IsReady(DropState state, LocalDate day)
    {
        if (state.FirstDay is not { } first) return false;
        var days = Period.DaysBetween(first, day);
        return state.Fall is not null
            || (days >= parameters.BaselineDays && state.Baseline.Total >= parameters.BaselineAnswers)
            || (days >= parameters.LongestLearningDays && state.Baseline.Total >= parameters.FewestBaselineAnswers);
    }

    private (DropState, DropEvent?) WatchForFall(DropState state, Evidence evidence, TiltedBaseline usual)
    {
        var (bank, most, mostOften) = (new Cusum[parameters.Drops.Count], zero, double.PositiveInfinity);
        for (var at = 0; at < bank.Length; at++)
        {
            var tilt = usual.Towards(parameters.Drops[at] / 100);
            bank[at] = evidence.AddTo(state.Bank[at], tilt, 1, parameters.FalseAlarmsPerYear / AlarmsOfBank, parameters.ChanceAfterOneDay, zero);
            var often = AlarmsOfBank * evidence.PerYear(bank[at], tilt, state.Baseline.Total);
            if (bank[at].Height > 0 && often < mostOften) (most, mostOften) = (bank[at], often);
        }

        if (mostOften <= parameters.FalseAlarmsPerYear && IsConfirmed(most, state, usual)) return Fell(state, evidence.Day.Day, most, mostOften);

        var up = usual.Towards(-parameters.Rise / 100);
        var rise = evidence.AddTo(state.Rise, up, 1, parameters.FalseRisesPerYear, parameters.ChanceAfterOneDay, zero);
        if (rise.Answers.Total >= parameters.LastingAnswers && evidence.PerYear(rise, up, state.Baseline.Total) <= parameters.FalseRisesPerYear)
            return (Calm(state) with { Baseline = rise.Answers }, null);

        var (unlearned, next) = (state.Unlearned.Plus(evidence.Weighed), state with { Rise = rise });
        if (bank.Any(cusum => cusum.Height > 0) && !IsStalled(state, unlearned, bank, evidence.Day.Day)) return (next with { Bank = bank, Unlearned = unlearned }, null);
        return (Calm(next) with { Baseline = Learned(state, unlearned), Rise = rise }, null);
    }

    private (DropState, DropEvent) Fell(DropState state, LocalDate day, Cusum most, double perYear)
    {
        var fell = new DropEvent.Fell(most.Since!.Value, day, levels.FigureOf(state.Baseline)!, levels.FigureOf(most.Answers)!, WeeksPerYear / perYear);
        return (Calm(state) with { OverDispersion = state.OverDispersion.Interrupted(), Fall = new(fell.Since, most.Answers, zero) }, fell);
    }

    /// <summary>Nothing is on its way.</summary>
    private DropState Calm(DropState state) => state with { Bank = [.. state.Bank.Select(_ => zero)], Rise = zero, Unlearned = zero.Answers };

    /// <summary>The two windows, before and since, differ by enough to matter and by more than chance: by their own variances, whatever the CUSUM assumed.</summary>
    private bool IsConfirmed(Cusum cusum, DropState state, TiltedBaseline usual)
    {
        if (cusum.Answers.Total < parameters.LeastAnswers || cusum.Days < parameters.LeastDays) return false;
        var since = new TiltedBaseline(levels, cusum.Answers);
        var (drop, variance) = (usual.Mean - since.Mean, state.OverDispersion.Factor * ((usual.Variance / state.Baseline.Total) + (since.Variance / cusum.Weighed)));
        return drop >= parameters.LeastDrop / 100 && drop >= Confirming * Math.Sqrt(variance);
    }

    /// <summary>Up for long and still no alarm: the score moved by less than matters, or the baseline was wrong from the start.</summary>
    private bool IsStalled(DropState state, Tally unlearned, Cusum[] bank, LocalDate day) =>
        unlearned.Total >= Math.Min(parameters.LongestUnlearned, 3 * state.Baseline.Total)
        && Period.DaysBetween(bank.Min(cusum => cusum.Since ?? day), day) >= parameters.LastingDays;

    /// <summary>Both count alike until the memory is full; then older answers fade.</summary>
    private Tally Learned(DropState state, Tally answers)
    {
        var memory = Math.Max(parameters.MemoryAnswers, parameters.MemoryDays * state.Pace.PerDayWithAnswers * state.Pace.ShareOfDays);
        var kept = state.Baseline.Total == 0 ? 1 : Math.Clamp((memory - answers.Total) / state.Baseline.Total, 0, 1);
        return state.Baseline.Plus(answers, kept);
    }
}
