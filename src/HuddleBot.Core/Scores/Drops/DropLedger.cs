using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>What a team's falls become by what was seen of its series. Pure.</summary>
/// <param name="last">The last day that was looked at.</param>
internal sealed class DropLedger(TeamId team, IReadOnlyList<ScoreDrop> known, LocalDate last, Instant now)
{
    /// <summary>What was found in a day longer ago, after an outage or in the history of a first start, is noted and not told.</summary>
    public const int DaysOfNews = 7;

    /// <summary>What falls in so many days after a fall was found is part of it: the whole and its parts cross their bounds on different days.</summary>
    private const int DaysOfOneFall = 7;

    private readonly List<ScoreDrop> drops = [.. known];

    /// <summary>Those that are new or not what they were, in the order of their finding.</summary>
    public IReadOnlyList<ScoreDrop> Changed => [.. drops.Where(drop => !known.Contains(drop)).Select(WithoutOldNews)];

    public bool IsNew(ScoreDrop drop) => known.All(one => one.Id != drop.Id);

    /// <summary>What the card is about has just come back. A fall that came and went unseen is not told either.</summary>
    public bool IsBack(ScoreDrop drop) => drop is { IsTold: true, Head.End: DropEvent.Recovered } && known.Any(one => one.Id == drop.Id && one.IsDown);

    /// <param name="looks">The series that the card would be about before the others.</param>
    public void Take(IEnumerable<SeriesLook> looks)
    {
        var all = looks.ToList();
        var seen = all.SelectMany(look => look.Events.Select(@event => (look.After.Series, Event: @event, Day: DayOf(@event), look.IsAnew)));
        foreach (var (series, @event, day, isAnew) in seen.OrderBy(one => one.Day))
        {
            if (@event is not DropEvent.Fell fell) End(series, @event);

            // What it was then is decided: a series that is learned anew alarms of no past day again.
            else if (!isAnew || IsNews(day)) Fall(series, fell);
        }

        // By all that is known now, a fall that was told is the usual level, or was none.
        foreach (var look in all.Where(look => look.IsAnew && look.After.State.Fall is null))
        {
            if (DownOf(look.After.Series) is { } fallen) End(look.After.Series, new DropEvent.BecameUsual(fallen.Fell.Since, last, fallen.Fell.Before, fallen.Fell.After));
        }
    }

    private void Fall(SeriesId series, DropEvent.Fell fell)
    {
        if (DownOf(series) is not null || drops.Exists(drop => drop.Id == IdOf(series, fell))) return;
        var (one, isTold) = (new FallenSeries(series, fell, null), IsNews(fell.SeenOn));
        var at = drops.FindLastIndex(drop => drop.IsDown && fell.Since <= drop.SeenOn.PlusDays(DaysOfOneFall) && (drop.IsTold || !isTold));
        if (at >= 0) drops[at] = drops[at] with { Series = [.. drops[at].Series, one] };
        else drops.Add(new(IdOf(series, fell), now, isTold, [one], null, []));
    }

    /// <summary>What ended before the fall was found was another one: a series that is learned anew goes through them again.</summary>
    private void End(SeriesId series, DropEvent end)
    {
        var at = drops.FindLastIndex(drop => drop.Series.Any(IsEnded));
        if (at >= 0) drops[at] = drops[at] with { Series = [.. drops[at].Series.Select(one => IsEnded(one) ? one with { End = end } : one)] };

        bool IsEnded(FallenSeries one) => one.Series == series && one.End is null && one.Fell.SeenOn < DayOf(end);
    }

    private FallenSeries? DownOf(SeriesId series) => drops.SelectMany(drop => drop.Series).LastOrDefault(one => one.Series == series && one.End is null);

    private bool IsNews(LocalDate day) => day > last.PlusDays(-DaysOfNews);

    private ScoreDrop WithoutOldNews(ScoreDrop drop) => IsNew(drop) && !drop.IsDown ? drop with { IsTold = false } : drop;

    private IssueId IdOf(SeriesId series, DropEvent.Fell fell) => IssueId.Raised(team, $"drop {series.Key} {fell.SeenOn:uuuu-MM-dd}");

    private static LocalDate DayOf(DropEvent @event) => @event switch
    {
        DropEvent.Fell fell => fell.SeenOn,
        DropEvent.Recovered back => back.SeenOn,
        DropEvent.BecameUsual usual => usual.SeenOn,
        _ => throw new ArgumentOutOfRangeException(nameof(@event), @event, "no such event"),
    };
}
