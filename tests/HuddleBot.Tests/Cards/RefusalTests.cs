using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Tests.Cards;

/// <summary>Who comes second reads who was first and what they decided.</summary>
public sealed class RefusalTests
{
    public static TheoryData<int> Events => [.. Enumerable.Range(0, CardSamples.Events.Length)];

    [Theory]
    [MemberData(nameof(Events))]
    public void It_is_a_whole_sentence_with_a_name_and_what_was_typed(int index)
    {
        var first = CardSamples.Events[index];
        var told = Tell(first);
        Assert.StartsWith("Somebody was a moment faster. ", told, StringComparison.Ordinal);
        Assert.Contains(first.By.Name, told, StringComparison.Ordinal);
        Assert.True(told[^1] is '.' or '”', told);
        if (TypedIn(first) is { } typed) Assert.Contains($"“{typed}”", told, StringComparison.Ordinal);
    }

    [Fact]
    public void It_stays_short_whatever_was_typed()
    {
        var told = Tell(new IssueEvent.TriageDeclined(CardSamples.Mia, CardSamples.Now, string.Concat(Enumerable.Repeat("No money.\n", 300))));
        Assert.InRange(told.Length, 100, 250);
        Assert.EndsWith("…”", told, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told);
        Assert.EndsWith("Mia Lindqvist has declined this.", Tell(new IssueEvent.TriageDeclined(CardSamples.Mia, CardSamples.Now, "\u0007")), StringComparison.Ordinal);
    }

    private static string? TypedIn(IssueEvent first) => first switch
    {
        IssueEvent.TriageDeclined e => e.Reason,
        IssueEvent.TriageResolved e => e.Answer,
        IssueEvent.Dismissed e => e.Reason,
        _ => null,
    };

    private static string Tell(IssueEvent first) =>
        CardsUnderTest.Composer.Compose(Platform.Slack, new CardContent.RefusalNote(CardSamples.Team, new Refusal.DecidedBefore(first))).Summary;
}
