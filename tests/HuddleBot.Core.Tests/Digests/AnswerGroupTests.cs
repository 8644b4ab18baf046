using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Tests.Builders;
using NodaTime;

namespace HuddleBot.Core.Tests.Digests;

/// <summary>What came back, counted and put in order without a word of it.</summary>
public sealed class AnswerGroupTests
{
    private static readonly ThemeId Bus = ThemeId.Of("bus");

    [Fact]
    public void What_a_theme_answered_is_one_for_all_its_teams_and_comes_first()
    {
        var groups = AnswerGroups.Of(
            [Resolved("a", 10.1), Resolved("b", 10.2), Resolved("c", 12), new(LoopStoryKind.Declined, Issue("d"), At(11)), new(LoopStoryKind.SentBack, Issue("e"), At(13)), new(LoopStoryKind.Celebrated, Issue("f"), At(9))],
            [new(Bus, CameBackAs.Resolved, At(10), Issues("a", "b"))]);
        Assert.Equal([(CameBackAs.Resolved, "a b"), (CameBackAs.SentBack, "e"), (CameBackAs.Resolved, "c"), (CameBackAs.Declined, "d")], groups.Select(Shown));
        Assert.Equal(At(10.1), groups[0].At);
    }

    [Fact]
    public void What_an_issue_is_told_by_itself_is_not_the_themes()
    {
        // Before it was decided, in another way, and once more after it.
        var groups = AnswerGroups.Of(
            [Resolved("a", 9), new(LoopStoryKind.Declined, Issue("b"), At(11)), Resolved("c", 10.1), Resolved("c", 15)], [new(Bus, CameBackAs.Resolved, At(10), Issues("a", "b", "c"))]);
        Assert.Equal(["c", "b", "c", "a"], groups.Select(group => Shown(group).Item2));
    }

    [Fact]
    public void A_theme_that_is_decided_twice_answers_twice()
    {
        var groups = AnswerGroups.Of(
            [Resolved("a", 10.1), Resolved("b", 10.1), Resolved("a", 20.1), Resolved("b", 20.1)],
            [new(Bus, CameBackAs.Resolved, At(10), Issues("a", "b")), new(Bus, CameBackAs.Resolved, At(20), Issues("a", "b"))]);
        Assert.Equal([At(20.1), At(10.1)], groups.Select(group => group.At));
    }

    private static (CameBackAs, string) Shown(AnswerGroup group) => (group.As, string.Join(' ', group.Stories.Select(story => story.Issue.Team)));

    private static LoopStory Resolved(string team, double hour) => new(LoopStoryKind.Resolved, Issue(team), At(hour));

    private static HashSet<IssueId> Issues(params string[] teams) => [.. teams.Select(Issue)];

    private static IssueId Issue(string team) => IssueId.OfResponse(new(team), "lounge", "r-1");

    private static Instant At(double hour) => Given.Now + Duration.FromHours(hour);
}
