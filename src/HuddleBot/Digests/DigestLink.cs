using System.Text.Json;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Digests;

/// <summary>What an address of a digest's numbers holds: which they are, not the numbers, which are counted when somebody fetches them.</summary>
/// <param name="Until">The first day (UTC) on which it does not work any more.</param>
internal sealed record DigestLink(DigestScope Scope, DigestPeriod Period, LocalDate Until)
{
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(
        (string?[])[(Scope as DigestScope.TeamsOf)?.Manager.ToString(), Period.Span.ToString(), Date.Format(Period.First), Period.Zone.Id, Date.Format(Until)]);

    /// <summary>Null: it was written by another version of this program, or the zone is not known any more.</summary>
    /// <param name="bytes">Of <see cref="Write"/>, and proven to be so.</param>
    public static DigestLink? Read(byte[] bytes) =>
        JsonSerializer.Deserialize<string?[]>(bytes) is [var manager, { } span, { } first, { } zone, { } until] && Enum.TryParse<DigestSpan>(span, out var known) && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } there
            ? new(manager is null ? new DigestScope.WholeCompany() : new DigestScope.TeamsOf(PersonId.Parse(manager)), new(known, Date.Parse(first).Value, there), Date.Parse(until).Value)
            : null;
}
