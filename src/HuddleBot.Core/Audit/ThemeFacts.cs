using HuddleBot.Core.Themes;
using NodaTime.Text;

namespace HuddleBot.Core.Audit;

/// <summary>Where a theme stands, in the words of <see cref="IssueFacts"/>.</summary>
public static class ThemeFacts
{
    /// <summary>What is known of it, by name; what is not known is not in it.</summary>
    public static IReadOnlyDictionary<string, string> Of(Theme theme)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = theme.Title,
            ["state"] = StateOf(theme.State),
            ["owner"] = theme.Owner.Id.ToString(),
            ["ownerName"] = theme.Owner.Name,
            ["issues"] = string.Join(' ', theme.Members.Select(member => member.Issue)),
        };
        switch (theme.State)
        {
            case ThemeState.Open state: facts["answerBy"] = InstantPattern.ExtendedIso.Format(state.AnswerBy); break;
            case ThemeState.Accepted state:
                facts["date"] = LocalDatePattern.Iso.Format(state.By);
                if (state.Group is { } group) facts["group"] = group.Id;
                break;
            case ThemeState.Declined state: facts["reason"] = state.Reason; break;
            case ThemeState.Resolved state: facts["answer"] = state.Answer; break;
            default: throw new ArgumentOutOfRangeException(nameof(theme), theme.State, "no such state");
        }

        return facts;
    }

    /// <summary><c>open</c>, <c>accepted</c>, <c>declined</c> or <c>resolved</c>.</summary>
    public static string StateOf(ThemeState state) => state.GetType().Name.ToLowerInvariant();
}
