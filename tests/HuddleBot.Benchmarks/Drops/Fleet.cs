using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Benchmarks.Drops;

/// <summary>Teams that are watched as a whole and at four touchpoints; the whole is the touchpoints together.</summary>
internal static class Fleet
{
    private const int Teams = 500;
    private static readonly double[] Touchpoints = [0.4, 0.3, 0.2, 0.1];

    /// <param name="feedOf">A team's, all touchpoints together.</param>
    /// <returns>Per team and year.</returns>
    public static Alarms FalseAlarms(Func<Dice, Feed> feedOf, int teams, int years, ulong seed)
    {
        var parameters = new DropParameters { FalseAlarmsPerYear = DropParameters.BudgetOfSeries(Teams, Touchpoints.Length + 1) };
        var detector = new DropDetector(AnswerLevels.Nps, parameters);
        var told = new int[teams];
        Trials.Each(teams, at =>
        {
            var dice = new Dice(Trials.Seed(seed, at));
            var feed = feedOf(dice);
            var parts = Touchpoints.Select(share => (feed with { PerDay = share * feed.PerDay }).Days(dice).GetEnumerator()).ToList();
            var states = parts.Select(_ => detector.Start()).Append(detector.Start()).ToArray();
            for (var day = 0; day < years * 365; day++)
            {
                Tally? whole = null;
                for (var part = 0; part < parts.Count; part++)
                {
                    if (!parts[part].MoveNext()) throw new InvalidOperationException("a feed has no end");
                    told[at] += Step(detector, ref states[part], parts[part].Current);
                    whole = whole?.Plus(parts[part].Current.Answers) ?? parts[part].Current.Answers;
                }

                told[at] += Step(detector, ref states[^1], parts[0].Current with { Answers = whole! });
            }
        });
        return new(told.Sum(), 0, teams * (double)years);
    }

    private static int Step(DropDetector detector, ref DropState state, DayOfAnswers day)
    {
        (state, var told) = detector.Step(state, day);
        return told is DropEvent.Fell ? 1 : 0;
    }
}
