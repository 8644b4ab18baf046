using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Cards.Slack;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Views;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;

namespace HuddleBot.Cards;

/// <summary>Draws a card: words it (the view), fills the platform's template, and measures the result before it leaves.</summary>
internal sealed class CardComposer(CardCatalog catalog, TimeProvider time) : ICardComposer
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public RenderedCard Compose(Platform platform, CardContent content)
    {
        var view = ViewOf(content);
        var template = catalog.Find(platform, view.GetType()) ?? throw new NotSupportedException($"there are no cards for {platform} yet: cards/{PlatformNames.NameOf(platform)} is missing");
        return new(Values.JsonOf(Expand(platform, template, JsonSerializer.SerializeToNode(view, view.GetType(), Web))), view.Summary);
    }

    /// <summary>The card as the template's reader sees it.</summary>
    public CardView ViewOf(CardContent content)
    {
        var write = new CardWriter(catalog.Strings, time.GetCurrentInstant());
        return content switch
        {
            CardContent.IssueCard card => IssueCardView.From(card, write),
            CardContent.GatheredCard card => GatheredCardView.From(card, write),
            CardContent.EscalationCard card => EscalationCardView.From(card, write),
            CardContent.EventNote note => EventNoteView.From(note, write),
            CardContent.RefusalNote note => RefusalNoteView.From(note, write),
            CardContent.RefusalForm form => RefusalFormView.From(form, write),
            CardContent.FixForm form => FixFormView.From(form, write),
            CardContent.EscalateForm form => EscalateFormView.From(form, write),
            CardContent.CelebrateForm form => CelebrateFormView.From(form, write),
            CardContent.DismissForm form => DismissFormView.From(form, write),
            CardContent.DoneForm form => DoneFormView.From(form, write),
            CardContent.AcceptForm form => AcceptFormView.From(form, write),
            CardContent.DeclineForm form => DeclineFormView.From(form, write),
            CardContent.ResolveForm form => ResolveFormView.From(form, write),
            CardContent.AddForm form => AddFormView.From(form, write),
            CardContent.FullComment comment => FullCommentView.From(comment, write),
            CardContent.IssuesList list => IssuesListView.From(list, write),
            CardContent.Help help => HelpView.From(help, write),
            CardContent.AddedNote note => AddedNoteView.From(note, write),
            CardContent.OpenedNote note => OpenedNoteView.From(note, write),
            CardContent.TryAgainNote note => TryAgainNoteView.From(note, write),
            CardContent.Home home => HomeView.From(home, write),
            _ => throw new InvalidOperationException($"{content.GetType().Name} is no card"),
        };
    }

    /// <summary>Fills a template with the data of a view.</summary>
    public JsonNode Expand(Platform platform, TemplateNode template, JsonNode? data)
    {
        var card = TemplateExpander.Expand(template, data, catalog.Strings.Tree) ?? throw new CardTemplateException("the card came out empty");
        LeaveOutNulls(card);
        if (platform == Platform.Slack && BlockKitLimits.Check(card) is { Count: > 0 } broken)
            throw new CardTemplateException($"the card breaks limits of Block Kit: {string.Join("; ", broken)}");
        return card;
    }

    /// <summary>A property without a value is no property: the platforms know no nulls.</summary>
    private static void LeaveOutNulls(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) LeaveOutNulls(item);
        }

        if (node is not JsonObject element) return;
        foreach (var name in element.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList()) element.Remove(name);
        foreach (var (_, value) in element) LeaveOutNulls(value);
    }
}
