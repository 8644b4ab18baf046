using NodaTime;

namespace HuddleBot.Core.Digests;

public enum DigestSpan
{
    /// <summary>Seven days, from whatever day of the week.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar quarter.</summary>
    Quarter,
}

/// <summary>The days that a digest is about, of the zone of whoever reads it.</summary>
public sealed record DigestPeriod
{
    /// <param name="first">Its first day: of a month or quarter, the first of it.</param>
    /// <exception cref="ArgumentException">The day is not the first of a month, or of a quarter.</exception>
    public DigestPeriod(DigestSpan span, LocalDate first, DateTimeZone zone)
    {
        if (span != DigestSpan.Week && first != FirstOf(span, first)) throw new ArgumentException($"no {span} begins on {first}", nameof(first));
        (Span, First, Zone) = (span, first, zone);
    }

    public DigestSpan Span { get; }

    public LocalDate First { get; }

    public DateTimeZone Zone { get; }

    /// <summary>Both ends included.</summary>
    public DateInterval Days => new(First, NextFirst.PlusDays(-1));

    /// <summary>The first moment that is in it.</summary>
    public Instant Start => First.AtStartOfDayInZone(Zone).ToInstant();

    /// <summary>The first moment that is in it no more.</summary>
    public Instant End => NextFirst.AtStartOfDayInZone(Zone).ToInstant();

    /// <summary>The one that ends where this begins: seven days, the calendar month or the quarter before.</summary>
    public DigestPeriod Before => new(Span, Span switch { DigestSpan.Week => First.PlusDays(-7), DigestSpan.Month => First.PlusMonths(-1), _ => First.PlusMonths(-3) }, Zone);

    /// <summary>The last whole one before a day: the seven days up to the day before it, the last calendar month or quarter that is over.</summary>
    public static DigestPeriod LastBefore(DigestSpan span, LocalDate day, DateTimeZone zone) =>
        span == DigestSpan.Week ? new(span, day.PlusDays(-7), zone) : new DigestPeriod(span, FirstOf(span, day), zone).Before;

    private LocalDate NextFirst => Span switch { DigestSpan.Week => First.PlusDays(7), DigestSpan.Month => First.PlusMonths(1), _ => First.PlusMonths(3) };

    private static LocalDate FirstOf(DigestSpan span, LocalDate day) => span switch
    {
        DigestSpan.Week => day,
        DigestSpan.Month => new(day.Year, day.Month, 1),
        DigestSpan.Quarter => new(day.Year, day.Month - ((day.Month - 1) % 3), 1),
        _ => throw new ArgumentOutOfRangeException(nameof(span), span, "no such span"),
    };
}
