using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>All that is remembered of a series: a few dozen numbers.</summary>
/// <param name="Baseline">What is usual.</param>
/// <param name="Unlearned">Answers of a movement that may yet become an alarm.</param>
/// <param name="Bank">One CUSUM for each size of drop.</param>
/// <param name="Rise">A CUSUM of its own, for what is usual to start anew.</param>
/// <param name="FirstDay">With answers.</param>
/// <param name="LastDay">With answers.</param>
/// <param name="Fall">Null: the score is not down.</param>
public sealed record DropState(
    Tally Baseline,
    Tally Unlearned,
    IReadOnlyList<Cusum> Bank,
    Cusum Rise,
    OverDispersion OverDispersion,
    WeeklyRhythm Rhythm,
    AnswerPace Pace,
    LocalDate? FirstDay,
    LocalDate? LastDay,
    OngoingFall? Fall)
{
    /// <summary>Of a series of which nothing is known yet.</summary>
    public static DropState Start(AnswerLevels levels, DropParameters parameters) => Of(Tally.Of(new double[levels.Values.Count]), parameters);

    /// <summary>Of a series whose usual answers are known.</summary>
    public static DropState Of(Tally baseline, DropParameters parameters)
    {
        var zero = Cusum.Zero(baseline.Counts.Count);
        return new(baseline, zero.Answers, [.. parameters.Drops.Select(_ => zero)], zero, OverDispersion.None, WeeklyRhythm.None, AnswerPace.None, null, null, null);
    }
}

/// <param name="Since">When it began, as it seems.</param>
/// <param name="Answers">Since then.</param>
/// <param name="Recovery">Rises as answers look usual again.</param>
public sealed record OngoingFall(LocalDate Since, Tally Answers, Cusum Recovery);
