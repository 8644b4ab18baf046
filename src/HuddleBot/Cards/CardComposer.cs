using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Cards.Slack;
using HuddleBot.Cards.Teams;
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
        var steps = CardRoom.StepsOf(platform);
        var ourWords = WriterFor(platform, steps[0]).InOurWords(content);
        for (var step = 0; ; step++)
        {
            var view = ViewOf(platform, content, steps[step]);
            var card = new RenderedCard(Values.JsonOf(Draw(platform, view)), view.Summary, ourWords);
            if (platform == Platform.Slack || TeamsCardSize.IsSmall(card)) return card;

            // What stands in a field is only cut where the card could not be sent at all.
            var next = step + 1 < steps.Count ? steps[step + 1] : null;
            if (TeamsCardSize.Fits(card) && next is null or { CutsTyped: true }) return card;
            if (next is null) throw new CardTemplateException($"the card has {card.Json.Length} characters, at most {TeamsCardSize.Characters}");
        }
    }

    /// <summary>The card as the template's reader sees it.</summary>
    public CardView ViewOf(Platform platform, CardContent content) => ViewOf(platform, content, CardRoom.StepsOf(platform)[0]);

    private CardView ViewOf(Platform platform, CardContent content, CardRoom room)
    {
        var write = WriterFor(platform, room);
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
            CardContent.AskForm form => AskFormView.From(form, write),
            CardContent.ReturnForm form => ReturnFormView.From(form, write),
            CardContent.SnoozeForm form => SnoozeFormView.From(form, write),
            CardContent.AnswerQuestionForm form => AnswerQuestionFormView.From(form, write),
            CardContent.ReopenForm form => ReopenFormView.From(form, write),
            CardContent.MergeForm form => MergeFormView.From(form, write),
            CardContent.EscalationReminder reminder => EscalationReminderView.From(reminder, write),
            CardContent.QueueCard card => QueueCardView.From(card, write),
            CardContent.ThemeReminder reminder => ThemeReminders.From(reminder, write),
            CardContent.ThemeCard card => ThemeCardView.From(card, write),
            CardContent.ThemeEvidence evidence => ThemeEvidenceView.From(evidence, write),
            CardContent.ThemeForm form => ThemeFormView.From(form, write),
            CardContent.DigestCard card => DigestCardView.From(card, write),
            CardContent.DigestDetails details => DigestDetailsView.From(details, write),
            CardContent.DigestSentNote note => DigestSentNoteView.From(note, write),
            CardContent.AddForm form => AddFormView.From(form, write),
            CardContent.FullComment comment => FullCommentView.From(comment, write),
            CardContent.IssuesList list => IssuesListView.From(list, write),
            CardContent.Help help => HelpView.From(help, write),
            CardContent.AddedNote note => AddedNoteView.From(note, write),
            CardContent.OpenedNote note => OpenedNoteView.From(note, write),
            CardContent.AnsweredInChatNote => AnsweredInChatNoteView.From(write),
            CardContent.TryAgainNote note => TryAgainNoteView.From(note, write),
            CardContent.Home home => HomeView.From(home, write),
            CardContent.HuddleCard card => HuddleCardView.From(card, write),
            CardContent.HuddleReceipt receipt => HuddleReceiptView.From(receipt, write),
            CardContent.TimeIsUpNote note => TimeIsUpNoteView.From(note, write),
            CardContent.LeadReminder reminder => LeadReminderView.From(reminder, write),
            CardContent.AnswerReminder reminder => AnswerReminderView.From(reminder, write),
            CardContent.PassLeadForm form => PassLeadFormView.From(form, write),
            CardContent.PromiseForm form => PromiseFormView.From(form, write),
            CardContent.AnswerForm form => AnswerFormView.From(form, write),
            CardContent.ScheduleNote note => ScheduleNoteView.From(note, write),
            CardContent.DropForm form => DropFormView.From(form, write),
            CardContent.PromiseReminder reminder => PromiseReminderView.From(reminder, write),
            CardContent.DidItWork question => DidItWorkView.From(question, write),
            CardContent.FollowUpReminder reminder => FollowUpReminderView.From(reminder, write),
            CardContent.CustomerContact contact => CustomerContactView.From(contact, write),
            CardContent.CallForm form => CallFormView.From(form, write),
            CardContent.MovePromiseForm form => MovePromiseFormView.From(form, write),
            CardContent.WroteAgainNote note => WroteAgainNoteView.From(note, write),
            CardContent.ScoreDropCard card => ScoreDropCardView.From(card, write),
            CardContent.ScoreBackNote note => ScoreBackNoteView.From(note, write),
            CardContent.EffectNote note => EffectNoteView.From(note, write),
            CardContent.ScoreCard card => ScoreCardView.From(card, write),
            _ => throw new InvalidOperationException($"{content.GetType().Name} is no card"),
        };
    }

    private CardWriter WriterFor(Platform platform, CardRoom room) =>
        new(catalog.Strings, time.GetCurrentInstant(), room, form => platform == Platform.Teams ? TeamsEmbedding.Embed(Draw(platform, form)) : null);

    private JsonNode Draw(Platform platform, CardView view)
    {
        var template = catalog.Find(platform, view.GetType()) ?? throw new NotSupportedException($"there are no cards for {platform} yet: cards/{PlatformNames.NameOf(platform)} is missing");
        return Expand(platform, template, JsonSerializer.SerializeToNode(view, view.GetType(), Web));
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
