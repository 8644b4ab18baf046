using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>
/// While a score is down: is it back, or is this the usual level by now? A fall is told once, however long it lasts and however much deeper it gets.
/// </summary>
internal sealed class RecoveryWatch(AnswerLevels levels, DropParameters parameters)
{
    // Of the fall that was seen, since an alarm comes when chance has added to it: a fall that was half of that is not yet a recovery.
    private const double ShareOfFall = 0.75;

    private readonly Cusum zero = Cusum.Zero(levels.Values.Count);

    /// <returns>After a recovery its answers are in <see cref="DropState.Unlearned"/>.</returns>
    public (DropState State, DropEvent? Told) Step(DropState state, OngoingFall fall, Evidence evidence, TiltedBaseline usual)
    {
        var day = evidence.Day.Day;
        var drop = Math.Max(parameters.Drops[0] / 100, ShareOfFall * (usual.Mean - MeanWhileDown(fall)));
        var tilt = usual.Towards(drop);
        var rising = evidence.AddTo(fall.Recovery, tilt, -1, parameters.FalseRecoveriesPerYear, parameters.ChanceAfterOneDay, zero);
        var answers = fall.Answers.Plus(evidence.Day.Answers);

        if (evidence.PerYear(rising, tilt, state.Baseline.Total) <= parameters.FalseRecoveriesPerYear && IsBack(rising, usual, drop))
        {
            var down = Tally.Of([.. answers.Counts.Zip(rising.Answers.Counts, (all, since) => all - since)]);
            var told = new DropEvent.Recovered(fall.Since, rising.Since!.Value, day, levels.FigureOf(down) ?? levels.FigureOf(answers)!, levels.FigureOf(rising.Answers)!);
            return (state with { Unlearned = rising.Answers, Fall = null }, told);
        }

        // What is on its way back is not called usual; but it may not be on its way for ever.
        var lasting = rising.Height > 0 ? 2 * parameters.LastingDays : parameters.LastingDays;
        if (Period.DaysBetween(fall.Since, day) < lasting || answers.Total < parameters.LastingAnswers)
            return (state with { Fall = fall with { Answers = answers, Recovery = rising } }, null);
        return (state with { Baseline = answers, Fall = null }, new DropEvent.BecameUsual(fall.Since, day, levels.FigureOf(state.Baseline)!, levels.FigureOf(answers)!));
    }

    private bool IsBack(Cusum rising, TiltedBaseline usual, double drop)
    {
        if (rising.Answers.Total < parameters.LeastAnswers || rising.Days < parameters.LeastDays) return false;
        return usual.Mean - levels.MeanOf(rising.Answers) <= Math.Max(parameters.LeastDrop / 100, drop / 4);
    }

    private double MeanWhileDown(OngoingFall fall)
    {
        var down = fall.Answers.Total - fall.Recovery.Answers.Total;
        return down < 1 ? levels.MeanOf(fall.Answers) : (levels.SumOf(fall.Answers) - levels.SumOf(fall.Recovery.Answers)) / down;
    }
}
