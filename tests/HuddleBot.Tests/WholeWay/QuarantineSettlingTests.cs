using System.Text.Json.Nodes;
using HuddleBot.Core.Feedback;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>What could not be read waits in the quarantine until the same response comes right, and no longer.</summary>
public sealed class QuarantineSettlingTests
{
    [Fact]
    public async Task What_comes_right_is_quarantined_no_longer_and_what_has_not_come_right_is()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Bad("q1"), Bad("q2"), Bad("q3"));
        await hotel.SendFromAsync("kiosk", Bad("q1"));
        Assert.Equal(1, (int)(await hotel.SendAsync(Response("q1", 3, "The lift is slow.")))["accepted"]!);
        Assert.Equal(["kiosk q1", "survey q2", "survey q3"], await WaitingAsync(hotel));
    }

    [Fact]
    public async Task A_changed_response_and_a_known_one_settle_it_too()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Response("q1", 3, "The lift is slow."));
        await hotel.SendAsync(Bad("q1"));
        Assert.Equal(1, (int)(await hotel.SendAsync(Response("q1", 2, "The lift is slower.")))["updated"]!);
        Assert.Empty(await WaitingAsync(hotel));

        var last = Response("q2", 2, "The tap drips.");
        last["answeredAt"] = "2026-11-20T09:12:00Z";
        await hotel.SendAsync((JsonObject)last.DeepClone());
        await hotel.SendAsync(Bad("q2"));
        Assert.Equal(1, (int)(await hotel.SendAsync(last))["duplicates"]!);
        Assert.Empty(await WaitingAsync(hotel));
    }

    [Fact]
    public async Task Bad_again_and_otherwise_it_waits_once_with_the_last_reason()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Bad("q1"));
        await hotel.SendAsync(Bad("q1", "worse"));
        var item = Assert.Single(await ListAsync(hotel));
        Assert.Contains("worse", item.Reason, StringComparison.Ordinal);
        Assert.Contains("worse", item.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Good_and_bad_in_one_delivery_the_later_counts(bool goodLast)
    {
        await using var hotel = await OpenAsync();
        var (good, bad) = (Response("q1", 3, "The lift is slow."), Bad("q1"));
        await hotel.SendAsync(goodLast ? [bad, good] : [good, bad]);
        Assert.Equal(goodLast ? [] : ["survey q1"], await WaitingAsync(hotel));
    }

    private static JsonObject Bad(string id, string score = "bad")
    {
        var response = Response(id, null, "The lift is slow.");
        response["score"] = score;
        return response;
    }

    private static async Task<List<QuarantinedResponse>> ListAsync(Hotel hotel) =>
        await hotel.Bot.Services.GetRequiredService<IQuarantine>().ListAsync(null, CancellationToken.None).ToListAsync();

    private static async Task<IEnumerable<string>> WaitingAsync(Hotel hotel) =>
        (await ListAsync(hotel)).Select(item => $"{item.Source} {JsonNode.Parse(item.Raw)!["id"]}").Order(StringComparer.Ordinal);
}
