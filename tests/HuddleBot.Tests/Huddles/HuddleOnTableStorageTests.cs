using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.Storage;
using static HuddleBot.Tests.Huddles.HuddleScene;

namespace HuddleBot.Tests.Huddles;

/// <summary>The same on the table service: its limits, its ETags, its batches.</summary>
[Collection(AzuriteTests.Name)]
public sealed class HuddleOnTableStorageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_whole_huddle_happens_once_with_eight_clocks_at_every_step()
    {
        using var scene = new HuddleScene(_ => azurite.NewStore(out var _));
        var bell = await scene.RaiseAsync("The bell is broken");
        scene.Agenda = Agenda.Empty with { Comments = [new(bell, ["bell"], 2)], Question = "What did you hear?" };
        await scene.TickAsync("2026-11-23T08:00Z");
        await TogetherAsync("2026-11-23T09:05Z");
        await TogetherAsync("2026-11-23T09:18Z");
        await scene.DoAsync("2026-11-23", Ana, new HuddleCommand.Start());
        scene.Time.Now = At("2026-11-23T09:19Z");
        await scene.DecideAsync(bell, Ana, new IssueCommand.Fix(Ben, "Call the smith", new(2026, 11, 25)));
        scene.Time.Now = At("2026-11-23T09:20Z");
        await scene.Desk.PromiseAsync(On("2026-11-23"), Ana, "promise", new(Ben, "Put up a sign", null), CancellationToken.None);
        await scene.HearAsync(scene.OfHuddle("huddle")[0].Id, Cal, "w1", string.Concat(Enumerable.Repeat("Ünï 🙂 ", 8_000)));
        await TogetherAsync("2026-11-23T09:29Z");
        await TogetherAsync("2026-11-23T09:59Z");

        Assert.Equal(7, scene.Chat.Messages.Count);
        Assert.Empty(scene.Parked);
        Assert.EndsWith("decided=The bell is broken:FixingIt(Ben,11-25)+Put up a sign:FixingIt(Ben,11-25)", Assert.Single(scene.OfHuddle("receipt")).Shows, StringComparison.Ordinal);
        Assert.Equal(scene.Agenda.Question, Assert.Single(await scene.Huddles.BetweenAsync(scene.Team.Id, At("2026-11-20T00:00Z"), At("2026-11-25T00:00Z"), CancellationToken.None)).Agenda.Question);

        async Task TogetherAsync(string at)
        {
            scene.Time.Now = At(at);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.NewClock().RunDueAsync(scene.Team, CancellationToken.None)));
            await scene.TickAsync(at);
        }
    }
}
