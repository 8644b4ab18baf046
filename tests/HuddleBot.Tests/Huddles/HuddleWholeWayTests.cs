using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack.Workspace;
using HuddleBot.Tests.WholeWay;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Huddles;

/// <summary>A huddle in the real bot: its clock, its storage, its cards, its clicks, before the Playground's Slack.</summary>
public sealed class HuddleWholeWayTests
{
    [Fact]
    public async Task A_huddle_is_posted_started_decided_in_and_remembered()
    {
        var time = new TestTime(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        await using var hotel = await OpenAsync(time: time);
        await hotel.ApplyTeamsAsync(frontDeskMore: """, "huddle": { "at": "09:15" }""");
        await hotel.CommentAsync("The lift is slow.");

        // The clock of the team has looked once, and knows its schedule.
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Schedule)).Count == 1);
        time.Skip(TimeSpan.FromMinutes(6));
        var huddle = await CardAsync(Verbs.HuddleStart);
        var inThread = await hotel.Slack.WaitForAsync(() => hotel.Slack.ThreadOf(FrontDesk, huddle.Ts).SingleOrDefault(message => Shows(message, "The lift is slow.")), TimeSpan.FromSeconds(20));

        await hotel.Slack.ClickAsync("U0001", FrontDesk, huddle.Ts, Verbs.HuddleStart);
        await hotel.UntilShownAsync(huddle, Verbs.HuddleFinish);
        await hotel.Slack.ClickAsync("U0004", FrontDesk, huddle.Ts, Verbs.HuddleJoin);
        await hotel.DecideAsync("U0001", inThread, Verbs.Fix);
        await hotel.UntilShownAsync(inThread, "Tom is fixing it");
        await hotel.Slack.PostAsUserAsync("U0004", FrontDesk, "The smith is ill", huddle.Ts);
        await hotel.Slack.ClickAsync("U0001", FrontDesk, huddle.Ts, Verbs.HuddleFinish);
        var receipt = await hotel.Slack.WaitForAsync(() => hotel.Slack.ThreadOf(FrontDesk, huddle.Ts).SingleOrDefault(message => Shows(message, "The smith is ill") && Shows(message, "The lift is slow.")), TimeSpan.FromSeconds(20));
        Assert.True(Shows(receipt, "Tom") && Shows(receipt, "Ben"));
        await hotel.AllIsWellAsync();

        Task<Message> CardAsync(string verb) => hotel.Slack.WaitForAsync(() => hotel.Slack.MessagesIn(FrontDesk).SingleOrDefault(message => Shows(message, verb)), TimeSpan.FromSeconds(20));
    }
}
