using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Portfolio;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>
/// Port: the open escalations that concern somebody who decides, over all teams: those that wait, those about which the team was asked something, and those that are accepted.
/// What is part of a theme is not among them: the theme waits instead of it, as one entry.
/// </summary>
public interface IManagerQueue
{
    /// <summary>
    /// One page, as things stand now: its escalations are read live. What it reads is the same with ten open escalations and with ten thousand; what was changed in another
    /// process counts within a second or two.
    /// </summary>
    /// <returns>Null: the person decides nowhere, and nothing of theirs is open.</returns>
    Task<QueuePage?> PageAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken);
}

public enum QueueView
{
    /// <summary>
    /// What the person has to do something about next: undecided ones of the teams that they manage, and accepted ones that they own, alone or with their group. Not what is put
    /// off, or waits for the team.
    /// </summary>
    WaitingForMe,

    /// <summary>What the person owns, alone or with their group, and what they have accepted for another.</summary>
    Mine,

    /// <summary>Every open escalation that the person may triage.</summary>
    Open,

    /// <summary>Of <see cref="Open"/>, what is past its clock.</summary>
    Overdue,

    /// <summary>Of <see cref="Open"/>, what is put off to a later day.</summary>
    Snoozed,
}

public enum QueueOrder
{
    /// <summary>What is due first comes first, what has no clock last; of the same moment what was asked first.</summary>
    Due,

    /// <summary>What was asked first comes first.</summary>
    Age,

    /// <summary>The heaviest comes first: see <see cref="EscalationWeight.Reckon"/>; of the same weight what is due first.</summary>
    Weight,
}

/// <summary>Which part of the queue somebody looks at. Rides in buttons and choices as text.</summary>
/// <param name="Category">Null: all.</param>
/// <param name="Page">From 0; of no account where there is a <see cref="Mark"/>.</param>
public sealed record QueueQuery(QueueView View, QueueOrder Order, string? Category, int Page)
{
    /// <summary>Where the page begins or ends, whatever has become of what was shown before; null: the page has a number, as in buttons from before there were marks.</summary>
    public QueueMark? Mark { get; init; }

    /// <summary>Of whose customers alone; null: all.</summary>
    public Quadrant? Quadrant { get; init; }

    /// <summary>The same from its first page.</summary>
    public QueueQuery Beginning => this with { Page = 0, Mark = null };

    public const int PageSize = 8;

    public static QueueQuery First { get; } = new(QueueView.WaitingForMe, QueueOrder.Due, null, 0);

    /// <summary>However people write it: a phone begins with a capital letter.</summary>
    public bool IsOf(string category) => string.Equals(Category, category, StringComparison.OrdinalIgnoreCase);

    /// <summary>For example <c>open.weight.0.price</c> or <c>open:atrisk.weight.0.</c>: view and quadrant, order, page or mark and, last since it may hold anything, the category.</summary>
    public override string ToString()
    {
        var view = Quadrant is { } quadrant ? $"{Name(View)}:{Name(quadrant)}" : Name(View);
        return Mark is { } mark ? $"{view}.{Name(Order)}.{mark}.{Category}" : FormattableString.Invariant($"{view}.{Name(Order)}.{Page}.{Category}");
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static QueueQuery? TryParse(string? text)
    {
        var parts = text?.Split('.', 4);
        if (parts is not [var what, var order, var page, var category] || what.Split(':', 2) is not [var view, .. var of]) return null;
        if (TryRead<QueueView>(view) is not { } v || TryRead<QueueOrder>(order) is not { } o) return null;
        Quadrant? quadrant = of is [var name] ? TryRead<Quadrant>(name) : null;
        if (of.Length > 0 && quadrant is null) return null;
        var mark = QueueMark.TryParse(page);
        var number = 0;
        if (mark is null && !int.TryParse(page, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number)) return null;
        return new(v, o, category.Length == 0 ? null : category, number) { Mark = mark, Quadrant = quadrant };
    }

    private static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T? TryRead<T>(string text) where T : struct, Enum => Enum.GetValues<T>().Where(value => Name(value) == text).Select(value => (T?)value).FirstOrDefault();
}

/// <param name="Query">What is shown; its page is the last one where a later one was asked for.</param>
/// <param name="Entries">At most <see cref="QueueQuery.PageSize"/>.</param>
/// <param name="Total">How many there are over all pages.</param>
/// <param name="Counts">How many each view has, in all categories.</param>
/// <param name="Categories">Those that the view has, by name.</param>
public sealed record QueuePage(
    QueueQuery Query, IReadOnlyList<QueueEntry> Entries, int Total, IReadOnlyDictionary<QueueView, int> Counts, IReadOnlyList<string> Categories)
{
    /// <summary>Those of whose customers the view has something.</summary>
    public IReadOnlyList<Quadrant> Quadrants { get; init; } = [];

    /// <summary>What the person should know of the teams that they manage: a line each, a few days a month, mostly none.</summary>
    public IReadOnlyList<Balance.BalanceNote> Notes { get; init; } = [];

    /// <summary>How many entries come before these.</summary>
    public int Start { get; init; } = Query.Page * QueueQuery.PageSize;

    /// <summary>Where the page before ends; null: it is told by its number.</summary>
    public QueueMark? Previous { get; init; }

    /// <summary>Where the page after begins; null: it is told by its number.</summary>
    public QueueMark? Next { get; init; }

    /// <summary>Of whoever looks, as far as the teams file says; null: each line in the zone of its team's first manager.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>For somebody who asked and whom nothing concerns.</summary>
    public static QueuePage Nothing { get; } = new(QueueQuery.First, [], 0, Enum.GetValues<QueueView>().ToDictionary(view => view, _ => 0), []);
}

/// <param name="Team">Of a theme: that of who is to decide, or of its owner.</param>
/// <param name="Item">Its state is escalated and open. Of a theme: what joined it last.</param>
/// <param name="Due">When the next step is due; null: nobody's turn, such as while it is put off.</param>
public sealed record QueueEntry(FrontlineTeam Team, IssueWithResponse Item, EscalationWeight Weight, Instant? Due)
{
    /// <summary>The theme that waits; null: an escalation does.</summary>
    public Themes.ThemeView? Theme { get; init; }
}

/// <summary>How heavy an escalation is: customers hurt, times their yearly value where it is known, times its age; those at risk count more than once.</summary>
/// <param name="Customers">How many customers are known to be hurt by it; 1 or more.</param>
/// <param name="AnnualValue">What they are worth in a year together, in the company's own currency; null: not known of any.</param>
/// <param name="AgeDays">Since the team asked, in days begun; 1 or more.</param>
public sealed record EscalationWeight(int Customers, double? AnnualValue, int AgeDays)
{
    /// <summary>Of how many of the customers it is not known what they are worth, where it is known of others; 0 or more.</summary>
    public int Unvalued { get; init; }

