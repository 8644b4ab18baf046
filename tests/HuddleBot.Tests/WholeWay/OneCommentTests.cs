using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>One customer's comment travels the whole way.</summary>
public sealed class OneCommentTests
{
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

    [Fact]
    public async Task Responses_of_one_delivery_wait_in_the_order_in_which_they_came()
    {
        await using var hotel = await OpenAsync("""{ "perHour": 1 }""");
        var ids = Enumerable.Range(0, 25).Select(i => $"r-{i}").ToList();
        await hotel.SendAsync([.. ids.Select(id => Response(id, 3, $"Words of {id}."))]);
        await hotel.CardAsync("Words of r-0.");

        var team = new TeamId(FrontDesk);
        var waiting = await hotel.Store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Waiting, null, CancellationToken.None).Select(row => row.GetString("Issue")).ToListAsync();
        Assert.Equal(ids.Skip(1).Select(id => IssueId.OfResponse(team, "survey", id).ToString()), waiting);
    }
}
