using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Benchmarks.Replay;

/// <summary>A company that the reviews could be of: who its teams are, and what of a review is its touchpoint.</summary>
/// <param name="TeamOf">Null or empty: nobody's.</param>
internal sealed record Company(string Name, Func<Response, string?> TeamOf, Func<Response, string?> TouchpointOf)
{
    public static readonly IReadOnlyList<Company> All =
    [
        new("one team for everything", _ => "everything", _ => null),
        new("airports, with their lounges as touchpoints", response => response.Attributes.GetValueOrDefault("airport"), response => response.Attributes.GetValueOrDefault("airline")),
        new("airlines, with their airports as touchpoints", response => response.Attributes.GetValueOrDefault("airline"), response => response.Attributes.GetValueOrDefault("airport")),
    ];

    /// <summary>The series that the bot would watch, counted as it counts them.</summary>
    public IReadOnlyList<ReviewSeries> SeriesOf(IReadOnlyList<Response> reviews)
    {
        var least = new DropParameters().FewestBaselineAnswers;
        var teams = reviews.Where(review => !string.IsNullOrWhiteSpace(TeamOf(review))).GroupBy(review => TeamOf(review)!.Trim(), StringComparer.OrdinalIgnoreCase)
            .Select(team => (team.Key, Series: Counted(team).Where(one => one.Reviews.Count >= least).ToList())).Where(team => team.Series.Count > 0).ToList();
        return
        [
            .. from team in teams
               from one in team.Series
               select new ReviewSeries(team.Key, one.Series, one.Reviews, DropParameters.BudgetOfSeries(teams.Count, team.Series.Count)),
        ];
    }

    private IEnumerable<(SeriesId Series, IReadOnlyList<Response> Reviews)> Counted(IEnumerable<Response> reviews) =>
        from review in reviews.Select(review => review with { Touchpoint = TouchpointOf(review) })
        let answer = CountedAnswer.Of(review)
        where answer is not null
        from series in answer.Series
        group review by series into one
        select (one.Key, (IReadOnlyList<Response>)[.. one]);
}

/// <param name="Reviews">In the order of their dates.</param>
/// <param name="Allowed">False alarms in a year.</param>
internal sealed record ReviewSeries(string Team, SeriesId Series, IReadOnlyList<Response> Reviews, double Allowed)
{
    public string Name => Series.Part is SeriesPart.Touchpoint touchpoint ? $"{Team}, {touchpoint.Name}" : Team;

    public double Years => Period.DaysBetween(DayOf(Reviews[0]), DayOf(Reviews[^1])) / 365.25;

    public static LocalDate DayOf(Response review) => review.AnsweredAt.InUtc().Date;

    /// <summary>What the detector tells of the series, day by day, counted as the counters keep it.</summary>
    /// <param name="allowed">False alarms in a year.</param>
    public IReadOnlyList<DropEvent> Told(double allowed)
    {
        var levels = AnswerLevels.Of(Series.Metric, Series.Scale);
        var (detector, events) = (new DropDetector(levels, new() { FalseAlarmsPerYear = allowed }), new List<DropEvent>());
        var state = detector.Start();
        foreach (var day in Reviews.GroupBy(DayOf))
        {
            (state, var told) = detector.Step(state, new(day.Key, levels.TallyOf(ScoreHistogram.Of(day.Select(review => review.Score!)))));
            if (told is not null) events.Add(told);
        }

        return events;
    }
}
