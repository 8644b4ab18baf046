using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Slack;

/// <summary>Slack fetches a card's picture while it takes the message, and refuses the message where it cannot.</summary>
public sealed class PicturesOnCardsTests : IAsyncLifetime
{
    private const string Refusal = """{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] downloading image failed [json-pointer:/blocks/1/image_url]"]}}""";

    private static readonly ChatPost Post = new(
        "key-1", new(Platform.Slack, "T1", "C1"), null,
        new("""{"blocks":[{"type":"divider"},{"type":"image","image_url":"https://bot.example.com/pictures/AAAA","alt_text":"A chart."}]}""", "A card", "A card"));

    private StubSlack slack = null!;
    private SlackBot bot = null!;

    private IChatPlatform Chat => bot.Services.GetRequiredService<IChatPlatform>();

    public async Task InitializeAsync()
    {
        slack = await StubSlack.StartAsync();
        bot = await SlackBot.StartAsync(slack, ("Delivery:Slack:PerWorkspacePerMinute", "6000"));
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    [Fact]
    public async Task A_card_whose_picture_cannot_be_fetched_arrives_without_it()
    {
        RefusePictures("chat.postMessage");
        Assert.Equal(new SendResult.Sent("C1", "1.1"), await Chat.PostAsync(Post, CancellationToken.None));
        var calls = slack.Of("chat.postMessage");
        Assert.Equal(["divider", "image"], TypesIn(calls[0]));
        Assert.Equal(["divider"], TypesIn(calls[1]));
        Assert.Contains(bot.Log.Lines, line => line.Contains("key-1", StringComparison.Ordinal) && line.Contains("invalid_blocks (at /blocks/1/image_url)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_update_too_goes_without_it()
    {
        RefusePictures("chat.update");
        Assert.IsType<SendResult.Sent>(await Chat.UpdateAsync(new("key-1", Post.Channel, "C1", "1.1", Post.Card), CancellationToken.None));
        Assert.Equal(["divider"], TypesIn(slack.Of("chat.update")[^1]));
    }

    [Fact]
    public async Task Where_it_was_not_the_picture_the_plain_words_arrive()
    {
        slack.On("chat.postMessage", call => call.Body["blocks"] is null ? """{"ok":true,"channel":"C1","ts":"1.1"}""" : """{"ok":false,"error":"invalid_blocks"}""");
        Assert.Equal(new SendResult.Sent("C1", "1.1"), await Chat.PostAsync(Post, CancellationToken.None));
        Assert.Equal(3, slack.Of("chat.postMessage").Count);
    }

    private static IEnumerable<string> TypesIn(StubSlack.Call call) => call.Body["blocks"]!.AsArray().Select(block => block!["type"]!.ToString());

    private void RefusePictures(string method) =>
        slack.On(method, call => TypesIn(call).Contains("image") ? Refusal : """{"ok":true,"channel":"C1","ts":"1.1"}""");
}
