using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Themes;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.Slack;
using HuddleBot.Themes;
using Microsoft.Extensions.Logging.Abstractions;

namespace HuddleBot.Tests.Themes;

/// <summary>What looks alike is an extra: no card waits for it or is lost with it.</summary>
public sealed class CardSuggestionTests
{
    private static readonly IssueWithResponse Waiting = CardSamples.Detractor(OuterLoopSamples.Waiting);
    private readonly FakeTime time = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_index_that_is_still_being_read_keeps_no_card_waiting()
    {
        var index = new Index();
        var card = On(index).ForAsync(Waiting, CancellationToken.None);
        await index.Asked.Task;
        while (!card.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Null(await card);
    }

    [Fact]
    public async Task An_index_in_trouble_fails_no_card()
    {
        var index = new Index();
        index.Answer.SetException(new StorageUnavailableException("down", new IOException()));
        Assert.Null(await On(index).ForAsync(Waiting, CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_asks_for_what_is_decided()
    {
        var index = new Index();
        Assert.Null(await On(index).ForAsync(CardSamples.Detractor(OuterLoopSamples.Accepted), CancellationToken.None));
        Assert.False(index.Asked.Task.IsCompleted);
    }

    [Fact]
    public async Task A_card_has_room_for_the_best_theme_and_three_words()
    {
        var index = new Index();
        index.Answer.SetResult(new(OuterLoopSamples.Suggestions, [], 2) { OtherWords = ["bar"] });
        var suggestion = await On(index).ForAsync(Waiting, CancellationToken.None);
        Assert.Equal((6, "Day passes cost too much", null), (suggestion!.Others, suggestion.Theme, suggestion.Solved));
        Assert.Equal(["pass", "dear", "family"], suggestion.SharedWords);
    }

    private CardSuggestions On(Index index) => new(index, time, NullLogger<CardSuggestions>.Instance);

    private sealed class Index : IThemeSuggestions
    {
        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource<LooksLike> Answer { get; } = new();

        public Task<LooksLike> FindAsync(IssueWithResponse item, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            return Answer.Task;
        }

        public Task<string?> TitleOfAsync(ThemeId theme, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }
}
