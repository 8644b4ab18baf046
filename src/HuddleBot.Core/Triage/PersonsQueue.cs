using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>The open escalations and themes as one person may see them at one moment, by the teams file of that moment. Pure.</summary>
public sealed class PersonsQueue
{
    private static readonly QueueView[] Views = Enum.GetValues<QueueView>();

    private readonly List<Seen> seen;
    private readonly Instant now;
    private readonly double usualValue;

    private PersonsQueue(List<Seen> seen, Instant now, double usualValue) => (this.seen, this.now, this.usualValue) = (seen, now, usualValue);

    /// <summary>How many each view has, in all categories.</summary>
    public IReadOnlyDictionary<QueueView, int> Counts => Views.ToDictionary(view => view, view => seen.Count(one => one.IsIn(view)));

    /// <param name="open">Of all teams; those of a team that is not in the file any more are nobody's.</param>
    /// <returns>Null: the person decides nowhere, and nothing of theirs is open.</returns>
    public static PersonsQueue? Of(PersonId person, IReadOnlyList<OpenItem> open, TeamsSnapshot teams, Instant now)
    {
        var sights = teams.Teams.ToDictionary(team => team.Id, team => new Lazy<Sight>(() => Sight.Of(team, person)));
        var found = open.Select(one => SightOf(one)?.At(one, person, now)).OfType<Seen>().ToList();
        if (found.Count == 0 && !teams.Teams.Any(team => Authorization.MayTriage(team, person) is null)) return null;
        return new(found, now, EscalationWeight.UsualValue(open.Select(one => one.ValueOfACustomer)));

        Sight? SightOf(OpenItem one) => one switch
        {
            OpenEscalation escalation => sights.GetValueOrDefault(escalation.Issue.Team)?.Value,
            OpenTheme theme when ThemeTurn.Of(theme, teams) is { Team: var team } => Sight.Of(team, theme.Teams.Select(id => sights.GetValueOrDefault(id)?.Value).OfType<Sight>()),
            _ => null,
        };
    }

    /// <summary>Those that the view has, by name.</summary>
    public IReadOnlyList<string> CategoriesOf(QueueView view) =>
        [.. seen.Where(one => one.IsIn(view)).Select(one => one.Open.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase).ThenBy(name => name, StringComparer.Ordinal)];

    /// <summary>Those of whose customers the view has something, the gravest first.</summary>
    public IReadOnlyList<Quadrant> QuadrantsOf(QueueView view) =>
        [.. Enum.GetValues<Quadrant>().Where(quadrant => seen.Exists(one => one.IsIn(view) && one.Open.IsOf(quadrant, one.Team)))];

    /// <summary>All that the query asks for, in its order, whatever its page.</summary>
    public IReadOnlyList<(FrontlineTeam Team, OpenItem Open)> List(QueueQuery query) => [.. InOrder(query).Select(one => (one.Seen.Team, one.Seen.Open))];

    /// <summary>The page that the query asks for; where it lies behind the last one, that one.</summary>
    public QueueCut Cut(QueueQuery query)
    {
        var (all, order) = (InOrder(query), QueuePlace.In(query.Order));
        var start = query.Mark switch
        {
            null => query.Page < LastPage(all.Count) ? query.Page * QueueQuery.PageSize : LastPage(all.Count) * QueueQuery.PageSize,
            { IsBefore: true, Place: var place } => Math.Max(0, all.Count(one => order.Compare(one.Place, place) < 0) - QueueQuery.PageSize),
            { Place: var place } => all.Count(one => order.Compare(one.Place, place) <= 0) is var passed && passed < all.Count ? passed : LastPage(all.Count) * QueueQuery.PageSize,
        };
        var page = all.Skip(start).Take(QueueQuery.PageSize).ToList();
        var mark = new QueueMark(IsBefore: false, query.Mark?.At ?? now, query.Mark?.UsualValue ?? usualValue, new(0, null, now, ""));
        return new([.. page.Select(one => (one.Seen.Team, one.Seen.Open))], start, all.Count)
        {
            Previous = start == 0 ? null : mark with { IsBefore = true, Place = page[0].Place },
            Next = start + page.Count >= all.Count ? null : mark with { Place = page[^1].Place },
        };
    }

