using System.Globalization;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;

namespace HuddleBot.Cards.Views;

/// <summary>A theme before those who decide.</summary>
/// <param name="Figures">How big it is, where it is going, and who raised it.</param>
/// <param name="Rows">What can be done about it; the first row is wanted most.</param>
internal sealed record ThemeCardView(
    [property: OurWords] [property: ShownOn(Platform.Teams)] string Kind, string Heading, IReadOnlyList<LineView> Standing, IReadOnlyList<LineView> Figures, IReadOnlyList<LineView> Tried,
    [property: ShownOn(Platform.Slack)] IReadOnlyList<ActionRowView> Rows) : CardView
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<RowView> OnTeams { get; init; }

    /// <summary>To the queue that it was opened from; empty where it was not.</summary>
    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<QueueButtonView> Back { get; init; }

    /// <summary>Where the buttons of what stands in its place lead back to: it keeps its own way back to the queue.</summary>
    public static string KindOf(CardContent content) => content.InPlace?.Card == CardKinds.Queue ? CardKinds.Queue : CardKinds.Theme;

    public static ThemeCardView From(CardContent.ThemeCard card, CardWriter write)
    {
        var view = card.View;
        var theme = view.Theme;
        var heading = write.Say(Phrases.Themes.Heading, ThemeWords.Title(theme));
        var rows = RowsOf(view, write);
        return new(
            write.Say(Phrases.Themes.Kind), heading,
            [.. write.Standing(view).Select((text, i) => new LineView(text, Strong: i == 0))],
            [.. write.Figures(view).Select(text => new LineView(text, Strong: false))],
            [.. view.Tried.Select(tried => new LineView(write.Tried(tried), Strong: false))],
            [.. rows.Select((row, i) => new ActionRowView(string.Create(CultureInfo.InvariantCulture, $"theme{i}-{theme.Id.Key}-{theme.Version}"), row))])
        {
            Summary = heading,
            About = new(theme.Id.ToString(), theme.Version, KindOf(card)),
            OnTeams = [.. rows.SelectMany(row => RowView.Of(row, _ => null, write))],
            Back = KindOf(card) == CardKinds.Queue ? [new("queue-back", write.Say(Phrases.Buttons.QueueBack), QueueQuery.First)] : [],
        };
    }

    /// <summary>What can be done about it, what is wanted most first.</summary>
    public static List<IReadOnlyList<ButtonView>> RowsOf(ThemeView view, CardWriter write)
    {
        var theme = view.Theme;
        if (theme.Members.Count == 0) return [];
        (string, Phrase) evidence = (Verbs.ThemeEvidence, Phrases.Buttons.Evidence), resolve = (Verbs.ThemeResolve, Phrases.Buttons.Resolve);
        (string, Phrase)[] undo = theme.BeforeTriage is null ? [] : [(Verbs.ThemeUndo, Phrases.Buttons.Undo)];
        (string, Phrase)[] rest = [(Verbs.ThemeRename, Phrases.Buttons.Rename), (Verbs.ThemeDecline, Phrases.Buttons.Decline), .. undo];
        (string Verb, Phrase Label)[][] rows = theme.State switch
        {
            ThemeState.Open => [[(Verbs.ThemeAccept, Phrases.Buttons.Accept), resolve, evidence], rest],
            ThemeState.Accepted => [[resolve, (Verbs.ThemeAssign, Phrases.Buttons.Change), evidence], rest],
            _ => [[(Verbs.ThemeReopen, Phrases.Buttons.Reopen), evidence, .. undo]],
        };
        return
        [
            .. rows.Select((row, first) => (IReadOnlyList<ButtonView>)
            [
                .. row.Select((button, i) => new ButtonView(button.Verb, write.Say(button.Label), theme.Id.ToString(), first == 0 && i == 0 && !theme.State.IsOver)),
            ]),
        ];
    }
}

/// <summary>What customers say of a theme, in their own words.</summary>
/// <param name="Items">Each with where it comes from.</param>
/// <param name="Rows">To the pages before and after; a row each, since both have the same verb.</param>
internal sealed record ThemeEvidenceView(
    [property: ShownOn(Platform.Slack)] string State, [property: OurWords] string Title, string Heading, IReadOnlyList<EvidenceView> Items,
    [property: ShownOn(Platform.Slack)] IReadOnlyList<ActionRowView> Rows) : CardView
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<PageView> Pages { get; init; }

    public static ThemeEvidenceView From(CardContent.ThemeEvidence evidence, CardWriter write)
    {
        var theme = evidence.View.Theme;
        var title = evidence.Pages == 1
            ? write.Say(Phrases.Themes.EvidenceTitle)
            : write.Say(Phrases.Themes.EvidencePage, (evidence.Page + 1).ToString(CultureInfo.InvariantCulture), evidence.Pages.ToString(CultureInfo.InvariantCulture));
        List<PageView> pages = [];
        if (evidence.Page > 0) pages.Add(new(write.Say(Phrases.Buttons.QueuePrevious), evidence.Page - 1));
        if (evidence.Page + 1 < evidence.Pages) pages.Add(new(write.Say(Phrases.Buttons.QueueNext), evidence.Page + 1));
        return new(
            new FormState(theme.Id.ToString(), theme.Version, IsChange: false, Channel: null).Write(), title, write.Say(Phrases.Themes.Heading, ThemeWords.Title(theme)),
            evidence.Items.Count == 0
                ? [new(write.Say(Phrases.Themes.Nobody), null)]
                : [.. evidence.Items.Select(item => new EvidenceView(IssueWords.Words(item, write.Room.Of(CardLengths.FormComment)) ?? write.Say(Phrases.Lines.NoWords), write.From(item, evidence.View)))],
            [
                .. pages.Select(page => new ActionRowView(
                    string.Create(CultureInfo.InvariantCulture, $"evidence-{theme.Id.Key}-{evidence.Page}-{page.Page}"),
                    [new(Verbs.ThemeEvidence, page.Label, string.Create(CultureInfo.InvariantCulture, $"{theme.Id}:{page.Page}"), Primary: false)])),
            ])
        { Summary = title, About = new(theme.Id.ToString(), theme.Version, ThemeCardView.KindOf(evidence)), Pages = pages };
    }
}

