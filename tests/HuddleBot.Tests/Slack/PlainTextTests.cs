using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Slack;

/// <summary>A card whose blocks Slack does not take is told in plain words.</summary>
public sealed class PlainTextTests : IAsyncLifetime
{
    private static readonly ChatPost Post = new(
        "key-1", new(Platform.Slack, "T1", "C1"), "1.0", new("""{"blocks":[{"type":"divider"}]}""", "3 of 10 <!channel> “The soup was cold.”", "A comment"));

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

    [Theory]
    [InlineData("invalid_blocks")]
    [InlineData("invalid_blocks_format")]
    [InlineData("msg_blocks_too_long")]
    [InlineData("msg_too_long")]
    public async Task Refused_blocks_are_left_out_and_the_message_arrives(string code)
    {
        slack.On("chat.postMessage", call => call.Body["blocks"] is null ? """{"ok":true,"channel":"C1","ts":"1.1"}""" : $$"""{"ok":false,"error":"{{code}}"}""");
        Assert.Equal(new SendResult.Sent("C1", "1.1"), await Chat.PostAsync(Post, CancellationToken.None));
        var plain = slack.Of("chat.postMessage")[^1];
        Assert.Equal(("3 of 10 &lt;!channel&gt; “The soup was cold.”", "none", "1.0"), (plain["text"], plain["parse"], plain["thread_ts"]));
        Assert.Equal("key-1", (string?)plain.Body["metadata"]!["event_payload"]!["key"]);
        Assert.Contains(bot.Log.Lines, line => line.Contains("key-1", StringComparison.Ordinal) && line.Contains(code, StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("soup", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("msg_too_long", 2)]
    [InlineData("invalid_arguments", 1)]
    public async Task What_is_refused_without_blocks_too_or_for_another_reason_is_refused(string code, int tries)
    {
        slack.On("chat.postMessage", $$"""{"ok":false,"error":"{{code}}"}""");
        Assert.Equal(new SendResult.Refused(code), await Chat.PostAsync(Post, CancellationToken.None));
        Assert.Equal(tries, slack.Of("chat.postMessage").Count);
    }

    [Fact]
    public async Task An_update_with_refused_blocks_is_not_made_plain()
    {
        slack.On("chat.update", """{"ok":false,"error":"invalid_blocks"}""");
        Assert.IsType<SendResult.Refused>(await Chat.UpdateAsync(new("key-1", Post.Channel, "C1", "1.1", Post.Card), CancellationToken.None));
        Assert.Single(slack.Of("chat.update"));
    }
}
