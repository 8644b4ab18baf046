using System.Globalization;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;
using HuddleBot.Core.Triage.Balance;

namespace HuddleBot.Cards.Views;

/// <summary>A page of a manager's queue, on one screen of a phone.</summary>
/// <param name="How">In which order, and of which category or customers.</param>
/// <param name="None">Instead of lines, where there are none.</param>
/// <param name="Range">Which of how many these are; null: all of them.</param>
internal sealed record QueueCardView(
    [property: OurWords] string Title, string How, IReadOnlyList<QueueEntryView> Entries, [property: OurWords] string? None, [property: OurWords] string? Range) : CardView
{
    /// <summary>What the person should know of their teams, a line each; null: nothing, as mostly.</summary>
    public required string? Notes { get; init; }

    /// <summary>How many each other view has; how many this one has stands in the title.</summary>
    [ShownOn(Platform.Slack)]
    [OurWords]
    public required string Counts { get; init; }

    /// <summary>The list of views, orders, customers and categories; choosing acts at once.</summary>
    [ShownOn(Platform.Slack)]
    public required QueueChoicesView Choices { get; init; }

    /// <summary>To the pages before and after.</summary>
    [ShownOn(Platform.Slack)]
    public required IReadOnlyList<QueueButtonView> Pages { get; init; }

    [ShownOn(Platform.Teams)]
    public required QueueOnTeams OnTeams { get; init; }

    public static QueueCardView From(CardContent.QueueCard card, CardWriter write)
    {
        var page = card.Page;
        var query = page.Query;
        var title = write.Say(Phrases.Queues.Title, write.Say(QueueNames.Of(query.View)), CardWriter.Grouped(page.Total));
        var order = write.Say(QueueNames.Of(query.Order));
        var (first, last) = (page.Start + 1, page.Start + page.Entries.Count);
        var pages = ButtonsOf(page, write);
        return new(
            title,
            HowOf(query, order, write),
            [.. page.Entries.Take(QueueQuery.PageSize).Select((entry, i) => QueueEntryView.From(entry, i, page.Zone, write))],
            page.Entries.Count == 0 ? write.Say(QueueNames.NoneOf(query.View)) : null,
            pages.Count > 0 ? write.Say(Phrases.Queues.Range, CardWriter.Grouped(first), CardWriter.Grouped(last), CardWriter.Grouped(page.Total)) : null)
        {
            Summary = title,
            Notes = page.Notes.Count == 0 ? null : string.Join('\n', page.Notes.Take(CardLengths.QueueNotes).Select(note => LineOf(note, write))),
            Counts = string.Join(" · ", Enum.GetValues<QueueView>().Where(view => view != query.View).Select(view => QueueNames.Tab(view, page, write))),
            Choices = QueueChoicesView.Of(page, write),
            Pages = pages,
            OnTeams = QueueOnTeams.Of(page, pages, write),
        };
    }

    private static string HowOf(QueueQuery query, string order, CardWriter write)
    {
        if (query.Category is { } category && DisplayText.Line(category, CardLengths.Choice) is { Length: > 0 } line) return write.Say(Phrases.Queues.How, order, line);
        return query.Quadrant is { } quadrant ? write.Say(Phrases.Queues.HowOf, order, write.Say(QuadrantWords.NameOf(quadrant))) : order;
    }

    private static string LineOf(BalanceNote note, CardWriter write)
    {
        var (team, found) = (DisplayText.Line(note.Team.Name, CardLengths.Name), note.Imbalance);
        var (some, of) = found.OthersShare;
        return write.Say(Phrases.Queues.Balance, team, CardWriter.Grouped(found.Escalated), CardWriter.Grouped(found.Decided), CardWriter.Grouped(some), CardWriter.Grouped(of));
    }

    private static IReadOnlyList<QueueButtonView> ButtonsOf(QueuePage page, CardWriter write)
    {
        var query = QueueChoicesView.Carried(page.Query);
        var next = page.Start + QueueQuery.PageSize < page.Total;
        return
        [
            .. next ? (IReadOnlyList<QueueButtonView>)[new("queue-next", write.Say(Phrases.Buttons.QueueNext), query with { Page = query.Page + 1, Mark = page.Next })] : [],
            .. page.Start > 0 ? (IReadOnlyList<QueueButtonView>)[new("queue-previous", write.Say(Phrases.Buttons.QueuePrevious), query with { Page = Math.Max(0, query.Page - 1), Mark = page.Previous })] : [],
        ];
    }
}

/// <param name="Id">Tells the row apart.</param>
/// <param name="Query">What it shows.</param>
internal sealed record QueueButtonView([property: ShownOn(Platform.Slack)] string Id, [property: OurWords] string Label, string Query)
{
    public QueueButtonView(string id, string label, QueueQuery query) : this(id, label, query.ToString()) { }
}

/// <summary>What else of the queue can be looked at. Every choice is a whole query, and none is there twice.</summary>
/// <param name="Views">With how many each has, of all categories.</param>
/// <param name="Orders">In what other order the same is shown.</param>
/// <param name="Quadrants">Of whose customers alone.</param>
/// <param name="Categories">Of what alone.</param>
/// <param name="Chosen">What is shown now.</param>
internal sealed record QueueChoicesView(IReadOnlyList<ChoiceView> Views, IReadOnlyList<ChoiceView> Orders, IReadOnlyList<ChoiceView> Quadrants, IReadOnlyList<ChoiceView> Categories, ChoiceView Chosen)
{
    public static QueueChoicesView Of(QueuePage page, CardWriter write)
    {
        var query = Carried(page.Query).Beginning;
        IReadOnlyList<ChoiceView> views = [.. Enum.GetValues<QueueView>().Select(view => Choice(QueueNames.Tab(view, page, write), query with { View = view, Category = null, Quadrant = null }))];
        var (quadrants, categories) = (QuadrantsOf(page, write), CategoriesOf(page, write));
        return new(
            views,
            [.. Enum.GetValues<QueueOrder>().Where(order => order != query.Order).Select(order => Choice(write.Say(QueueNames.Of(order)), query with { Order = order }))],
            quadrants,
            categories,
            quadrants.Concat(categories).Concat(views).FirstOrDefault(choice => choice.Value == query.ToString()) ?? views[(int)query.View]);
    }

