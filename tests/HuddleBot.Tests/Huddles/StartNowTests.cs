using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using NodaTime;
using static HuddleBot.Tests.Huddles.HuddleScene;

namespace HuddleBot.Tests.Huddles;

/// <summary>Somebody wants a huddle now: the one that is at hand, or one of its own.</summary>
public sealed class StartNowTests : IDisposable
{
    private const string Monday = "2026-11-23";

    private readonly HuddleScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task Shortly_before_a_planned_one_that_one_is_posted_and_started_and_does_not_come_again()
    {
        await scene.TickAsync($"{Monday}T08:00Z");
        Assert.Equal(On(Monday), await StartAsync($"{Monday}T08:50Z"));
        Assert.StartsWith("huddle Running lead=U0002 by name present=Ana", Assert.Single(scene.Chat.Messages).Shows, StringComparison.Ordinal);

        foreach (var moment in (string[])["09:04", "09:05", "09:15", "09:18"]) await scene.TickAsync($"{Monday}T{moment}Z");
        Assert.Single(scene.OfHuddle("huddle"));
        Assert.Equal([0], scene.Asked.Select(asked => asked.Number));
        await scene.TickAsync("2026-11-24T09:05Z");
        Assert.Equal([0, 1], scene.Asked.Select(asked => asked.Number));
    }

    [Fact]
    public async Task One_that_is_prepared_is_posted_at_once()
    {
        await scene.TickAsync($"{Monday}T08:00Z");
        await scene.TickAsync($"{Monday}T09:04Z");
        Assert.Empty(scene.Chat.Messages);
        Assert.Equal(On(Monday), await StartAsync($"{Monday}T09:04Z"));
        Assert.StartsWith("huddle Running", Assert.Single(scene.Chat.Messages).Shows, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-23T07:50Z", "0750")]
    [InlineData("2026-11-23T14:00Z", "1400")]
    public async Task Where_none_is_planned_within_the_hour_it_is_one_of_its_own(string at, string name)
    {
        await scene.TickAsync("2026-11-22T08:00Z");
        Assert.Equal(On(Monday, "now-" + name), await StartAsync(at));
        Assert.StartsWith("huddle Running lead=Ana", Assert.Single(scene.Chat.Messages).Shows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_pause_and_after_one_was_called_off_it_is_one_of_its_own()
    {
        await scene.TickAsync($"{Monday}T08:00Z");
        await scene.TickAsync($"{Monday}T09:04Z");
        await scene.Desk.PauseAsync(scene.Team.Id, Ana, new(2026, 11, 24), CancellationToken.None);
        await scene.TickAsync($"{Monday}T09:04Z");
        Assert.Equal(On(Monday, "now-0906"), await StartAsync($"{Monday}T09:06Z"));
        Assert.Equal(On("2026-11-24", "now-0900"), await StartAsync("2026-11-24T09:00Z"));
        await scene.TickAsync("2026-11-24T09:05Z");
        Assert.Equal(HuddlePhase.Running, (await scene.Huddles.FindAsync(On("2026-11-24", "now-0900"), CancellationToken.None))!.Phase);
    }

    [Fact]
    public async Task Eight_who_ask_at_once_begin_one()
    {
        await scene.TickAsync($"{Monday}T08:00Z");
        scene.Time.Now = At($"{Monday}T08:50Z");
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => scene.Desk.StartNowAsync(scene.Team.Id, Ana, $"start/{number}", CancellationToken.None))));
        await scene.TickAsync($"{Monday}T09:05Z");
        Assert.All(replies, reply => Assert.IsNotType<HuddleReply.Refused>(reply));
        Assert.Single(scene.OfHuddle("huddle"));
    }

    private async Task<HuddleId> StartAsync(string at)
    {
        scene.Time.Now = At(at);
        var reply = Assert.IsType<HuddleReply.Done>(await scene.Desk.StartNowAsync(scene.Team.Id, Ana, "start/" + at, CancellationToken.None));
        await scene.Delivery.DrainAsync(scene.Team, CancellationToken.None);
        return reply.Huddle.Id;
    }
}
