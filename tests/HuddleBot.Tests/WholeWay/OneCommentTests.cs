using HuddleBot.Core.Cards;
using HuddleBot.Tests.Storage;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>One customer's comment travels the whole way.</summary>
public abstract class OneComment
{
    private protected abstract Task<Hotel> OpenAsync();

    [Fact]
    public async Task A_comment_becomes_a_card_and_a_fix_and_is_done()
    {
        await using var hotel = await OpenAsync();
        var answer = await hotel.SendAsync(Response("r-1", 3, "Nobody could tell me where the bus leaves."));
        Assert.Equal(1, (int?)answer["accepted"]);
        var card = await hotel.CardAsync("Nobody could tell me where the bus leaves.");

        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Fix);
        var form = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0001").SingleOrDefault());
        await hotel.Slack.SubmitAsync("U0001", form.Id);
        await hotel.UntilShownAsync(card, "Tom");
        Assert.Empty(hotel.Slack.OpenViewsOf("U0001"));

        await hotel.Slack.ClickAsync("U0004", FrontDesk, card.Ts, Verbs.Done);
        var done = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0004").SingleOrDefault());
        await hotel.Slack.SubmitAsync("U0004", done.Id, new Dictionary<string, string?> { [Verbs.Inputs.WhatHappened] = "A sign stands there now" });
        await hotel.UntilShownAsync(card, "A sign stands there now");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task A_hundred_comments_and_their_updates_are_one_card_each()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync([.. Enumerable.Range(0, 100).Select(i => Response($"r-{i}", null, $"Comment number {i}.", i % 50 == 0 ? "front desk" : "garden"))]);
        await hotel.SendAsync([.. Enumerable.Range(0, 100).Select(i => Response($"r-{i}", 4, $"Comment number {i}.", i % 50 == 0 ? "front desk" : "garden"))]);
        await hotel.UntilShownAsync(await hotel.CardAsync("Comment number 0."), "detractor");
        await hotel.UntilShownAsync(await hotel.CardAsync("Comment number 50."), "detractor");
        Assert.Equal(98, await hotel.Intake.CountUnroutedAsync(CancellationToken.None));
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
    }

    [Fact]
    public async Task An_escalation_reaches_the_managers_and_their_answer_comes_back()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Response("r-1", 2, "Ten euros for the wifi."));
        var card = await hotel.CardAsync("Ten euros for the wifi.");

        await hotel.Slack.ClickAsync("U0004", FrontDesk, card.Ts, Verbs.Escalate);
        var form = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0004").SingleOrDefault());
        await hotel.Slack.SubmitAsync("U0004", form.Id, new Dictionary<string, string?> { [Verbs.Inputs.Ask] = "Make it free for guests" });

        var escalation = await hotel.CardAsync("Make it free for guests", Managers);
        await hotel.Slack.ClickAsync("U0003", Managers, escalation.Ts, Verbs.TriageAccept);
        Assert.Single(await hotel.Slack.WaitForAsync(() => hotel.Slack.EphemeralsOf("U0003") is { Count: > 0 } told ? told : null));

        await hotel.Slack.ClickAsync("U0002", Managers, escalation.Ts, Verbs.TriageAccept);
        await hotel.UntilShownAsync(escalation, "Ana");
        await hotel.UntilShownAsync(card, "Ana");
        await hotel.Slack.ClickAsync("U0002", Managers, escalation.Ts, Verbs.TriageResolve);
        var answer = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0002").SingleOrDefault());
        await hotel.Slack.SubmitAsync("U0002", answer.Id, new Dictionary<string, string?> { [Verbs.Inputs.Answer] = "Free from Monday" });

        await hotel.UntilShownAsync(card, "Free from Monday");
        await hotel.UntilShownAsync(escalation, "Free from Monday");
        await hotel.AllIsWellAsync();
        Assert.Contains(hotel.Slack.ThreadOf(FrontDesk, card.Ts), reply => Shows(reply, "Free from Monday"));
    }
}

public sealed class OneCommentOnSqliteTests : OneComment
{
    private protected override Task<Hotel> OpenAsync() => Hotel.OpenAsync();
}

[Collection(AzuriteTests.Name)]
public sealed class OneCommentOnAzureTablesTests(AzuriteFixture azurite) : OneComment
{
    private protected override Task<Hotel> OpenAsync() => Hotel.OpenAsync(azureTables: azurite.ConnectionString);
}
