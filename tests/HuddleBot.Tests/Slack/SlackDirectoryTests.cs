using System.Globalization;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Slack;

public sealed class SlackDirectoryTests : IAsyncLifetime
{
    private static readonly PersonId Ann = new(Platform.Slack, "T1", "U1");

    private readonly FakeTime time = new(new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    private StubSlack slack = null!;
    private WebApplication bot = null!;

    private IChatDirectory Directory => bot.Services.GetRequiredService<IChatDirectory>();

    public async Task InitializeAsync()
    {
        slack = await StubSlack.StartAsync();
        bot = SlackBot.Build(time, new RowsOnDisk(), ("Slack:SigningSecret", "s"), ("Slack:BotToken", "xoxb-test"), ("Slack:ApiBaseUrl", slack.ApiBaseUrl.AbsoluteUri));
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    private Task<bool?> IsMemberAsync(string user) => Directory.IsMemberAsync(Lounge.Channel, Ann with { User = user }, CancellationToken.None);

    [Fact]
    public async Task A_large_channel_is_read_to_its_last_page()
    {
        slack.On("conversations.members", call =>
        {
            var page = int.Parse(call["cursor"] ?? "0", CultureInfo.InvariantCulture);
            return $$"""{"ok":true,"members":["U{{page}}"],"response_metadata":{ "next_cursor":"{{(page < 5 ? page + 1 : "")}}" } }""";
        });
        Assert.True(await IsMemberAsync("U5"));
        Assert.True(await IsMemberAsync("U0"));
        Assert.False(await IsMemberAsync("U6"));
        Assert.Equal(6, slack.Calls.Count);
    }

    [Fact]
    public async Task A_member_is_believed_for_five_minutes_and_a_stranger_for_seconds()
    {
        slack.On("conversations.members", """{"ok":true,"members":["U1"]}""");
        Assert.Equal((true, false), (await IsMemberAsync("U1"), await IsMemberAsync("U2")));
        Assert.Single(slack.Calls);

        slack.On("conversations.members", """{"ok":true,"members":["U2"]}""");
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(await IsMemberAsync("U2"));
        Assert.False(await IsMemberAsync("U1"));

        slack.On("conversations.members", """{"ok":true,"members":[]}""");
        time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.True(await IsMemberAsync("U2"));
        time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.False(await IsMemberAsync("U2"));
    }

    [Fact]
    public async Task Many_clicks_at_once_ask_once()
    {
        slack.On("conversations.members", """{"ok":true,"members":["U1"]}""");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => IsMemberAsync("U1")))), isMember => Assert.True(isMember));
        Assert.Single(slack.Calls);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"internal_error"}""")]
    [InlineData("""{"ok":false,"error":"channel_not_found"}""")]
    [InlineData("<html>")]
    public async Task Where_Slack_does_not_answer_nobody_knows(string answer)
    {
        slack.On("conversations.members", answer);
        Assert.Null(await IsMemberAsync("U1"));
        slack.On("conversations.members", """{"ok":true,"members":["U1"]}""");
        Assert.True(await IsMemberAsync("U1"));
    }

    [Theory]
    [InlineData("""{"name":"ann","real_name":"Ann Example","profile":{"display_name":"Annie","real_name":"Ann Example"}}""", "Annie")]
    [InlineData("""{"name":"ann","profile":{"display_name":"","real_name":"Ann Example"}}""", "Ann Example")]
    [InlineData("""{"name":"ann"}""", "ann")]
    [InlineData("""{}""", "fallback")]
    public async Task People_are_called_what_Slack_shows(string user, string name)
    {
        slack.On("users.info", $$"""{"ok":true,"user":{{user}}}""");
        Assert.Equal(name, await Directory.NameOfAsync(Ann, "fallback", CancellationToken.None));
    }

    [Fact]
    public async Task A_name_is_asked_for_once_an_hour()
    {
        for (var i = 0; i < 3; i++) await Directory.NameOfAsync(Ann, "x", CancellationToken.None);
        Assert.Single(slack.Calls);
        time.Advance(TimeSpan.FromMinutes(61));
        await Directory.NameOfAsync(Ann, "x", CancellationToken.None);
        Assert.Equal(2, slack.Calls.Count);
    }

    [Theory]
    [InlineData(""" "tz": "America/New_York", """, "America/New_York")]
    [InlineData(""" "tz": "Mars/Olympus_Mons", """, null)]
    [InlineData(""" "tz": null, """, null)]
    public async Task The_time_zone_is_that_of_the_persons_own_Slack_and_comes_with_the_name(string tz, string? zone)
    {
        slack.On("users.info", $$"""{"ok":true,"user":{ {{tz}} "name":"ann" } }""");
        Assert.Equal(zone, (await Directory.ZoneOfAsync(Ann, CancellationToken.None))?.Id);
        Assert.Equal("ann", await Directory.NameOfAsync(Ann, "x", CancellationToken.None));
        Assert.Single(slack.Calls);
    }

    [Fact]
    public async Task Where_Slack_does_not_answer_there_is_no_time_zone()
    {
        slack.On("users.info", """{"ok":false,"error":"user_not_found"}""");
        Assert.Null(await Directory.ZoneOfAsync(Ann, CancellationToken.None));
    }

    [Fact]
    public async Task A_name_that_does_not_come_is_not_waited_for()
    {
        var never = new TaskCompletionSource();
        slack.On("users.info", _ =>
        {
            never.Task.GetAwaiter().GetResult();
            return """{"ok":true,"user":{"name":"ann"}}""";
        });
        var name = Directory.NameOfAsync(Ann, "fallback", CancellationToken.None);
        await slack.NextAsync("users.info");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("fallback", await name);
        never.SetResult();
    }
}
