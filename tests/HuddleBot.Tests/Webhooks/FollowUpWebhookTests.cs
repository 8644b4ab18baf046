using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Tests.Parity;
using HuddleBot.Tests.WholeWay;
using HuddleBot.Webhooks;

namespace HuddleBot.Tests.Webhooks;

/// <summary>What a receiver hears of a call to a customer, with the real bot.</summary>
public sealed class FollowUpWebhookTests
{
    private const string Words = "Nobody came.";
    private static readonly string[] Contact = ["Ada Example", "ada@example.org", "7946", "c-9"];

    [Fact]
    public async Task A_receiver_that_asks_for_it_hears_of_each_call_signed_in_order_and_without_contact_data()
    {
        await using var crm = await Receiver.StartAsync();
        await using var issues = await Receiver.StartAsync();
        var time = ParityTests.NewTime();
        await using var hotel = await Hotel.OpenAsync(time: time, settings:
        [
            $"--Webhooks:crm:Url={crm.Url}", $"--Webhooks:crm:Secret={crm.Secret}", .. WebhookType.OfFollowUps.Select((type, i) => $"--Webhooks:crm:Events:{i}={type}"),
            $"--Webhooks:issues:Url={issues.Url}", $"--Webhooks:issues:Secret={issues.Secret}",
        ]);
        var place = new SlackPlace(hotel);
        await hotel.SendAsync(Unhappy());
        await place.UntilShownAsync(Words, "nobody has it yet");
        await place.DecideAsync("tom", Words, Verbs.FollowUpClaim);
        await place.UntilShownAsync(Words, "Tom calls back by");
        await place.DecideAsync(
            "tom", Words, Verbs.FollowUpDone, Verbs.FollowUpDone, (Verbs.Inputs.Outcome, "reached"), (Verbs.Inputs.Promised, "The money back"), (Verbs.Inputs.Date, "2026-11-26"));
        await place.UntilShownAsync(Words, "We promised: The money back");
        await place.DecideAsync("tom", Words, Verbs.FollowUpKept);
        await place.UntilShownAsync(Words, "Kept: The money back");
        await hotel.Slack.WaitUntilAsync(() => crm.Taken.Count() == 3, TimeSpan.FromSeconds(20));
        await hotel.AllIsWellAsync();

        Assert.Equal([WebhookType.FollowUpCreated, WebhookType.FollowUpClaimed, WebhookType.FollowUpClosed], crm.All.Select(one => one.Type));
        Assert.All(crm.All, one => Assert.True(one.IsSigned));
        Assert.Equal(3, crm.All.DistinctBy(one => one.Id).Count());
        Assert.All(crm.All, one => Assert.DoesNotContain(Contact.Append(Words).Append("The money back"), secret => one.Body.Contains(secret, StringComparison.Ordinal)));
        Assert.Equal([1, 2, 4], crm.All.Select(one => one.Data.GetProperty("version").GetInt32()));
        Assert.Equal(["Opened", "Claimed", "PromiseKept"], crm.All.Select(one => one.Data.GetProperty("event").GetString()));
        Assert.Equal(["unclaimed", "claimed", "finished"], crm.All.Select(one => one.Data.GetProperty("state").GetString()));
        Assert.Equal("2026-11-24T12:00", crm.All.First().Data.GetProperty("dueAt").GetString()![..16]);

        // Who has not asked hears of issues alone, and of this one its creation.
        Assert.Equal(WebhookType.Created, Assert.Single(issues.All).Type);
        Assert.Equal(crm.All.First().Data.GetProperty("id").GetString(), issues.All.First().Data.GetProperty("id").GetString());
    }

    private static JsonObject Unhappy()
    {
        var response = Hotel.Response("call-1", 2, Words);
        response["customer"] = new JsonObject { ["id"] = "c-9", ["name"] = "Ada Example", ["email"] = "ada@example.org", ["phone"] = "+44 20 7946 0000", ["mayContact"] = true };
        return response;
    }
}
