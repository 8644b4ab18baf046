using HuddleBot.Core.Identity;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>
/// Slack is told within three seconds that a tap was taken, also where the storage is slower; whoever dies before the write takes the tap along. This window is known, and counted.
/// </summary>
public sealed class ForgottenTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(0, 0)]
    public async Task A_tap_that_was_taken_and_died_with_its_bot_is_counted_and_works_when_it_is_done_again(int secondsOfStorage, int forgotten)
    {
        var whole = Ways.OfTag(Platform.Slack);
        var way = whole with { Steps = [.. whole.Steps.Take(2)] };
        var ground = new Ground(null, 1, InProcesses: false);
        var rounds = await Rounds.BeginAsync(way, ground);

        var round = await rounds.On(ground with { Slow = TimeSpan.FromSeconds(secondsOfStorage) }).GoAsync(step => step == 1 ? new(0, IsDoneAllTheSame: false) { At = " +h" } : null);

        Assert.Contains(" +h", Assert.Single(round.Deaths), StringComparison.Ordinal);
        Assert.Equal(forgotten, round.Forgotten);
        Assert.True(round.Comparison.IsSame, round.Comparison.ToString());
    }
}
