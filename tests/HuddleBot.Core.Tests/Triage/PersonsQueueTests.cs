using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Tests.Builders;
using HuddleBot.Core.Triage;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Triage;

/// <summary>Who sees what of all that is open, and in which order.</summary>
public sealed class PersonsQueueTests
{
    private static readonly PersonId Tess = Person("U0010", "Tess").Id;
    private static readonly PersonId Rob = Person("U0011", "Rob").Id;
    private static readonly PersonId Gil = Person("U0012", "Gil").Id;
    private static readonly PersonId Eve = Person("U0013", "Eve").Id;
    private static readonly PersonId Cleo = Person("U0014", "Cleo").Id;

    private static readonly Company Company = new([new(Mia.Id, null, Rob, null)], [new("it", "IT", Gil, [Gil, Eve], null)], [], [Cleo], null);
    private static readonly FrontlineTeam Desk = FrontDesk with { Triagers = [Tess], Company = Company };
    private static readonly FrontlineTeam Kitchen = FrontDesk with { Id = new("kitchen"), Managers = [Ben.Id], TimeZone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"], Company = Company };
    private static readonly TeamsSnapshot Teams = new("1", [Desk, Kitchen]);

    private static OpenEscalation Waiting(string id, int hoursAgo = 1, FrontlineTeam? team = null) => new(
        Core.Identity.IssueId.OfResponse((team ?? Desk).Id, "s", id), 1, OpenTriage.Waiting, "price", Now - Duration.FromHours(hoursAgo), Now + Duration.FromHours(48 - hoursAgo), null, null, null, null, null, null, 1, null);

    private static OpenEscalation Accepted(string id, PersonId owner, LocalDate by, string? group = null) =>
        Waiting(id) with { State = OpenTriage.Accepted, AnswerBy = null, By = by, Owner = owner, Group = group, AcceptedBy = Mia.Id };

    private static PersonsQueue? Of(PersonId person, params OpenEscalation[] open) => PersonsQueue.Of(person, open, Teams, Now);

    private static string Names(PersonsQueue? queue, IReadOnlyList<OpenEscalation> open, QueueView view, QueueOrder order = QueueOrder.Due) =>
        string.Join(' ', queue!.List(new(view, order, null, 0)).Select(one => open.Index().Single(known => known.Item == one.Open).Index));

    [Fact]
    public void Each_sees_what_concerns_them()
    {
        OpenEscalation[] open =
        [
            Waiting("0", 5), Waiting("1", 4) with { State = OpenTriage.Asked }, Accepted("2", Ana.Id, new(2026, 11, 27)), Accepted("3", Gil, new(2026, 11, 26), "it"),
            Waiting("4") with { SnoozedUntil = new(2026, 11, 21) }, Waiting("5", 3, Kitchen),
        ];
        var views = new[] { QueueView.WaitingForMe, QueueView.Mine, QueueView.Open, QueueView.Snoozed };
        string All(PersonId person) => string.Join(" | ", views.Select(view => Names(Of(person, open), open, view)));

        Assert.Equal("0 | 3 2 | 0 1 3 2 4 | 4", All(Mia.Id));
        foreach (var other in new[] { Tess, Rob }) Assert.Equal(" |  | 0 1 3 2 4 | 4", All(other));
        Assert.Equal(" |  | 0 1 5 3 2 4 | 4", All(Cleo));
        Assert.Equal("5 |  | 5 | ", All(Ben.Id));
        Assert.Equal("2 | 2 |  | ", All(Ana.Id));
        foreach (var one in new[] { Gil, Eve }) Assert.Equal("3 | 3 |  | ", All(one));
        Assert.Null(Of(Person("U0666", "Stranger").Id, open));
    }

    [Fact]
    public void Whoever_decides_somewhere_has_a_queue_even_where_it_is_empty()
    {
        Assert.NotNull(Of(Tess));
        Assert.All(Of(Tess)!.Counts, count => Assert.Equal(0, count.Value));
        Assert.Null(Of(Ana.Id));
    }

    [Fact]
    public void A_day_that_was_promised_ends_with_the_owners_day()
    {
        var accepted = Accepted("1", Ana.Id, new(2026, 11, 20));
        Assert.Equal(Instant.FromUtc(2026, 11, 20, 17, 0), accepted.Due(Desk, Now));
        Assert.Equal(Instant.FromUtc(2026, 11, 20, 8, 0), accepted.Due(Kitchen, Now));
        var early = Company with { Staff = [new(Ana.Id, new(DateTimeZone.Utc, WorkingCalendar.MondayToFriday, new(6, 0), new(11, 30)), null, null)] };
        Assert.Equal(Instant.FromUtc(2026, 11, 20, 11, 30), accepted.Due(Desk with { Company = early }, Now));
        Assert.Equal(1, PersonsQueue.Of(Mia.Id, [accepted], new("1", [Desk with { Company = early }]), Now)!.Counts[QueueView.Overdue]);
        Assert.Equal(0, PersonsQueue.Of(Mia.Id, [accepted], Teams, Now)!.Counts[QueueView.Overdue]);
    }

    [Fact]
    public void The_order_is_that_of_the_clocks_the_age_or_the_weight()
    {
        OpenEscalation[] open =
        [
            Waiting("0", 30) with { AnnualValue = 100 },
            Waiting("1", 80) with { AnswerBy = Now + Duration.FromHours(90) },
            Accepted("2", Ben.Id, new(2026, 11, 20)) with { AnnualValue = 5_000 },
            Waiting("3", 50) with { SnoozedUntil = new(2026, 12, 1), AnnualValue = 1_000 },
        ];
        var queue = Of(Mia.Id, open);
        Assert.Equal("2 0 1 3", Names(queue, open, QueueView.Open));
        Assert.Equal("1 3 0 2", Names(queue, open, QueueView.Open, QueueOrder.Age));

        // 200, 1,000 × 4 (unknown: the middle value), 5,000, 1,000 × 3.
        Assert.Equal("2 1 3 0", Names(queue, open, QueueView.Open, QueueOrder.Weight));
    }

    [Fact]
    public void The_same_weight_goes_by_the_clock_and_no_two_share_a_place()
    {
        var open = Enumerable.Range(0, 40).Select(i => Waiting($"{i}", 1 + (i % 2))).ToArray();
        foreach (var order in Enum.GetValues<QueueOrder>())
        {
            var one = PersonsQueue.Of(Mia.Id, open, Teams, Now)!.List(new(QueueView.Open, order, null, 0));
            var other = PersonsQueue.Of(Mia.Id, [.. open.Reverse()], Teams, Now)!.List(new(QueueView.Open, order, null, 0));
            Assert.Equal(one, other);
            Assert.All(one.Take(20), found => Assert.Equal(Now - Duration.FromHours(2), found.Open.AskedAt));
        }
    }

    [Theory]
    [InlineData(QueueOrder.Due)]
    [InlineData(QueueOrder.Age)]
    [InlineData(QueueOrder.Weight)]
    public void Whatever_is_decided_on_a_page_the_next_one_leaves_nothing_out(QueueOrder order)
    {
        var open = Enumerable.Range(0, 30).Select(i => Waiting($"{i}", 1 + (i % 5)) with { AnnualValue = i % 3 == 0 ? null : 1000 * (i % 7) }).ToList();
        var query = new QueueQuery(QueueView.Open, order, null, 0);
        List<OpenItem> shown = [];
        for (var (pages, now) = (0, Now); ; pages++, now += Duration.FromHours(7))
        {
            var cut = PersonsQueue.Of(Mia.Id, open, Teams, now)!.Cut(query);
            shown.AddRange(cut.Entries.Select(entry => entry.Open));
            Assert.Equal(open.Count, cut.Total);
            if (cut.Next is not { } next) break;

            // The whole page is settled, or its last entry, or it is put off and so comes last from now on.
            if (pages == 0) open.RemoveAll(one => cut.Entries.Any(entry => entry.Open == one));
            else if (pages == 1) open.Remove((OpenEscalation)cut.Entries[^1].Open);
            else open[open.IndexOf((OpenEscalation)cut.Entries[^1].Open)] = (OpenEscalation)cut.Entries[^1].Open with { SnoozedUntil = new(2027, 1, 4) };
            query = QueueQuery.TryParse((query with { Mark = next }).ToString())!;
        }

        Assert.Equal(30, shown.Select(one => one.Key).Distinct().Count());
    }

    [Fact]
    public void The_page_before_is_the_one_that_ends_where_this_one_begins()
    {
        var open = Enumerable.Range(0, 30).Select(i => Waiting($"{i}", 40 - i)).ToList();
        var first = new QueueQuery(QueueView.Open, QueueOrder.Age, null, 0);
        Assert.Equal(0, Cut(first).Start);
        Assert.Null(Cut(first).Previous);
        Assert.Equal(["24", "25", "26", "27", "28", "29"], Names(first with { Page = 9, Mark = Cut(first with { Page = 2 }).Next }));

        // Three of the second page are settled, and what is new stands at its end.
        var second = Cut(first with { Page = 1 });
        open.RemoveRange(9, 3);
        open.Add(Waiting("new", 0));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7"], Names(first with { Mark = second.Previous }));
        Assert.Equal(["16", "17", "18", "19", "20", "21", "22", "23"], Names(first with { Mark = second.Next }));
        Assert.Equal(13, Cut(first with { Mark = second.Next }).Start);
        Assert.Equal(["5", "6", "7", "8", "12", "13", "14", "15"], Names(first with { Mark = Cut(first with { Mark = second.Next }).Previous }));

        // Fewer than a page come before it: the first page. Nothing comes after it: the last one. By its number it is found as ever.
        Assert.Equal(0, Cut(first with { Mark = Cut(first with { Mark = second.Previous }).Next! with { IsBefore = true } }).Start);
        open.RemoveRange(10, open.Count - 10);
        Assert.Equal(8, Cut(first with { Mark = second.Next }).Start);
        Assert.Equal(8, Cut(first with { Page = int.MaxValue }).Start);
        open.Clear();
        Assert.Equal((0, 0), (Cut(first with { Mark = second.Next }).Start, Cut(first with { Page = 3 }).Total));

        QueueCut Cut(QueueQuery query) => PersonsQueue.Of(Mia.Id, open, Teams, Now)!.Cut(query);

        IEnumerable<string> Names(QueueQuery query) => Cut(query).Entries.Select(entry => Enumerable.Range(0, 30).Select(i => $"{i}").FirstOrDefault(name => Waiting(name).Key == entry.Open.Key) ?? "new");
    }

    [Fact]
    public void Who_is_at_risk_weighs_more_by_the_bounds_of_their_team_and_can_be_looked_at_alone()
    {
        OpenEscalation[] open =
        [
            Waiting("0") with { AnnualValue = 9_000, Sentiment = Sentiment.Promoter },
            Waiting("1") with { AnnualValue = 5_000, Sentiment = Sentiment.Passive },
            Waiting("2") with { AnnualValue = 4_999, Sentiment = Sentiment.Detractor },
            Waiting("3") with { AnnualValue = 9_500, Sentiment = null },
        ];
        var bounded = new TeamsSnapshot("1", [Desk with { Quadrants = new(5_000) }, Kitchen]);
        var queue = PersonsQueue.Of(Mia.Id, open, bounded, Now)!;
        Assert.Equal("1 3 0 2", Names(queue, open, QueueView.Open, QueueOrder.Weight));
        Assert.Equal([Quadrant.AtRisk, Quadrant.Model, Quadrant.Dangling], queue.QuadrantsOf(QueueView.Open));
        Assert.Empty(queue.QuadrantsOf(QueueView.Mine));
        Assert.Equal([open[1]], queue.List(QueueQuery.First with { View = QueueView.Open, Quadrant = Quadrant.AtRisk }).Select(one => one.Open));
        Assert.Empty(queue.List(QueueQuery.First with { View = QueueView.Open, Quadrant = Quadrant.Growth }));

        // Other bounds hold at once; without them nobody is told apart.
        var passivesAreHappy = new TeamsSnapshot("2", [Desk with { Quadrants = new(5_000, PassivesScoreHigh: true) }, Kitchen]);
        Assert.Equal("3 0 1 2", Names(PersonsQueue.Of(Mia.Id, open, passivesAreHappy, Now), open, QueueView.Open, QueueOrder.Weight));
        Assert.Equal("3 0 1 2", Names(Of(Mia.Id, open), open, QueueView.Open, QueueOrder.Weight));
        Assert.Empty(Of(Mia.Id, open)!.QuadrantsOf(QueueView.Open));
    }

    [Fact]
    public void Categories_are_those_of_the_view_by_name()
    {
        OpenEscalation[] open = [Waiting("0") with { Category = "price" }, Waiting("1") with { Category = "another team" }, Accepted("2", Ana.Id, new(2026, 11, 27)) with { Category = "Lift" }];
        var queue = Of(Mia.Id, open)!;
        Assert.Equal(["another team", "Lift", "price"], queue.CategoriesOf(QueueView.Open));
        Assert.Equal(["another team", "price"], queue.CategoriesOf(QueueView.WaitingForMe));
        Assert.Equal("2", Names(queue, open, QueueView.Mine));
        Assert.Single(queue.List(new(QueueView.Open, QueueOrder.Due, "Lift", 0)));

        // As somebody types it.
        Assert.Single(queue.List(new(QueueView.Open, QueueOrder.Due, "lift", 0)));
        Assert.Empty(queue.List(new(QueueView.Open, QueueOrder.Due, "lif", 0)));
    }
}
