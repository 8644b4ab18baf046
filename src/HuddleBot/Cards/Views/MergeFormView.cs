using System.Globalization;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;

namespace HuddleBot.Cards.Views;

/// <summary>Themes that look alike, each with the reason, and a new one.</summary>
/// <param name="Ask">What the team asks for; null: nothing in particular.</param>
/// <param name="Theme">The one that is chosen beforehand.</param>
/// <param name="NewTitle">What a new theme would be called.</param>
internal sealed record MergeFormView(string State, string? Words, string? Ask, IReadOnlyList<ThemeChoiceView> Themes, ThemeChoiceView Theme, string NewTitle) : FormView(State)
{
    /// <summary>What a list of Slack's can hold with the new theme.</summary>
    private const int Most = 9;

    /// <summary>Why each looks alike; where a choice has no room for it.</summary>
    [ShownOn(Platform.Teams)]
    public required IReadOnlyList<string> Reasons { get; init; }

    public static MergeFormView From(CardContent.MergeForm form, CardWriter write)
    {
        // What is merely open comes last, so that it is never the one that is chosen beforehand.
        var known = form.Suggestions.DistinctBy(suggestion => suggestion.Theme).Take(write.Room.Items(Most)).ToLookup(suggestion => suggestion.SharedWords.Count > 0, suggestion => ThemeChoiceView.Of(suggestion, write));
        var alike = known[true].ToList();
        var begun = ThemeChoiceView.New(form, write);
        ThemeChoiceView[] themes = [.. alike, begun, .. known[false]];
        var entered = form.InPlace?.Entered?.Text(Verbs.Inputs.Theme);
        return new(
            Forms.State(form.Item, isChange: false), Forms.Words(form.Item, write), Forms.Ask(form.Item, write), themes,
            themes.FirstOrDefault(choice => choice.Value == entered) ?? themes[0],
            DecisionWords.Typed(form.InPlace?.Entered?.Text(Verbs.Inputs.Title), ThemeSuggestion.TitleLimit) ?? TitleOf(form.Item, write))
        {
            Summary = write.Say(Phrases.Buttons.Merge),
            Reasons = [.. alike.Concat(alike.Count == 0 && form.Others > 0 ? [begun] : []).Select(choice => write.Say(Phrases.Themes.Line, choice.Label, choice.Why))],
            OnTeams = FormOnTeams.Of(form, form.Team, form.Item, CardKinds.Escalation, isChange: false, write),
        };
    }

    /// <summary>The category, and what the team asks for or, where it has not said, what it is about.</summary>
    private static string TitleOf(IssueWithResponse item, CardWriter write)
    {
        var escalation = (item.Issue.State as IssueState.EscalatedToManager)?.Escalation;
        var category = CardWriter.CapitalFirst(DisplayText.Line(escalation?.Category ?? "", CardLengths.Category));
        var about = DisplayText.Line(escalation?.Ask ?? "", ThemeSuggestion.TitleLimit) is { Length: > 0 } ask ? ask : IssueWords.Line(item, ThemeSuggestion.TitleLimit);
        return DisplayText.Shorten((category.Length, about) switch
        {
            (0, null) => write.Headline(item),
            (_, null) => category,
            (0, _) => about,
            _ => write.Say(Phrases.Themes.Title, category, about),
        }, ThemeSuggestion.TitleLimit);
    }
}

/// <param name="Why">Why it looks alike, in a few words.</param>
internal sealed record ThemeChoiceView(string Label, string Value, [property: ShownOn(Platform.Slack)] string Why)
{
    /// <summary>Where only others look alike that are in no theme, it is the beginning of one for all of them: from then on it is offered to each.</summary>
    public static ThemeChoiceView New(CardContent.MergeForm form, CardWriter write)
    {
        var why = form is { Suggestions: [], Others: > 0 } && write.SharedWords(form.OtherWords) is { Length: > 0 } words
            ? DisplayText.Shorten(write.Say(Phrases.Forms.NewThemeAlike, write.Others(form.Others), words), CardLengths.Choice)
            : write.Say(Phrases.Forms.NewThemeWhy);
        return new(write.Say(Phrases.Forms.NewTheme), ThemeSuggestion.New, why);
    }

    public static ThemeChoiceView Of(ThemeSuggestion suggestion, CardWriter write)
    {
        var issues = suggestion.Issues == 1 ? write.Say(Phrases.Themes.OneIssue) : write.Say(Phrases.Themes.Issues, suggestion.Issues.ToString(CultureInfo.InvariantCulture));
        var teams = suggestion.Teams == 1 ? write.Say(Phrases.Themes.OneTeam) : write.Say(Phrases.Themes.Teams, suggestion.Teams.ToString(CultureInfo.InvariantCulture));
        var spread = write.Say(Phrases.Themes.Spread, issues, teams);
        var words = write.SharedWords(suggestion.SharedWords);
        var title = DisplayText.Line(suggestion.Title, CardLengths.Choice) is { Length: > 0 } line ? line : suggestion.Theme.ToString();
        return new(title, suggestion.Theme.ToString(), DisplayText.Shorten(words.Length == 0 ? spread : write.Say(Phrases.Themes.Alike, spread, words), CardLengths.Choice));
    }
}
