using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>A huddle that lies back, as far as it matters to whose turn it is.</summary>
/// <param name="Lead">Who led it, or was to; null: nobody.</param>
public sealed record PastHuddle(HuddleId Id, HuddlePhase Phase, Instant StartsAt, Actor? Lead, IReadOnlyList<Actor> Present);

/// <summary>Whose turn it is to lead: who has led least in relation to the times they were there, then who led longest ago, then in a fixed order. Pure.</summary>
public static class LeadRotation
{
    /// <param name="listed">Who takes turns; empty: whoever was there in one of <paramref name="past"/>.</param>
    /// <param name="past">The huddles of late, in any order. A turn that somebody had and did not take counts as taken, or they would have all of them.</param>
    /// <param name="out">Who cannot, this time.</param>
    /// <returns>Null: there is nobody.</returns>
    public static PersonId? Next(IReadOnlyList<PersonId> listed, IReadOnlyCollection<PastHuddle> past, IReadOnlySet<PersonId> @out)
    {
        IEnumerable<PersonId> candidates = listed.Count > 0
            ? listed.Distinct()
            : past.SelectMany(huddle => huddle.Present).Select(person => person.Id).Distinct().OrderBy(person => person.ToString(), StringComparer.Ordinal);

        // A sort of this kind keeps the order of those who are equal.
        return candidates.Where(person => !@out.Contains(person)).Select(person => TurnsOf(person, past)).OrderBy(turns => turns, Comparer<Turns>.Create(Compare)).FirstOrDefault()?.Person;
    }

    private static Turns TurnsOf(PersonId person, IReadOnlyCollection<PastHuddle> past)
    {
        var led = past.Where(huddle => huddle.Lead?.Id == person).ToList();
        var there = past.Count(huddle => huddle.Lead?.Id == person || huddle.Present.Any(one => one.Id == person));
        return new(person, led.Count, Math.Max(1, there), led.Count == 0 ? Instant.MinValue : led.Max(huddle => huddle.StartsAt));
    }

    private static int Compare(Turns a, Turns b)
    {
        // a.Led / a.There against b.Led / b.There, without fractions.
        var share = (a.Led * b.There).CompareTo(b.Led * a.There);
        return share != 0 ? share : a.LastLed.CompareTo(b.LastLed);
    }

    private sealed record Turns(PersonId Person, int Led, int There, Instant LastLed);
}
