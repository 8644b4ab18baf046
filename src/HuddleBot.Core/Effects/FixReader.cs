using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;

namespace HuddleBot.Core.Effects;

/// <summary>A fix with what it rests on.</summary>
/// <param name="Evidence">The answers behind it; empty: people raised it without one.</param>
/// <param name="HadIt">All teams that ever had the same theme: none of them is a team without it.</param>
internal sealed record KnownFix(Fix Fix, IReadOnlyList<Response> Evidence, IReadOnlySet<TeamId> HadIt);

/// <summary>Reads fixes.</summary>
internal sealed class FixReader(IssueStore issues, ThemeStore themes)
{
    /// <summary>Of an issue that was resolved through a theme: the theme's. Null: it is not fixed.</summary>
    public async Task<KnownFix?> FindAsync(IssueId id, CancellationToken cancellationToken)
    {
        if (await issues.LoadAsync(id, cancellationToken) is not { } loaded) return null;
        if (FixHistory.ThemeOf(loaded.Issue.State) is { } theme && await FindAsync(theme.Id, cancellationToken) is { } ofTheme) return ofTheme;
        return FixHistory.Of(loaded) is { } found ? new(found, loaded.Response is { } response ? [response] : [], new HashSet<TeamId> { id.Team }) : null;
    }

    /// <summary>Null: it is not fixed.</summary>
    public async Task<KnownFix?> FindAsync(ThemeId id, CancellationToken cancellationToken)
    {
        if (await themes.LoadAsync(id, cancellationToken) is not { } loaded) return null;
        var (members, facts) = (await issues.LoadAsync(loaded.Theme.Members.Select(member => member.Issue), cancellationToken), await themes.FactsAsync(id, cancellationToken));
        return FixHistory.Of(loaded, members, facts) is { } found
            ? new(found, [.. members.Select(member => member.Response).OfType<Response>()], loaded.Theme.Teams.Concat(facts.Select(fact => fact.Issue.Team)).ToHashSet())
            : null;
    }
}
