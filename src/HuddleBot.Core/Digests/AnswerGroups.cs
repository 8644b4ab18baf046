using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>What was answered through a theme.</summary>
/// <param name="Issues">Those that were in it then: each gets the answer a little later.</param>
public sealed record ThemeAnswer(ThemeId Theme, CameBackAs As, Instant At, IReadOnlySet<IssueId> Issues);

/// <summary>One answer whose words are still to be read.</summary>
/// <param name="Stories">Of each issue that got it, oldest first; 1 or more.</param>
public sealed record AnswerGroup(CameBackAs As, IReadOnlyList<LoopStory> Stories)
{
    public int Teams { get; } = Stories.Select(story => story.Issue.Team).Distinct().Count();

    public Instant At => Stories[0].At;
}

/// <summary>Counts and orders the answers of a period without reading a word of them. Pure.</summary>
public static class AnswerGroups
{
    /// <summary>One for each decision: what was decided through a theme is one, for however many teams. Those for most teams first, then the latest.</summary>
    public static IReadOnlyList<AnswerGroup> Of(IEnumerable<LoopStory> stories, IEnumerable<ThemeAnswer> throughThemes)
    {
        var ofIssue = throughThemes.SelectMany(answer => answer.Issues.Select(issue => (Issue: issue, Answer: answer))).ToLookup(one => one.Issue, one => one.Answer);
        var told = new HashSet<(IssueId, ThemeAnswer)>();
        var found =
            from story in stories.OrderBy(story => story.At).ThenBy(story => story.Issue.ToString(), StringComparer.Ordinal)
            let kind = AsOf(story.Kind)
            where kind is not null

            // What an issue is told after that, it is told by itself.
            let theme = ofIssue[story.Issue].Where(answer => answer.As == kind && answer.At <= story.At).MaxBy(answer => answer.At) is { } last && told.Add((story.Issue, last)) ? last : null
            select (Story: story, As: kind.Value, Of: theme is null ? (story.Issue, story.At) : ((object)theme.Theme, theme.At));
        return
        [
            .. found.ToList().GroupBy(one => (one.As, one.Of)).Select(group => new AnswerGroup(group.Key.As, [.. group.Select(one => one.Story)]))
                .OrderByDescending(group => group.Teams).ThenByDescending(group => group.At).ThenBy(group => group.Stories[0].Issue.ToString(), StringComparer.Ordinal),
        ];
    }

    private static CameBackAs? AsOf(LoopStoryKind kind) => kind switch
    {
        LoopStoryKind.Resolved => CameBackAs.Resolved,
        LoopStoryKind.Declined => CameBackAs.Declined,
        LoopStoryKind.SentBack => CameBackAs.SentBack,
        _ => null,
    };
}
