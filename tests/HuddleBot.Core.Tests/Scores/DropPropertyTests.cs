using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Benchmarks.Drops;
using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Core.Tests.Scores;

/// <summary>
/// For any answers: heights are never below zero; worse answers never lower a CUSUM; a state holds no more than the days gave; alarms and recoveries take
/// turns; the same days give the same events.
/// </summary>
public sealed class DropPropertyTests
{
    private static readonly DropParameters Parameters = new() { FalseAlarmsPerYear = 2 };

    [Fact]
    public void A_CUSUM_is_never_below_zero_and_alarms_and_their_ends_take_turns() => Prop.ForAll<int>(seed =>
    {
        var (detector, dice) = (new DropDetector(AnswerLevels.Nps, Parameters), new Dice((ulong)seed));
        var (state, isDown, given) = (detector.Start(), false, 0.0);
        foreach (var day in Wild(dice, 400))
        {
            given += day.Answers.Total;
            (state, var told) = detector.Step(state, day);
            var cusums = state.Bank.Append(state.Rise).Append(state.Fall?.Recovery ?? state.Rise);
            if (cusums.Any(cusum => !(cusum.Height >= 0) || cusum.Since > day.Day || cusum.Answers.Total > given)) return false;
            if (state.OverDispersion.Factor < 1 || !(state.Baseline.Total <= given + 1e-6)) return false;
            if (told is not null && told is DropEvent.Fell == isDown) return false;
            isDown = state.Fall is not null;
            if (told is DropEvent.Fell fell && !(fell.Before.Value > fell.After.Value && fell.Since <= fell.SeenOn && fell.SeenOn == day.Day)) return false;
        }

        return true;
    }).Check(Settings(60));

    [Fact]
    public void Worse_answers_never_lower_a_CUSUM() => Prop.ForAll<int>(seed =>
    {
        var (detector, dice) = (new DropDetector(AnswerLevels.Nps, Parameters), new Dice((ulong)seed));
        var state = detector.Start();
        foreach (var day in new Feed(new(0.5, 0.2), 8).Days(dice).Take(100)) state = detector.Step(state, day).State;
        var (next, counts) = (state.LastDay!.Value.PlusDays(1), new[] { dice.Poisson(3), 1.0 + dice.Poisson(3), 1.0 + dice.Poisson(6) });
        var better = detector.Step(state, new(next, Tally.Of(counts)));
        var worse = detector.Step(state, new(next, Tally.Of(counts[0] + 1, counts[1], counts[2] - 1)));
        if (state.Fall is not null || worse.Told is DropEvent.Fell) return true;
        return better.Told is null && better.State.Bank.Zip(worse.State.Bank).All(pair => pair.Second.Height >= pair.First.Height - 1e-9);
    }).Check(Settings(200));

    [Fact]
    public void The_same_days_give_the_same_events() => Prop.ForAll<int>(seed =>
    {
        List<DropEvent?> Events()
        {
            var detector = new DropDetector(AnswerLevels.Nps, Parameters);
            var (state, told) = (detector.Start(), new List<DropEvent?>());
            foreach (var day in Wild(new Dice((ulong)seed), 300))
            {
                (state, var now) = detector.Step(state, day);
                told.Add(now);
            }

            return told;
        }

        return Events().SequenceEqual(Events());
    }).Check(Settings(30));

    /// <summary>Levels that jump, days without answers, bursts, days of promoters alone.</summary>
    private static IEnumerable<DayOfAnswers> Wild(Dice dice, int days)
    {
        var level = 0.3;
        for (var day = 0; day < days; day++)
        {
            if (dice.Next() < 0.01) level = dice.Next();
            var answers = dice.Next() < 0.2 ? 0 : dice.Poisson(dice.Next() < 0.02 ? 200 : 15);
            var (down, up) = (dice.Poisson(answers * level), dice.Poisson(answers * (1 - level)));
            yield return new(Feed.FirstDay.PlusDays(day), Tally.Of(down, answers / 3, up));
        }
    }

    private static Config Settings(int times) => Config.QuickThrowOnFailure.WithMaxTest(times);
}
