using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>What a command comes to: one event, nothing, or a refusal.</summary>
public abstract record ThemeDecision
{
    private ThemeDecision() { }

    public sealed record Accepted(ThemeEvent Event) : ThemeDecision;

    /// <summary>It stands as the person wants it: nothing happens, and nobody is told.</summary>
    public sealed record Unchanged : ThemeDecision;

    public sealed record Refused(Refusal Refusal) : ThemeDecision;
}

/// <summary>Decides about themes: (state, command, now) → one event, nothing, or a refusal. Pure; whether the person may do it at all is settled before.</summary>
public static class ThemeDecider
{
    /// <param name="team">By whose calendar and clocks: the team that the theme began with.</param>
    public static ThemeDecision Decide(Theme theme, ThemeCommand command, Actor by, Instant now, FrontlineTeam team) => command switch
    {
        ThemeCommand.Rename rename => DecideRename(theme, rename, by, now),
        ThemeCommand.Accept accept => DecideAccept(theme, accept, by, now, team),
        ThemeCommand.Decline or ThemeCommand.Resolve when theme.State.IsOver => DecidedBefore(theme, by),
        ThemeCommand.Decline decline => With(decline.Reason, Verbs.Inputs.Reason, reason => new ThemeEvent.Declined(by, now, reason)),
        ThemeCommand.Resolve resolve => With(resolve.Answer, Verbs.Inputs.Answer, answer => new ThemeEvent.Resolved(by, now, answer)),
        ThemeCommand.Reopen reopen => DecideReopen(theme, reopen, by, now, team),
        ThemeCommand.Undo undo when undo.SeenVersion is { } seen && seen != theme.Version => DecidedBefore(theme, by),
        ThemeCommand.Undo => theme.BeforeTriage is null ? DecidedBefore(theme, by) : Accept(new ThemeEvent.Undone(by, now)),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "no such command"),
    };

    /// <summary>
    /// Of two who decide from forms that were open at the same time, one is heard. Null: nobody else has decided since the person looked, or what they decided is taken back; or
    /// nothing is decided.
    /// </summary>
    internal static Refusal? WhyOvertaken(LoadedTheme loaded, ThemeCommand command, Actor by)
    {
        if (command is ThemeCommand.Rename or ThemeCommand.Undo || command.Seen is not { } seen || seen < 1 || seen >= loaded.Theme.Version) return null;
        var others = loaded.Events.Skip(seen).Where(@event => @event.IsDecision).Reverse().TakeWhile(@event => @event.By.Id != by.Id);
        var looked = loaded.Events.Skip(1).Take(seen - 1).Aggregate(ThemeHistory.Begin(loaded.Theme.Id, loaded.Events[0]), ThemeHistory.Apply);
        return others.FirstOrDefault() is { } first && looked.State != loaded.Theme.State ? WhyNot(first, by) : null;
    }

    /// <summary>The title as it is kept: on one line, not longer than <see cref="ThemeSuggestion.TitleLimit"/>; null: nothing to see.</summary>
    public static string? Title(string? text)
    {
        var words = string.Join(' ', (Words(text) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length <= ThemeSuggestion.TitleLimit) return words.Length == 0 ? null : words;
        var cut = ThemeSuggestion.TitleLimit - 1;
        return words[..(char.IsHighSurrogate(words[cut - 1]) ? cut - 1 : cut)] + "…";
    }

    public static LocalDate DefaultDate(FrontlineTeam team, Instant now) => IssueDecider.DefaultAcceptDate(team, now);

    private static ThemeDecision DecideRename(Theme theme, ThemeCommand.Rename rename, Actor by, Instant now)
    {
        if (rename.Title?.Trim().Length > ThemeSuggestion.TitleLimit) return Refuse(new Refusal.TooLong(Verbs.Inputs.Title, ThemeSuggestion.TitleLimit));
        if (Title(rename.Title) is not { } title) return Refuse(new Refusal.Missing(Verbs.Inputs.Title));
        return title == theme.Title ? Refuse(new Refusal.NotNow()) : Accept(new ThemeEvent.Renamed(by, now, title));
    }

    private static ThemeDecision DecideAccept(Theme theme, ThemeCommand.Accept accept, Actor by, Instant now, FrontlineTeam team)
    {
        var standing = theme.State as ThemeState.Accepted;

        // One tap on what another has taken is too late; the form says whom or when, and changes it.
        if (theme.State.IsOver || (standing is not null && accept is { Owner: null, Date: null, Group: null })) return DecidedBefore(theme, by);
        var group = Words(accept.Group) is { } id ? team.Company.FindGroup(id) : null;
        if (group is null && Words(accept.Group) is not null) return Refuse(new Refusal.Unreadable(Verbs.Inputs.Group));
        var today = now.InZone(team.TimeZone).Date;
        if (accept.Date is { } date && date < today && date != standing?.By) return Refuse(new Refusal.DateInThePast());
        if (accept.Date > today.PlusYears(IssueLimits.DateYears)) return Refuse(new Refusal.DateTooFar());

        // What is left empty stays, save that a person who is named works alone unless a group is named too.
        var isUntouched = standing is not null && accept.Owner is null && group is null;
        var lead = group is null || group.Lead == by.Id ? by : new Actor(group.Lead, group.Name);
        var accepted = new ThemeEvent.Accepted(by, now, (accept.Owner ?? (isUntouched ? standing!.Owner : lead)).Anywhere, accept.Date ?? standing?.By ?? DefaultDate(team, now))
        {
            Group = isUntouched ? standing!.Group : group is null ? null : new(group.Id, group.Name),
        };

        var isSame = standing is not null && (standing.Owner.Id, standing.By, standing.Group?.Id) == (accepted.Owner.Id, accepted.Date, accepted.Group?.Id);
        return isSame ? new ThemeDecision.Unchanged() : Accept(accepted);
    }

    private static ThemeDecision DecideReopen(Theme theme, ThemeCommand.Reopen reopen, Actor by, Instant now, FrontlineTeam team)
    {
        if (!theme.State.IsOver) return DecidedBefore(theme, by);
        if (reopen.Reason?.Length > IssueLimits.Text) return Refuse(new Refusal.TooLong(Verbs.Inputs.Reason, IssueLimits.Text));
        return Accept(new ThemeEvent.Reopened(by, now, Words(reopen.Reason), TriageClocks.AnswerBy(team, now)));
    }

    private static ThemeDecision With(string? text, string input, Func<string, ThemeEvent> decided) =>
        text?.Length > IssueLimits.Text ? Refuse(new Refusal.TooLong(input, IssueLimits.Text))
        : Words(text) is { } words ? Accept(decided(words))
        : Refuse(new Refusal.Missing(input));

    private static string? Words(string? text) => TypedWords.Of(text);

    private static ThemeDecision Accept(ThemeEvent @event) => new ThemeDecision.Accepted(@event);

    private static ThemeDecision Refuse(Refusal refusal) => new ThemeDecision.Refused(refusal);

    private static ThemeDecision DecidedBefore(Theme theme, Actor by) => Refuse(WhyNot(theme.LastEvent, by));

    private static Refusal WhyNot(ThemeEvent first, Actor by) => AsOfAnIssue(first) is { } decided ? Refusal.DecidedBefore.For(by, decided) : new Refusal.NotNow();

    /// <summary>Who was first and with what is told in the words that there are for escalations.</summary>
    private static IssueEvent? AsOfAnIssue(ThemeEvent @event) => @event switch
    {
        ThemeEvent.Accepted e => new IssueEvent.TriageAccepted(e.By, e.At, e.Owner, Priority.Normal, e.Date) { Group = e.Group },
        ThemeEvent.Declined e => new IssueEvent.TriageDeclined(e.By, e.At, e.Reason),
        ThemeEvent.Resolved e => new IssueEvent.TriageResolved(e.By, e.At, e.Answer),
        ThemeEvent.Reopened e => new IssueEvent.Reopened(e.By, e.At, e.Reason, e.AnswerBy),
        ThemeEvent.Undone e => new IssueEvent.TriageUndone(e.By, e.At),
        _ => null,
    };
}
