using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Huddles;

/// <summary>Least led in relation to the times there · longest ago · a fixed order · nobody who is away.</summary>
public sealed class LeadRotationTests
{
    private static readonly Actor[] People = [.. Enumerable.Range(0, 6).Select(number => Person($"U{number}", $"Person {number}"))];

    [Fact]
    public void Nobody_leads_a_team_of_which_nobody_was_ever_there() => Assert.Null(LeadRotation.Next([], [], new HashSet<PersonId>()));

    [Fact]
    public void Who_is_listed_takes_turns_in_the_order_of_the_list()
    {
        var listed = new[] { Ben.Id, Ana.Id, Mia.Id };
        var past = new List<PastHuddle>();
        for (var day = 0; day < 6; day++) past.Add(Past(day, LeadRotation.Next(listed, past, new HashSet<PersonId>())!, listed));
        Assert.Equal([Ben.Id, Ana.Id, Mia.Id, Ben.Id, Ana.Id, Mia.Id], past.Select(huddle => huddle.Lead!.Id));
    }

    [Fact]
    public void Who_is_away_is_passed_over_and_keeps_their_turn()
    {
        var listed = new[] { Ben.Id, Ana.Id };
        Assert.Equal(Ana.Id, LeadRotation.Next(listed, [], new HashSet<PersonId> { Ben.Id }));
        Assert.Equal(Ben.Id, LeadRotation.Next(listed, [Past(0, Ana.Id, listed)], new HashSet<PersonId>()));
    }

    [Fact]
    public void Who_is_there_half_as_often_leads_half_as_often()
    {
        var past = new List<PastHuddle>();
        for (var day = 0; day < 300; day++)
        {
            var there = day % 2 == 0 ? new[] { Ana.Id, Ben.Id } : [Ana.Id];
            var @out = day % 2 == 0 ? new HashSet<PersonId>() : [Ben.Id];
            past.Add(Past(day, LeadRotation.Next([Ana.Id, Ben.Id], past, @out)!, there));
        }

        Assert.InRange(past.Count(huddle => huddle.Lead!.Id == Ben.Id), 90, 110);
    }

    [Fact]
    public void A_turn_that_is_not_taken_goes_on_to_the_next_all_the_same()
    {
        var missed = new PastHuddle(Id(0), HuddlePhase.Missed, Now, Ben, []);
        Assert.Equal(Ana.Id, LeadRotation.Next([Ben.Id, Ana.Id], [missed], new HashSet<PersonId>()));
    }

    [Fact]
    public void Those_who_are_always_there_lead_equally_often_give_or_take_one() =>
        Prop.ForAll(Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (people, huddles) =>
        {
            PersonId[] there = [.. People.Take(people).Select(person => person.Id)];
            var past = new List<PastHuddle> { new(Id(0), HuddlePhase.Finished, Now, null, [.. People.Take(people)]) };
            for (var day = 1; day <= huddles; day++) past.Add(Past(day, LeadRotation.Next([], past, new HashSet<PersonId>())!, there));
            var led = there.Select(person => past.Count(huddle => huddle.Lead?.Id == person)).ToList();
            return led.Max() - led.Min() <= 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whoever_is_chosen_was_there_and_is_not_away_and_the_order_of_what_is_known_does_not_matter() =>
        Prop.ForAll(Pasts(), case_ =>
        {
            var chosen = LeadRotation.Next([], case_.Past, case_.Out);
            var there = case_.Past.SelectMany(huddle => huddle.Present).Select(person => person.Id).ToHashSet();
            return chosen == LeadRotation.Next([], case_.Shuffled, case_.Out) && (chosen is null ? there.IsSubsetOf(case_.Out) : there.Contains(chosen) && !case_.Out.Contains(chosen));
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<Case> Pasts()
    {
        var huddle =
            from day in Gen.Choose(0, 400)
            from present in Gen.SubListOf<Actor>(People)
            from lead in Gen.Elements(People.Append(null))
            select new PastHuddle(Id(day), HuddlePhase.Finished, Now + Duration.FromDays(day), lead, [.. present]);
        var cases =
            from past in Gen.ListOf(huddle)
            from shuffled in Gen.Shuffle<PastHuddle>(past)
            from away in Gen.SubListOf<Actor>(People)
            select new Case([.. past], [.. shuffled], away.Select(person => person.Id).ToHashSet());
        return cases.ToArbitrary();
    }

    private static HuddleId Id(int day) => new(FrontDesk.Id, new LocalDate(2025, 1, 1).PlusDays(day), HuddleSchedule.DefaultId);

    private static PastHuddle Past(int day, PersonId lead, IEnumerable<PersonId> there) =>
        new(Id(day), HuddlePhase.Finished, Now + Duration.FromDays(day), new(lead, "Lead"), [.. there.Select(person => new Actor(person, "There"))]);

    private sealed record Case(IReadOnlyList<PastHuddle> Past, IReadOnlyList<PastHuddle> Shuffled, IReadOnlySet<PersonId> Out);
}
