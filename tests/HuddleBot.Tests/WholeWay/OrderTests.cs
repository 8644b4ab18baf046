using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

public sealed class OrderTests
{
    [Fact]
    public async Task Cards_stand_in_the_order_in_which_the_survey_tool_sent_them()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync([.. Enumerable.Range(0, 12).Select(i => Response($"r-{i}", 5, $"What guest {i:D2} said."))]);
        await hotel.CardAsync("What guest 11 said.");
        await hotel.DrainedAsync();
        var words = hotel.Slack.MessagesIn(FrontDesk).Select(message => message.Text[message.Text.IndexOf("What", StringComparison.Ordinal)..]);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"What guest {i:D2} said."), words);
    }
}
