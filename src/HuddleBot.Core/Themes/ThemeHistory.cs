using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Themes;

/// <summary>A theme is what its events made of it.</summary>
public static class ThemeHistory
{
    /// <summary>The theme after its first event.</summary>
    /// <exception cref="ArgumentException">No theme begins with this event: the history is damaged.</exception>
    public static Theme Begin(ThemeId id, ThemeEvent first) => first is ThemeEvent.Begun begun
        ? new(id, 1, begun.Title, begun.By, begun.At, new ThemeState.Open(begun.AnswerBy), null, [], begun) { Since = begun.At }
        : throw new ArgumentException($"a theme does not begin with {first.GetType().Name}", nameof(first));

    /// <summary>The theme after one more event.</summary>
    /// <exception cref="ArgumentException">The event cannot follow: the history is damaged.</exception>
    public static Theme Apply(Theme theme, ThemeEvent @event) => After(theme, @event) with { Version = theme.Version + 1, LastEvent = @event };

    private static Theme After(Theme theme, ThemeEvent @event) => @event switch
    {
        ThemeEvent.Joined e => theme with { Members = [.. Without(theme, e.Issue), new ThemeMember(e.Issue, theme.Version + 1)] },
        ThemeEvent.Left e => theme with { Members = [.. Without(theme, e.Issue)] },
        ThemeEvent.Renamed e => theme with { Title = e.Title },
        ThemeEvent.Accepted e => Decided(theme, e, new ThemeState.Accepted(e.By, e.Owner, e.Date) { Group = e.Group }),
        ThemeEvent.Declined e => Decided(theme, e, new ThemeState.Declined(e.By, e.Reason)),
        ThemeEvent.Resolved e => Decided(theme, e, new ThemeState.Resolved(e.By, e.Answer)),
        ThemeEvent.Reopened e => Decided(theme, e, new ThemeState.Open(e.AnswerBy)),
        ThemeEvent.Undone when theme.BeforeTriage is { } before => theme with { State = before, BeforeTriage = null, Since = @event.At },
        _ => throw new ArgumentException($"{@event.GetType().Name} cannot follow {theme.State.GetType().Name}", nameof(@event)),
    };

    private static Theme Decided(Theme theme, ThemeEvent decision, ThemeState state) => theme with { State = state, BeforeTriage = theme.State, Since = decision.At };

    private static IEnumerable<ThemeMember> Without(Theme theme, IssueId issue) => theme.Members.Where(member => member.Issue != issue);
}
