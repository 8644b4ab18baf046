using HuddleBot.Core.Cards;
using HuddleBot.Tests.WholeWay;
using HuddleBot.Webhooks;

namespace HuddleBot.Tests.Webhooks;

/// <summary>From a customer's comment to its answer, with the real bot: a receiver hears of it, and one that is dead holds up nobody.</summary>
public sealed class WebhookWholeWayTests
{
    [Fact]
    public async Task A_receiver_hears_of_each_step_while_another_does_not_answer()
    {
        await using var crm = await Receiver.StartAsync();
        await using var dead = await Receiver.StartAsync();
        dead.Then(http => Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default));
        await using var hotel = await Hotel.OpenAsync(settings:
            [$"--Webhooks:crm:Url={crm.Url}", $"--Webhooks:crm:Secret={crm.Secret}", $"--Webhooks:dead:Url={dead.Url}", $"--Webhooks:dead:Secret={dead.Secret}"]);

        var card = await hotel.CommentAsync("Ten euros for the wifi.", 2);
        await hotel.DecideAsync("U0004", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Make it free"));
        var escalation = await hotel.CardAsync("Make it free", Hotel.Managers);
        await hotel.Slack.ClickAsync("U0002", Hotel.Managers, escalation.Ts, Verbs.TriageAccept);
        await hotel.UntilShownAsync(escalation, "Ana has accepted this");
        await hotel.DecideAsync("U0002", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, "Free from Monday"));
        await hotel.UntilShownAsync(card, "Free from Monday");
        await hotel.Slack.WaitUntilAsync(() => crm.Taken.Count() == 4, TimeSpan.FromSeconds(20));

        Assert.Equal([WebhookType.Created, WebhookType.Tagged, WebhookType.Triaged, WebhookType.Resolved], crm.All.Select(one => one.Type));
        Assert.All(crm.All, one => Assert.True(one.IsSigned));
        Assert.All(crm.All, one => Assert.Equal(hotel.IssueOn(escalation).ToString(), one.Data.GetProperty("id").GetString()));
        Assert.All(crm.All, one => Assert.DoesNotContain("wifi", one.Body, StringComparison.Ordinal));
        Assert.Single(dead.All);
        await hotel.AllIsWellAsync();
    }
}
