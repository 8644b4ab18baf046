using System.Globalization;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;

namespace HuddleBot.Cards.Writing;

/// <summary>What is said of a theme.</summary>
internal static class ThemeWords
{
    /// <summary>So many teams are named.</summary>
    private const int Named = 8;

    public static string Title(Theme theme) => DisplayText.Line(theme.Title, ThemeSuggestion.TitleLimit) is { Length: > 0 } title ? title : theme.Id.ToString();

    /// <summary>"4 escalations from 3 teams".</summary>
    public static string Spread(this CardWriter write, Theme theme) => write.Say(
        Phrases.Themes.Spread,
        theme.Members.Count == 1 ? write.Say(Phrases.Themes.OneIssue) : write.Say(Phrases.Themes.Issues, Number(theme.Members.Count)),
        theme.Teams.Count == 1 ? write.Say(Phrases.Themes.OneTeam) : write.Say(Phrases.Themes.Teams, Number(theme.Teams.Count)));

    /// <summary>Where it stands, and what the teams say of the answer.</summary>
    public static IEnumerable<string> Standing(this CardWriter write, ThemeView view)
    {
        var theme = view.Theme;
        if (theme.Members.Count == 0)
        {
            yield return write.Say(Phrases.Themes.Nobody);
            yield break;
        }

        yield return theme.State switch
        {
            ThemeState.Open open => write.Say(write.IsPast(open.AnswerBy) ? Phrases.Themes.Overdue : Phrases.Themes.Open, CardWriter.Name(theme.AskedBy), write.Moment(open.AnswerBy, view)),
            ThemeState.Accepted accepted => write.Say(write.IsPast(accepted.By, view) ? Phrases.Themes.WasAccepted : Phrases.Themes.Accepted, write.OwnerOf(accepted.Owner, accepted.Group), write.Day(accepted.By)),
            ThemeState.Declined declined => write.Say(Phrases.Themes.Declined, CardWriter.Name(declined.DecidedBy), DisplayText.Shorten(DisplayText.Clean(declined.Reason), CardLengths.Typed)),
            ThemeState.Resolved resolved => write.Say(Phrases.Themes.Resolved, CardWriter.Name(resolved.DecidedBy), DisplayText.Shorten(DisplayText.Clean(resolved.Answer), CardLengths.Typed)),
            _ => throw new InvalidOperationException($"nothing is said of a theme that is {theme.State.GetType().Name}"),
        };
        if (view.Helped is { Yes: 0, Partly: 0, No: 0 }) yield break;
        yield return write.Say(Phrases.Themes.Helped, Number(view.Helped.Yes), Number(view.Helped.Partly), Number(view.Helped.No));
    }

    /// <summary>How big it is, where it is going, and who raised it.</summary>
    public static IEnumerable<string> Figures(this CardWriter write, ThemeView view)
    {
        if (view.Theme.Members.Count == 0) yield break;
        yield return write.Say(Phrases.Themes.Counts, write.Spread(view.Theme), write.Hurt(view.Customers, view.AnnualValue, view.AtRisk));
        yield return (view.ThisWeek, view.WeekBefore) switch
        {
            (0, 0) => write.Say(Phrases.Themes.Quiet),
            var (now, before) when now > before => write.Say(Phrases.Themes.Rising, Number(now), Number(before)),
            var (now, before) when now < before => write.Say(Phrases.Themes.Falling, Number(now), Number(before)),
            var (now, _) => write.Say(Phrases.Themes.Steady, Number(now)),
        };
        var names = view.Teams.Take(Named).Select(CardWriter.ShortName);
        yield return write.Say(Phrases.Themes.Of, string.Join(", ", view.Teams.Count > Named ? names.Append("…") : names));
    }

    /// <summary>"14 customers hurt, worth 12 000 a year, 2 of them of high value and at risk".</summary>
    public static string Hurt(this CardWriter write, int customers, double? annualValue, int atRisk)
    {
        var hurt = customers == 1 ? write.Say(Phrases.Themes.OneCustomer) : write.Say(Phrases.Themes.Customers, Number(customers));
        if (annualValue is { } value) hurt = write.Say(Phrases.Themes.Worth, hurt, CardWriter.Grouped(value));
        return (customers, atRisk) switch
        {
            (_, 0) => hurt,
            (1, _) => write.Say(Phrases.Themes.IsAtRisk, hurt),
            (_, 1) => write.Say(Phrases.Themes.OneAtRisk, hurt),
            _ => write.Say(Phrases.Themes.AtRisk, hurt, Number(atRisk)),
        };
    }

    public static string Tried(this CardWriter write, TriedByTeam tried)
    {
        var (team, words) = (DisplayText.Line(tried.Team, CardLengths.ShortName), DisplayText.Line(tried.Tried, CardLengths.Quote));
        var outcome = tried.Outcome switch
        {
            Outcome.Yes => Phrases.Buttons.Worked,
            Outcome.Partly => Phrases.Buttons.PartlyWorked,
            Outcome.No => Phrases.Buttons.DidNotWork,
            _ => null,
        };
        return outcome is null ? write.Say(Phrases.Themes.Tried, team, words) : write.Say(Phrases.Themes.TriedSince, team, words, write.Say(outcome));
    }

    public static string? From(this CardWriter write, IssueWithResponse item, ThemeView view) =>
        view.Teams.FirstOrDefault(team => team.Id == item.Issue.Id.Team) is { } team ? write.Say(Phrases.Themes.From, CardWriter.ShortName(team), write.Context(item, team)) : null;

    private static bool IsPast(this CardWriter write, NodaTime.LocalDate day, ThemeView view) => view.Teams is [var first, ..] && write.IsPast(day, first);

    public static string Moment(this CardWriter write, NodaTime.Instant instant, ThemeView view) =>
        write.Moment(instant, view.Teams is [var first, ..] ? EscalationWords.ZoneOf(first) : NodaTime.DateTimeZone.Utc);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
