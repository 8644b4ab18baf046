using HuddleBot.Core.Cards;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>A thumb that taps twice before the card has changed.</summary>
public sealed class DoubleTapTests
{
    [Fact]
    public async Task Celebrating_twice_is_celebrating_once_and_nobody_is_told_off()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Response("r-1", 10, "Tom was wonderful."));
        var card = await hotel.CardAsync("Tom was wonderful.");

        await hotel.Slack.TogetherAsync([() => hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Celebrate), () => hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Celebrate)]);

        await hotel.UntilShownAsync(card, "Tom");
        await hotel.AllIsWellAsync();
        Assert.Empty(hotel.Slack.EphemeralsOf("U0001"));
    }

    [Fact]
    public async Task Undo_tapped_twice_takes_back_one_step()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Response("r-1", 3, "Cold soup."));
        var card = await hotel.CardAsync("Cold soup.");
        await DecideAsync(hotel, card.Ts, Verbs.Fix);
        await DecideAsync(hotel, card.Ts, Verbs.Done);

        await hotel.Slack.TogetherAsync([() => hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo), () => hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo)]);

        await hotel.AllIsWellAsync();
        Assert.True(Shows(hotel.Now(card), Verbs.Done), "the fix is open again, and no more than that was taken back");
        Assert.Empty(hotel.Slack.EphemeralsOf("U0001"));
    }

    private static async Task DecideAsync(Hotel hotel, string ts, string verb)
    {
        await hotel.Slack.ClickAsync("U0001", FrontDesk, ts, verb);
        var form = await hotel.Slack.WaitForAsync(() => hotel.Slack.OpenViewsOf("U0001").SingleOrDefault());
        await hotel.Slack.SubmitAsync("U0001", form.Id);
        await hotel.DrainedAsync();
    }
}