    private static int LastPage(int count) => Math.Max(0, (count - 1) / QueueQuery.PageSize);

    private List<(Seen Seen, QueuePlace Place)> InOrder(QueueQuery query) =>
    [
        .. seen.Where(one => one.IsIn(query.View) && (query.Category is null || query.IsOf(one.Open.Category)) && (query.Quadrant is not { } quadrant || one.Open.IsOf(quadrant, one.Team)))
            .Select(one => (Seen: one, Place: PlaceOf(one, query)))
            .OrderBy(one => one.Place, QueuePlace.In(query.Order)),
    ];

    private QueuePlace PlaceOf(Seen one, QueueQuery query) => new(
        query.Order == QueueOrder.Weight ? one.Open.Weight(one.Team, query.Mark?.At ?? now).Reckon(query.Mark?.UsualValue ?? usualValue) : 0, one.Due, one.Open.AskedAt, one.Open.Key);

    /// <param name="Views">A bit for each view that has it.</param>
    private sealed record Seen(FrontlineTeam Team, OpenItem Open, Instant? Due, int Views)
    {
        public bool IsIn(QueueView view) => (Views & (1 << (int)view)) != 0;
    }

    /// <summary>What the person is to one team.</summary>
    private sealed record Sight(FrontlineTeam Team, bool Triages, bool Manages, IReadOnlyList<string> Groups)
    {
        public static Sight Of(FrontlineTeam team, PersonId person) => new(
            team, Authorization.MayTriage(team, person) is null, team.Managers.Contains(person),
            [.. team.Company.Groups.Where(group => group.Lead == person || group.People.Contains(person)).Select(group => group.Id)]);

        /// <summary>Of something that several teams have raised: whoever decides in one of them decides.</summary>
        public static Sight Of(FrontlineTeam team, IEnumerable<Sight> each)
        {
            var all = each.ToList();
            return new(team, all.Exists(one => one.Triages), all.Exists(one => one.Manages), [.. all.SelectMany(one => one.Groups).Distinct(StringComparer.OrdinalIgnoreCase)]);
        }

        /// <summary>Null: it is in no view of theirs.</summary>
        public Seen? At(OpenItem open, PersonId person, Instant now)
        {
            var due = open.Due(Team, now);
            var isSnoozed = open.IsSnoozed(Team, now);
            var owns = open.State == OpenTriage.Accepted && (open.Owner == person || (open.Group is { } group && Groups.Contains(group, StringComparer.OrdinalIgnoreCase)));
            var views = Bit(QueueView.WaitingForMe, !isSnoozed && (owns || (Manages && open.State == OpenTriage.Waiting)))
                | Bit(QueueView.Mine, owns || open.AcceptedBy == person)
                | Bit(QueueView.Open, Triages)
                | Bit(QueueView.Overdue, Triages && due < now)
                | Bit(QueueView.Snoozed, Triages && isSnoozed);
            return views == 0 ? null : new(Team, open, due, views);
        }

        private static int Bit(QueueView view, bool isIn) => isIn ? 1 << (int)view : 0;
    }
}

/// <summary>One page of what somebody may see.</summary>
/// <param name="Start">How many come before it.</param>
/// <param name="Total">How many there are over all pages.</param>
public sealed record QueueCut(IReadOnlyList<(FrontlineTeam Team, OpenItem Open)> Entries, int Start, int Total)
{
    /// <summary>Null: nothing comes before it.</summary>
    public QueueMark? Previous { get; init; }

    /// <summary>Null: nothing comes after it.</summary>
    public QueueMark? Next { get; init; }
}
