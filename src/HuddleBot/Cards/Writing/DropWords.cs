using System.Globalization;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Cards.Writing;

/// <summary>A fall of the score in words.</summary>
internal static class DropWords
{
    /// <summary>What is rarer is said to be rarer: nobody has watched for longer.</summary>
    private const double MostWeeks = 10_000;

    /// <summary>So many of the others that fell are told one by one.</summary>
    private const int Others = 3;

    /// <summary>"NPS has fallen since Tue 3 Nov", and once it is over how it ended; our own words alone.</summary>
    public static string Title(this CardWriter write, ScoreDrop drop) => drop.Head.End switch
    {
        DropEvent.Recovered => write.Say(Phrases.Drops.IsBack, write.NameOf(drop.Head.Series.Metric)),
        DropEvent.BecameUsual => write.Say(Phrases.Drops.IsUsual, write.NameOf(drop.Head.Series.Metric)),
        _ => write.Say(Phrases.Drops.Fell, write.NameOf(drop.Head.Series.Metric), write.Day(drop.Since)),
    };

    /// <summary>From what to what, which part moved most, and what fell with it.</summary>
    public static IEnumerable<string> Figures(this CardWriter write, ScoreDrop drop)
    {
        var (head, fell) = (drop.Head, drop.Head.Fell);
        yield return write.Say(Phrases.Drops.FromTo, write.Figure(head.Series, fell.Before), write.Figure(head.Series, fell.After));
        if (drop.MovedMost is { } moved)
            yield return write.Say(Phrases.Drops.Moved, PartOf(moved.Series), write.Figure(moved.Series, moved.Before), write.Figure(moved.Series, moved.After));

        // What moved most has been told.
        var others = drop.Series.Skip(1).Where(one => one.Series != drop.MovedMost?.Series).ToList();
        foreach (var other in others.Take(Others))
        {
            yield return write.Say(
                Phrases.Drops.Also, write.NameOf(other.Series), write.Figure(other.Series, other.Fell.Before), write.Figure(other.Series, other.Fell.After), write.Day(other.Fell.Since));
        }

        if (others.Count - Others is > 0 and var more) yield return write.Say(Phrases.Drops.More, more.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>How it ended; null: it goes on.</summary>
    public static string? Ending(this CardWriter write, FallenSeries fallen) => fallen.End switch
    {
        DropEvent.Recovered back => write.Say(Phrases.Drops.Back, write.Day(back.Since), write.Figure(fallen.Series, back.Now)),
        DropEvent.BecameUsual => write.Say(Phrases.Drops.Usual),
        _ => null,
    };

    /// <summary>In two figures, since it is no more exact than that; our own words.</summary>
    public static string Chance(this CardWriter write, DropEvent.Fell fell)
    {
        var scale = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, fell.ByChanceOnceInWeeks))) - 1));
        return fell.ByChanceOnceInWeeks > MostWeeks
            ? write.Say(Phrases.Drops.Rarely, CardWriter.Grouped(MostWeeks))
            : write.Say(Phrases.Drops.Chance, CardWriter.Grouped(Math.Max(1, Math.Round(fell.ByChanceOnceInWeeks / scale) * scale)));
    }

    /// <summary>One line for a notification.</summary>
    public static string Notice(this CardWriter write, FrontlineTeam team, ScoreDrop drop)
    {
        var (metric, fell, whose) = (drop.Head.Series.Metric, drop.Head.Fell, write.TitleOf(team, drop.Head.Series.Part));
        return drop.IsDown
            ? write.Say(Phrases.Drops.Notice, write.Title(drop), write.Value(metric, fell.Before.Value), write.Value(metric, fell.After.Value), whose)
            : write.Say(Phrases.Lines.Told, write.Title(drop), whose);
    }

    /// <summary>"31 (22 to 40, 57 answers)".</summary>
    public static string Figure(this CardWriter write, SeriesId series, ScoreFigure figure) => write.Figure(series.Metric, figure);

    /// <inheritdoc cref="Figure(CardWriter, SeriesId, ScoreFigure)"/>
    public static string Figure(this CardWriter write, Metric metric, ScoreFigure figure) => write.Say(
        Phrases.Drops.Figure, write.Value(metric, figure.Value), write.Value(metric, figure.Low), write.Value(metric, figure.High), write.Answers(figure.Answers));

    private static string NameOf(this CardWriter write, SeriesId series) =>
        write.Say(Phrases.Drops.Part, write.NameOf(series.Metric), series.Part is SeriesPart.Whole ? write.Say(Phrases.Effects.Everything) : PartOf(series));

    private static string PartOf(SeriesId series) => CardWriter.CapitalFirst(DisplayText.Line(series.Part.Spelling ?? "", CardLengths.AttributeValue));
}
