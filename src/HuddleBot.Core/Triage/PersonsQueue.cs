using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
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

    /// <summary>All that the query asks for, in its order, whatever its page. Two are never in the same place, so no page has what another has.</summary>
    public IReadOnlyList<(FrontlineTeam Team, OpenItem Open)> List(QueueQuery query)
    {
        var found = seen.Where(one => one.IsIn(query.View) && (query.Category is null || query.IsOf(one.Open.Category)));
        var ordered = query.Order switch
        {
            QueueOrder.Due => found.OrderBy(DueOrLast),
            QueueOrder.Age => found.OrderBy(one => one.Open.AskedAt),
            QueueOrder.Weight => found.OrderByDescending(one => one.Open.Weight(now).Reckon(usualValue)).ThenBy(DueOrLast),
            _ => throw new ArgumentOutOfRangeException(nameof(query), query.Order, "no such order"),
        };
        return [.. ordered.ThenBy(one => one.Open.AskedAt).ThenBy(one => one.Open.Key, StringComparer.Ordinal).Select(one => (one.Team, one.Open))];
    }

    private static Instant DueOrLast(Seen one) => one.Due ?? Instant.MaxValue;

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