/// <param name="Words">The customer's.</param>
/// <param name="From">Which team, and when; null: nowhere.</param>
internal sealed record EvidenceView(string Words, string? From);

internal sealed record PageView([property: OurWords] string Label, int Page);

/// <summary>Owner and date, the answer, the reason, or the name of a theme.</summary>
/// <param name="Reaches">How far the words go; null: they are told nobody.</param>
/// <param name="Asks">The one field that is shown: its verb's.</param>
/// <param name="Owner">Null: whoever accepts, or the lead of the group that is chosen.</param>
/// <param name="Groups">Empty: there are none to choose from.</param>
internal sealed record ThemeFormView(
    string State, string Verb, [property: OurWords] string Title, string Heading, [property: OurWords] string? Reaches, bool AsksOwner, bool AsksAnswer, bool AsksReason, bool AsksName,
    [property: ShownOn(Platform.Slack)] string? Owner, IReadOnlyList<ChoiceView> Groups, ChoiceView Group, string Date, string Name) : FormView(State)
{
    /// <summary>On the button that sends it.</summary>
    [OurWords]
    public required string SendLabel { get; init; }

    [ShownOn(Platform.Slack)]
    [OurWords]
    public required string OwnerLabel { get; init; }

    [ShownOn(Platform.Teams)]
    public required PeopleView Owners { get; init; }

    [ShownOn(Platform.Teams)]
    public string? Typed { get; init; }

    public static ThemeFormView From(CardContent.ThemeForm form, CardWriter write)
    {
        var (view, theme) = (form.View, form.View.Theme);
        var accepted = theme.State as ThemeState.Accepted;
        var (verb, title, input) = form.Form switch
        {
            ThemeForm.Accept => (Verbs.ThemeAccept, Phrases.Themes.AcceptTitle, Verbs.Inputs.Date),
            ThemeForm.Resolve => (Verbs.ThemeResolve, Phrases.Themes.ResolveTitle, Verbs.Inputs.Answer),
            ThemeForm.Decline => (Verbs.ThemeDecline, Phrases.Themes.DeclineTitle, Verbs.Inputs.Reason),
            ThemeForm.Rename => (Verbs.ThemeRename, Phrases.Themes.RenameTitle, Verbs.Inputs.Title),
            _ => throw new InvalidOperationException($"{form.Form} is no form to send"),
        };
        var entered = form.InPlace?.Entered;
        var isTold = form.Form is ThemeForm.Resolve or ThemeForm.Decline;
        var groups = form.Form is ThemeForm.Accept && view.Teams is [var one, ..] ? AcceptFormView.GroupsOf(one, write) : [AcceptFormView.NoGroup(write)];
        var isOpen = accepted is null && groups.Count > 1;
        var owner = entered is null ? accepted?.Owner : form.InPlace!.Owner;
        return new(
            new FormState(theme.Id.ToString(), theme.Version, IsChange: false, Channel: null).Write(), verb, write.Say(title), write.Say(Phrases.Themes.Heading, ThemeWords.Title(theme)),
            isTold ? write.Say(Phrases.Themes.Reaches, write.Spread(theme)) : null, form.Form is ThemeForm.Accept, form.Form is ThemeForm.Resolve, form.Form is ThemeForm.Decline, form.Form is ThemeForm.Rename,
            isOpen ? null : (accepted?.Owner ?? form.Me).Id.User, groups.Count > 1 ? groups : [], Forms.Chosen(form, Verbs.Inputs.Group, groups, accepted?.Group?.Id), CardWriter.FormDate(entered?.Date(Verbs.Inputs.Date) ?? accepted?.By ?? form.DefaultDate),
            DecisionWords.Typed(entered?.Text(Verbs.Inputs.Title), ThemeSuggestion.TitleLimit) ?? ThemeWords.Title(theme))
        {
            Summary = write.Say(title),
            SendLabel = write.Say(isTold ? Phrases.Forms.Send : Phrases.Forms.Save),
            OwnerLabel = write.Say(isOpen ? Phrases.Forms.OwnerOrLead : Phrases.Forms.Owner),
            Owners = isOpen && owner is null ? PeopleView.MeOrLead(write) : PeopleView.Of(owner, write),
            Typed = DecisionWords.Typed(entered?.Text(input), IssueLimits.Text),
            OnTeams = new(
                theme.Id.ToString(), theme.Version, ThemeCardView.KindOf(form), null, Alone: true,
                form.InPlace?.Problem is { } problem && view.Teams is [var first, ..] ? write.Refuse(problem, first) : null),
        };
    }
}