    /// <summary>How many of the customers are at risk; 0 or more.</summary>
    public int AtRisk { get; init; }

    /// <summary>What these are worth in a year together; part of <see cref="AnnualValue"/>.</summary>
    public double AtRiskValue { get; init; }

    /// <summary>How often that counts; 1 or more.</summary>
    public int AtRiskCounts { get; init; } = 1;

    /// <summary>
    /// Customers × yearly value × days. <see cref="AnnualValue"/> is that of all the customers together, and stands for customers × value; where it is not known, a customer
    /// counts as much as <paramref name="usualValue"/> says. The value of those at risk counts <see cref="AtRiskCounts"/> times. A value below zero counts as zero.
    /// </summary>
    /// <param name="usualValue">What a customer is usually worth: the middle of the known values of what is open; 1 where none is known.</param>
    public double Reckon(double usualValue) => Math.Max(0, AnnualValue is { } value ? value + (AtRiskValue * (AtRiskCounts - 1)) + (Unvalued * usualValue) : Customers * usualValue) * AgeDays;

    /// <param name="bounds">Null: nobody is told apart.</param>
    /// <param name="atRisk">How many of the customers are at risk.</param>
    /// <param name="value">What these are worth in a year together.</param>
    public EscalationWeight With(QuadrantBounds? bounds, int atRisk, double? value) =>
        bounds is null || atRisk == 0 ? this : this with { AtRisk = atRisk, AtRiskValue = value ?? 0, AtRiskCounts = bounds.AtRiskCounts };

    /// <summary>The middle of the known values (of two the lower); 1 where none is known.</summary>
    public static double UsualValue(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().Where(value => value > 0).Order().ToList();
        return known.Count == 0 ? 1 : known[(known.Count - 1) / 2];
    }

    /// <summary>Days begun: the first day counts as one.</summary>
    public static int DaysBegun(Duration age) => (int)Math.Clamp(Math.Floor(age.TotalDays) + 1, 1, int.MaxValue);

    /// <summary>Of one escalation by itself: its own customer. What is not escalated weighs since it came up.</summary>
    public static EscalationWeight Of(FrontlineTeam team, IssueWithResponse item, Instant now)
    {
        var asked = item.Issue.State is Issues.IssueState.EscalatedToManager escalated ? escalated.Escalation.AskedAt : item.Issue.CreatedAt;
        var value = item.Response?.Customer?.AnnualValue;
        return new EscalationWeight(1, value, DaysBegun(asked, now)).With(team.Quadrants, team.Quadrants?.Of(item.Response) == Quadrant.AtRisk ? 1 : 0, value);
    }

    /// <summary>At least one, whatever the clocks say.</summary>
    public static int DaysBegun(Instant asked, Instant now) => DaysBegun(now - asked);
}
