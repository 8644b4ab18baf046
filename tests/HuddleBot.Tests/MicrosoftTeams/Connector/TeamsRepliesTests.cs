using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

public sealed class TeamsRepliesTests : IAsyncLifetime
{
    private readonly CountedRows rows = new();
    private StubConnector connector = null!;
    private ConnectorHost bot = null!;

    public async Task InitializeAsync()
    {
        connector = await StubConnector.StartAsync();
        bot = new(connector, rows);
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await connector.DisposeAsync();
        rows.Dispose();
    }

    private Task<bool> ReplyAsync(Activity to) => bot.Get<TeamsReplies>().ReplyAsync(to, ConnectorHost.Card, CancellationToken.None);

    private Task<bool> TellAsync(string person) => bot.Get<TeamsReplies>().TellAsync(new(Platform.Teams, ConnectorHost.Tenant, person), ConnectorHost.Card, CancellationToken.None);

    [Fact]
    public async Task An_answer_stands_in_the_thread_where_it_was_asked_for()
    {
        Assert.True(await ReplyAsync(bot.InChannel()));
        Assert.True(await ReplyAsync(bot.InChannel() with { Conversation = new(ConnectorHost.Lounge, "channel", ConnectorHost.Tenant) }));
        Assert.True(await ReplyAsync(bot.InChat()));
        Assert.Equal(
            [ConnectorHost.Lounge + ";messageid=1763700000000", ConnectorHost.Lounge + ";messageid=1763700000001", "a:chat-ann"], connector.Of("send").Select(call => call.Conversation));
    }

    [Fact]
    public async Task One_person_is_told_in_their_own_chat()
    {
        Assert.False(await TellAsync(ConnectorHost.Bob));
        await bot.NoteAsync(bot.InChannel());
        Assert.True(await TellAsync(ConnectorHost.Ann));
        Assert.Equal("a:chat-29:ann", Assert.Single(connector.Of("send")).Conversation);
    }

    [Theory]
    [InlineData(412, 2, true)]
    [InlineData(429, 2, true)]
    [InlineData(429, 9, false)]
    [InlineData(400, 1, false)]
    [InlineData(403, 1, false)]
    [InlineData(500, 1, false)]
    public async Task What_surely_did_not_arrive_is_sent_again_a_few_times(int status, int failures, bool isSent)
    {
        var calls = 0;
        connector.On("send", _ => ++calls <= failures ? StubConnector.Problem(status, "X") : connector.Posted());
        var reply = ReplyAsync(bot.InChat());
        while (!reply.IsCompleted)
        {
            bot.Time.Skip(TimeSpan.FromSeconds(1));
            await Task.WhenAny(reply, Task.Delay(10));
        }

        Assert.Equal(isSent, await reply);
        Assert.Equal(isSent ? failures + 1 : Math.Min(failures, 4), calls);
    }

    [Fact]
    public async Task A_service_url_that_is_not_allowed_gets_no_answer()
    {
        await using var evil = await StubConnector.StartAsync();
        Assert.False(await ReplyAsync(bot.InChannel(serviceUrl: evil.ServiceUrl)));
        Assert.Empty(evil.Calls);
    }
}
