using HuddleBot.Benchmarks.Drops;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Benchmarks.Effects;

/// <summary>Teams of one company, as they may be in the world. In shares: 0.1 is ten points.</summary>
/// <param name="PerDay">Answers expected on a day, of the team that has the fix; the others have between half and twice as many.</param>
/// <param name="Others">How many teams have not the fix.</param>
internal sealed record Region(Shares Usual, double PerDay, int Others)
{
    /// <summary>How many teams have the fix; more than one: it is a theme.</summary>
    public int Having { get; init; } = 1;

    /// <summary>Teams differ by so much, as a standard deviation.</summary>
    public double Levels { get; init; } = 0.05;

    /// <summary>The variance of weekly means, as a multiple of that of independent answers.</summary>
    public double Dispersion { get; init; } = 1;

    /// <summary>How much of a week's mood is still there in the next, 0 to 1.</summary>
    public double Memory { get; init; }

    /// <summary>How much lower the score is on Saturdays and Sundays; the other days are higher.</summary>
    public double Weekend { get; init; }

    /// <summary>Of all teams alike, up or down, in a year.</summary>
    public double TrendPerYear { get; init; }

    /// <summary>Of all teams alike: half the way from the best season to the worst.</summary>
    public double Season { get; init; }

    /// <summary>Each team's own slow way up and down: so much a year, as a standard deviation.</summary>
    public double OwnDrift { get; init; }

    /// <summary>The issue is raised in the worst of this many weeks of the first team, by what its customers answered; 1: at any time.</summary>
    public int WorstOfWeeks { get; init; } = 1;

    private const int Lead = 14, Days = 7 * (Lead + 26 + 9);

    /// <summary>What happened once: the answers, the day of the evidence and that of the fix.</summary>
    /// <param name="effect">What the fix does, from its day on.</param>
    public Story Tell(Dice dice, double effect)
    {
        var (season, trend) = (2 * Math.PI * dice.Next(), dice.Next() < 0.5 ? -TrendPerYear : TrendPerYear);
        var teams = Enumerable.Range(0, Having + Others).Select(at => new Team(this, dice, at == 0 ? 1 : Math.Pow(2, (2 * dice.Next()) - 1), Common)).ToList();

        // Until something is known of the first team's customers nothing else can be: its weeks choose the day.
        var first = teams[0].Days(dice, 0, 7 * (Lead + Math.Max(2, WorstOfWeeks) + 2), _ => 0);
        var week = Lead + Enumerable.Range(0, WorstOfWeeks).MinBy(number => MeanOf(first, Lead + number));
        var evidence = (7 * week) + (int)(7 * dice.Next());
        var fixedOn = evidence + 3 + (int)(18 * dice.Next());
        var (from, to) = (evidence - (7 * Lead), Math.Min(Days, fixedOn + 35));

        // The answers after the fix are others than they were without it.
        first = [.. first.Take(fixedOn), .. teams[0].Days(dice, fixedOn, to, _ => effect)];
        var having = teams.Take(Having).Select((team, at) => new TeamAnswers(new($"team-{at}"), at == 0 ? first : team.Days(dice, from, to, number => number >= fixedOn ? effect : 0))).ToList();
        var others = teams.Skip(Having).Select((team, at) => new TeamAnswers(new($"other-{at}"), team.Days(dice, from, to, _ => 0))).ToList();
        return new(having, others, Feed.FirstDay.PlusDays(evidence), Feed.FirstDay.PlusDays(fixedOn));

        double Common(int number) => (Season * Math.Sin(season + (2 * Math.PI * number / 365.25))) + (trend * (number - (Days / 2)) / 365.25);
    }

    private static double MeanOf(List<DayOfAnswers> days, int week)
    {
        var answers = days.GetRange(7 * week, 7).Aggregate(Tally.Of(0, 0, 0), (sum, day) => sum.Plus(day.Answers));
        return answers.Total == 0 ? 1 : (answers.Counts[2] - answers.Counts[0]) / answers.Total;
    }

    private sealed class Team
    {
        private readonly Region region;
        private readonly Func<int, double> common;
        private readonly double perDay, level, drift;
        private readonly double[] moods;

        public Team(Region region, Dice dice, double times, Func<int, double> common)
        {
            (this.region, this.common, perDay, level, drift) = (region, common, times * region.PerDay, region.Levels * dice.Normal(), region.OwnDrift * dice.Normal());
            var spread = Math.Sqrt((region.Dispersion - 1) * region.Usual.Variance / (7 * perDay));
            moods = new double[(Region.Days / 7) + 1];
            for (var week = 0; week < moods.Length; week++)
                moods[week] = week == 0 ? spread * dice.Normal() : (region.Memory * moods[week - 1]) + (Math.Sqrt(1 - (region.Memory * region.Memory)) * spread * dice.Normal());
        }

        public List<DayOfAnswers> Days(Dice dice, int from, int to, Func<int, double> effect)
        {
            var days = new List<DayOfAnswers>();
            for (var number = from; number < to; number++)
            {
                var weekend = region.Weekend == 0 ? 0 : number % 7 >= 5 ? -region.Weekend * 5 / 7 : region.Weekend * 2 / 7;
                var at = region.Usual.Moved(level + common(number) + moods[number / 7] + weekend + (drift * (number - (Region.Days / 2)) / 365.25) + effect(number));
                var (answers, detractors, promoters) = (dice.Poisson(perDay), 0, 0);
                for (var answer = 0; answer < answers; answer++)
                {
                    var mood = dice.Next();
                    if (mood < at.Detractors) detractors++;
                    else if (mood >= 1 - at.Promoters) promoters++;
                }

                days.Add(new(Feed.FirstDay.PlusDays(number), Tally.Of(detractors, answers - detractors - promoters, promoters)));
            }

            return days;
        }
    }
}

/// <summary>A fix in a region.</summary>
internal sealed record Story(IReadOnlyList<TeamAnswers> Having, IReadOnlyList<TeamAnswers> Others, LocalDate Evidence, LocalDate FixedOn);
