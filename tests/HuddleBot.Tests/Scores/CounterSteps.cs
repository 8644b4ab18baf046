using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Feedback;
using NodaTime;

namespace HuddleBot.Tests.Scores;

/// <summary>What can happen to a team's answers and counters. Each process may be killed at one of its commits.</summary>
public abstract record CounterStep(CounterStop? Stop)
{
    /// <summary>Stores, changes and repeats responses, some of them several times in one delivery.</summary>
    public sealed record Deliver(IReadOnlyList<GivenAnswer> Answers, CounterStop? Stop) : CounterStep(Stop);

    /// <summary>The latest delivery once more, as a survey tool does that has heard no answer.</summary>
    public sealed record DeliverAgain(CounterStop? Stop) : CounterStep(Stop);

    /// <summary>What matched no team becomes this team's.</summary>
    public sealed record Route(CounterStop? Stop) : CounterStep(Stop);

    public sealed record Fold(CounterStop? Stop) : CounterStep(Stop);

    /// <param name="IsCounted">Its new days are counted now; else another step does it, or nobody before the end.</param>
    public sealed record Move(string Zone, bool IsCounted, CounterStop? Stop) : CounterStep(Stop);

    public sealed record Repeat(CounterStop? Stop) : CounterStep(Stop);

    public sealed record Ask(CounterStop? Stop) : CounterStep(Stop);

    public static Arbitrary<IReadOnlyList<CounterStep>> Sequences()
    {
        var stop = Gen.Frequency((3, Gen.Constant<CounterStop?>(null)), (1, from commit in Gen.Choose(1, 4) from after in Gen.Elements(true, false) select (CounterStop?)new CounterStop(commit, after)));
        var answer =
            from id in Gen.Choose(0, 9)
            from score in Gen.Elements<Score?>([null, .. Scores()])
            from hours in Gen.Choose(-60, 60)
            from touchpoint in Gen.Elements(null, "arrival", "Arrival", " ARRIVAL", "departure", "check  in", "Check In")
            from segment in Gen.Elements(null, "business", "Business", "arrival")
            from comment in Gen.Elements(null, "The tap drips.")
            from isElsewhere in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new GivenAnswer(id, score, hours, touchpoint, segment, comment, isElsewhere);
        var deliver = from some in Gen.Choose(1, 6).SelectMany(count => Gen.ArrayOf(answer, count)) from at in stop select (CounterStep)new Deliver(some, at);
        var step = Gen.Frequency(
            (8, deliver),
            (2, stop.Select(at => (CounterStep)new DeliverAgain(at))),
            (1, stop.Select(at => (CounterStep)new Route(at))),
            (5, stop.Select(at => (CounterStep)new Fold(at))),
            (1, from zone in Gen.Elements("Europe/London", "Pacific/Auckland", "America/Los_Angeles") from isCounted in Gen.Elements(true, false) from at in stop select (CounterStep)new Move(zone, isCounted, at)),
            (1, stop.Select(at => (CounterStep)new Repeat(at))),
            (2, stop.Select(at => (CounterStep)new Ask(at))));
        return Gen.ListOf(step).Select(steps => (IReadOnlyList<CounterStep>)[.. steps]).ToArbitrary();
    }

    /// <summary>Two scales of stars and of CSAT: the first are series of their own, the others count together.</summary>
    private static IEnumerable<Score> Scores() =>
        from kind in (IEnumerable<(Metric Metric, int Min, int Max, double[] Values)>)
            [(Metric.Nps, 0, 10, [0, 9]), (Metric.Stars, 1, 5, [1, 4.5]), (Metric.Stars, 1, 10, [4.5]), (Metric.Csat, 1, 5, [4]), (Metric.Csat, -5, 7, [4, 0, -0.0, -2])]
        from value in kind.Values
        select Score.Create(kind.Metric, value, Scale.TryCreate(kind.Min, kind.Max)!.Value).Score!;
}

/// <param name="Commit">At which of its commits the process is killed, from 1.</param>
/// <param name="IsAfter">The commit is done.</param>
public sealed record CounterStop(int Commit, bool IsAfter);

public sealed record GivenAnswer(int Id, Score? Score, int Hours, string? Touchpoint, string? Segment, string? Comment, bool IsElsewhere)
{
    internal Response Of(CountedTeam team) => team.Response($"r-{Id}", Score, CountedTeam.Noon + Duration.FromHours(Hours), Touchpoint, Segment, Comment, IsElsewhere);
}
