using System.Globalization;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>
/// Where a page of the queue begins or ends: at an entry as it stood when the page was shown. What is decided meanwhile shifts nothing: the page after it begins with the first
/// entry that comes after that place in the order, whether the entry itself is still there or not.
/// </summary>
/// <param name="IsBefore">What comes before the place is wanted, not what comes after it.</param>
/// <param name="At">When the first of these pages was shown: what weighs how much stays as it was then, so that nothing overtakes the place while somebody turns the pages.</param>
/// <param name="UsualValue">What a customer was usually worth then: see <see cref="EscalationWeight.Reckon"/>.</param>
public sealed record QueueMark(bool IsBefore, Instant At, double UsualValue, QueuePlace Place)
{
    private const char Separator = '_';

    /// <summary>Less than 180 characters, and no full stop but in the key.</summary>
    public override string ToString() => string.Join(
        Separator, IsBefore ? "before" : "after", Text(At), Text(UsualValue), Text(Place.Weight), Place.Due is { } due ? Text(due) : "", Text(Place.AskedAt), Place.Key.Replace('.', '*'));

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static QueueMark? TryParse(string text) =>
        text.Split(Separator) is [("before" or "after") and var side, var at, var usual, var weight, var due, var asked, { Length: > 0 } key]
        && InstantIn(at) is { } shown && NumberIn(usual) is { } value && NumberIn(weight) is { } heavy && InstantIn(asked) is { } askedAt && (due.Length == 0 || InstantIn(due) is not null)
            ? new(side == "before", shown, value, new(heavy, InstantIn(due), askedAt, key.Replace('*', '.')))
            : null;

    private static string Text(Instant instant) => instant.ToUnixTimeTicks().ToString("x", CultureInfo.InvariantCulture);

    private static string Text(double number) => BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture);

    private static Instant? InstantIn(string text) =>
        Bits(text) is { } ticks && ticks >= Instant.MinValue.ToUnixTimeTicks() && ticks <= Instant.MaxValue.ToUnixTimeTicks() ? Instant.FromUnixTimeTicks(ticks) : null;

    private static double? NumberIn(string text) => Bits(text) is { } bits && BitConverter.Int64BitsToDouble(bits) is var number && double.IsFinite(number) ? number : null;

    private static long? Bits(string text) => long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) ? bits : null;
}

/// <summary>Where an entry stands in the queue. Two are never in the same place, so no page has what another has.</summary>
/// <param name="Weight">0 where the order is another.</param>
/// <param name="Due">Null: it has no clock, and comes last.</param>
/// <param name="Key"><see cref="OpenItem.Key"/>.</param>
public sealed record QueuePlace(double Weight, Instant? Due, Instant AskedAt, string Key)
{
    /// <summary>What comes first compares as less.</summary>
    public static Comparer<QueuePlace> In(QueueOrder order) => Comparer<QueuePlace>.Create((one, other) =>
    {
        var first = order == QueueOrder.Weight ? other.Weight.CompareTo(one.Weight) : 0;
        if (first == 0 && order != QueueOrder.Age) first = one.DueOrLast.CompareTo(other.DueOrLast);
        if (first == 0) first = one.AskedAt.CompareTo(other.AskedAt);
        return first == 0 ? string.CompareOrdinal(one.Key, other.Key) : first;
    });

    private Instant DueOrLast => Due ?? Instant.MaxValue;
}