    /// <summary>One or the other: of some customers, or of a category.</summary>
    public static IReadOnlyList<ChoiceView> QuadrantsOf(QueuePage page, CardWriter write) =>
        [.. page.Quadrants.Select(quadrant => Choice(write.Say(QuadrantWords.NameOf(quadrant)), Carried(page.Query).Beginning with { Category = null, Quadrant = quadrant }))];

    public static IReadOnlyList<ChoiceView> CategoriesOf(QueuePage page, CardWriter write) =>
    [
        .. page.Categories.Distinct(StringComparer.Ordinal).Where(IsCarried).Take(write.Room.Items(CardLengths.QueueCategories))
            .Select(category => Choice(write.Say(Phrases.Queues.Only, category), Carried(page.Query).Beginning with { Category = category, Quadrant = null })),
    ];

    /// <summary>The query as a button holds it: without a category that no form of ours has written.</summary>
    public static QueueQuery Carried(QueueQuery query) => query.Category is null || IsCarried(query.Category) ? query : query with { Category = null };

    private static bool IsCarried(string category) => category.Length > 0 && DisplayText.Line(category, CardLengths.Category) == category;

    public static ChoiceView Choice(string label, QueueQuery query) => new(DisplayText.Shorten(label, CardLengths.Choice), query.ToString());
}

/// <param name="Tabs">The views, with how many each has.</param>
/// <param name="Choices">In what order, of whose customers and of what category the view is shown: whole queries.</param>
internal sealed record QueueOnTeams(IReadOnlyList<QueueTabsView> Tabs, IReadOnlyList<ChoiceView> Choices, string Chosen, IReadOnlyList<QueueTabsView> Pages)
{
    /// <summary>As many as a phone shows side by side.</summary>
    private const int Most = 3;

    public static QueueOnTeams Of(QueuePage page, IReadOnlyList<QueueButtonView> pages, CardWriter write)
    {
        var query = QueueChoicesView.Carried(page.Query).Beginning;
        var tabs = Enum.GetValues<QueueView>().Select(view => new QueueTabView(QueueNames.Tab(view, page, write), (query with { View = view, Category = null, Quadrant = null }).ToString(), view == query.View));
        return new(
            [.. tabs.Chunk(Most).Select(row => new QueueTabsView(row))],
            [
                .. Enum.GetValues<QueueOrder>().Select(order => QueueChoicesView.Choice(write.Say(QueueNames.Of(order)), query with { Order = order })),
                .. query.Category is null ? (IReadOnlyList<ChoiceView>)[] : [QueueChoicesView.Choice(write.Say(Phrases.Queues.All), query with { Category = null })],
                .. query.Quadrant is null ? (IReadOnlyList<ChoiceView>)[] : [QueueChoicesView.Choice(write.Say(Phrases.Queues.Everybody), query with { Quadrant = null })],
                .. QueueChoicesView.QuadrantsOf(page, write).Concat(QueueChoicesView.CategoriesOf(page, write)).Where(choice => !string.Equals(choice.Value, query.ToString(), StringComparison.OrdinalIgnoreCase)),
            ],
            query.ToString(),
            pages.Count == 0 ? [] : [new([.. pages.Select(button => new QueueTabView(button.Label, button.Query, Current: false))])]);
    }
}

/// <summary>A row of buttons.</summary>
internal sealed record QueueTabsView(IReadOnlyList<QueueTabView> Buttons);

/// <param name="Current">It is what is shown.</param>
internal sealed record QueueTabView([property: OurWords] string Label, string Query, bool Current);

/// <summary>What the views and orders of a queue are called.</summary>
internal static class QueueNames
{
    public static Phrase Of(QueueView view) => view switch
    {
        QueueView.WaitingForMe => Phrases.Queues.WaitingForMe,
        QueueView.Mine => Phrases.Queues.Mine,
        QueueView.Open => Phrases.Queues.Open,
        QueueView.Overdue => Phrases.Queues.Overdue,
        _ => Phrases.Queues.Snoozed,
    };

    public static Phrase NoneOf(QueueView view) => view switch
    {
        QueueView.WaitingForMe => Phrases.Queues.NoneWaitingForMe,
        QueueView.Mine => Phrases.Queues.NoneMine,
        QueueView.Open => Phrases.Queues.NoneOpen,
        QueueView.Overdue => Phrases.Queues.NoneOverdue,
        _ => Phrases.Queues.NoneSnoozed,
    };

    public static Phrase Of(QueueOrder order) => order switch
    {
        QueueOrder.Due => Phrases.Queues.Due,
        QueueOrder.Age => Phrases.Queues.Age,
        _ => Phrases.Queues.Weight,
    };

    public static string Tab(QueueView view, QueuePage page, CardWriter write) => write.Say(Phrases.Queues.Tab, write.Say(Of(view)), CardWriter.Grouped(page.Counts.GetValueOrDefault(view)));
}
