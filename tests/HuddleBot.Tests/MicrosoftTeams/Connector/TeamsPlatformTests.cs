using System.Net.Sockets;
using System.Net;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Conversations;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

public sealed class TeamsPlatformTests : IAsyncLifetime
{
    private const string Thread = ConnectorHost.Lounge + ";messageid=1001";

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

    private Task<SendResult> UpdateAsync() => bot.Platforms.UpdateAsync(new("key", ConnectorHost.Channel, Thread, "1001", ConnectorHost.Card), CancellationToken.None);

    private static RenderedCard WithViewers(params string[] people) => new(
        $$$"""{"type":"AdaptiveCard","version":"1.5","body":[],"refresh":{"action":{"type":"Action.Execute","verb":"card.refresh"},"userIds":[{{{string.Join(',', people.Select(person => $"\"{person}\""))}}}]}}""",
        "Detractor 3 of 10: nobody came", "A new comment");

    [Fact]
    public async Task A_card_starts_a_thread_in_its_channel()
    {
        Assert.Equal(new SendResult.Sent(Thread, "1001"), await bot.PostAsync());
        var call = Assert.Single(connector.Of("create"));
        Assert.Equal(("/emea/v3/conversations", "Bearer good"), (call.Target, call.Authorization));
        Assert.Equal((ConnectorHost.Lounge, ConnectorHost.Tenant, true), ((string?)call.Body!["channelData"]!["channel"]!["id"], (string?)call.Body["tenantId"], (bool?)call.Body["isGroup"]));
        Assert.Equal(("message", "A new comment", null), ((string?)call.Body["activity"]!["type"], (string?)call.Body["activity"]!["summary"], (string?)call.Body["activity"]!["text"]));
    }

    [Theory]
    [InlineData(ConnectorHost.Lounge)]
    [InlineData(ConnectorHost.Lounge + ";messageid=999")]
    public async Task A_reply_goes_into_the_thread_of_its_root(string place)
    {
        Assert.Equal(new SendResult.Sent(Thread, "1001"), await bot.PostAsync("1001", place));
        Assert.Equal("/emea/v3/conversations/19%3Alounge%40thread.tacv2%3Bmessageid%3D1001/activities", Assert.Single(connector.Of("send")).Target);
    }

    [Fact]
    public async Task A_card_is_changed_where_it_was_posted()
    {
        Assert.Equal(new SendResult.Sent(Thread, "1001"), await UpdateAsync());
        var call = Assert.Single(connector.Of("update"));
        Assert.Equal(("/emea/v3/conversations/19%3Alounge%40thread.tacv2%3Bmessageid%3D1001/activities/1001", "1001"), (call.Target, (string?)call.Body!["id"]));
    }

    [Theory]
    [InlineData(400, """{"error":{"code":"BadSyntax"}}""", typeof(SendResult.Refused))]
    [InlineData(400, "", typeof(SendResult.Refused))]
    [InlineData(413, """{"error":{"code":"MessageSizeTooBig"}}""", typeof(SendResult.Refused))]
    [InlineData(401, "{}", typeof(SendResult.ChannelClosed))]
    [InlineData(403, """{"error":{"code":"BotNotInConversationRoster"}}""", typeof(SendResult.ChannelClosed))]
    [InlineData(403, """{"errorCode":209,"message":"{\"subCode\":\"MessageWritesBlocked\",\"details\":\"x\"}"}""", typeof(SendResult.ChannelClosed))]
    [InlineData(403, "<html>no</html>", typeof(SendResult.ChannelClosed))]
    [InlineData(404, """{"error":{"code":"ConversationNotFound"}}""", typeof(SendResult.ChannelClosed))]
    [InlineData(404, "", typeof(SendResult.ChannelClosed))]
    [InlineData(404, """{"error":{"code":"ActivityNotFoundInConversation"}}""", typeof(SendResult.Gone))]
    [InlineData(302, "", typeof(SendResult.TryLater))]
    [InlineData(412, """{"error":{"code":"PreconditionFailed"}}""", typeof(SendResult.TryLater))]
    [InlineData(429, "too many", typeof(SendResult.TryLater))]
    [InlineData(500, """{"error":{"code":"ServiceError"}}""", typeof(SendResult.TryLater))]
    [InlineData(502, "<html>", typeof(SendResult.TryLater))]
    [InlineData(503, "", typeof(SendResult.TryLater))]
    [InlineData(504, "{\"error\":", typeof(SendResult.TryLater))]
    [InlineData(200, "<html>sign in</html>", typeof(SendResult.TryLater))]
    [InlineData(201, "", typeof(SendResult.TryLater))]
    [InlineData(201, """{"id":7}""", typeof(SendResult.TryLater))]
    public async Task What_becomes_of_a_card(int status, string body, Type result)
    {
        connector.On("create", _ => Results.Text(body, statusCode: status));
        var outcome = await bot.PostAsync();
        Assert.IsType(result, outcome);
        if (outcome is SendResult.TryLater later) Assert.Equal(status is not (412 or 429 or 302), later.MayHaveArrived);
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("good", StringComparison.Ordinal) || line.Contains("details", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("update", 404, "ConversationNotFound", typeof(SendResult.Gone))]
    [InlineData("update", 404, "", typeof(SendResult.Gone))]
    [InlineData("update", 403, "BotNotInConversationRoster", typeof(SendResult.ChannelClosed))]
    [InlineData("update", 412, "PreconditionFailed", typeof(SendResult.TryLater))]
    [InlineData("send", 404, "ConversationNotFound", typeof(SendResult.Gone))]
    [InlineData("send", 403, "BotDisabledByAdmin", typeof(SendResult.ChannelClosed))]
    public async Task What_becomes_of_changes_and_of_replies(string operation, int status, string code, Type result)
    {
        connector.On(operation, _ => StubConnector.Problem(status, code));
        Assert.IsType(result, operation == "update" ? await UpdateAsync() : await bot.PostAsync("1001"));
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("99999999", 3600)]
    [InlineData("nonsense", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    [InlineData("-1", null)]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", null)]
    public async Task A_limit_says_how_long_and_its_conversation_waits(string header, int? seconds)
    {
        connector.On("update", call =>
        {
            call.Context.Response.Headers.RetryAfter = header;
            return StubConnector.Problem(429, "Throttled");
        });
        Assert.Equal(seconds is { } told ? Duration.FromSeconds(told) : null, Assert.IsType<SendResult.TryLater>(await UpdateAsync()).After);
        if (seconds is null) return;
        var second = UpdateAsync();
        Assert.IsType<SendResult.Sent>(await bot.PostAsync());
        Assert.Single(connector.Of("update"));
        bot.Time.Skip(TimeSpan.FromSeconds(seconds.Value + 1));
        await second;
        Assert.Equal(2, connector.Of("update").Count);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_may_mean_that_the_card_has_arrived()
    {
        connector.On("create", call =>
        {
            call.Context.Abort();
            return Results.Empty;
        });
        Assert.True(Assert.IsType<SendResult.TryLater>(await bot.PostAsync()).MayHaveArrived);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_has_arrived()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        listener.Stop();
        await using var lost = new ConnectorHost(connector, rows, null, ("AllowedServiceUrls:0", url));
        Assert.False(Assert.IsType<SendResult.TryLater>(await lost.PostAsync()).MayHaveArrived);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_asked_for_anew_once()
    {
        bot.Tokens.Clear();
        bot.Tokens.Enqueue(new BotToken.Bearer("revoked"));
        bot.Tokens.Enqueue(new BotToken.Bearer("new"));
        connector.On("create", call => call.Authorization == "Bearer new" ? connector.Create(call) : Results.Unauthorized());
        Assert.IsType<SendResult.Sent>(await bot.PostAsync());

        connector.On("create", _ => Results.Unauthorized());
        Assert.Contains("credentials", Assert.IsType<SendResult.ChannelClosed>(await bot.PostAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal((2, 4), (bot.AskedAnew, connector.Of("create").Count));
    }

    [Theory]
    [InlineData(true, typeof(SendResult.TryLater))]
    [InlineData(false, typeof(SendResult.ChannelClosed))]
    public async Task Without_a_token_nothing_is_sent(bool mayPass, Type result)
    {
        bot.Tokens.Clear();
        bot.Tokens.Enqueue(new BotToken.Failed("AADSTS7000215: wrong secret", mayPass));
        Assert.IsType(result, await bot.PostAsync());
        Assert.Empty(connector.Calls);
    }

    [Fact]
    public async Task The_escape_hatch_sends_no_token()
    {
        bot.Tokens.Clear();
        bot.Tokens.Enqueue(new BotToken.None());
        Assert.IsType<SendResult.Sent>(await bot.PostAsync());
        Assert.Equal("", Assert.Single(connector.Of("create")).Authorization);
    }

    [Fact]
    public async Task A_service_url_that_is_not_allowed_gets_neither_token_nor_call()
    {
        await using var evil = await StubConnector.StartAsync();
        var reply = await bot.Get<ConnectorClient>().GetTeamConversationsAsync(new(evil.ServiceUrl, ConnectorHost.Tenant), ConnectorHost.General, CancellationToken.None);
        Assert.Equal(ConnectorErrorKind.ServiceUrl, Assert.IsType<ConnectorReply<ConversationList>.Failed>(reply).Error.Kind);

        // One that was allowed when it was written down.
        await bot.Get<ConversationStore>().ChangeAsync<KnownConversation>(ConnectorHost.Tenant, ConnectorHost.Lounge, row => row with { ServiceUrl = evil.ServiceUrl }, CancellationToken.None);
        Assert.IsType<SendResult.Sent>(await bot.PostAsync());
        Assert.Empty(evil.Calls);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await StubConnector.StartAsync();
        connector.On("create", _ => Results.Redirect(elsewhere.ServiceUrl + "v3/conversations", preserveMethod: true));
        Assert.IsType<SendResult.TryLater>(await bot.PostAsync());
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task A_card_that_is_too_big_is_not_sent()
    {
        var big = ConnectorHost.Card with { Json = $$"""{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"{{new string('é', 52_000)}}"}]}""" };
        Assert.IsType<SendResult.Refused>(await bot.PostAsync(card: big));
        Assert.IsType<SendResult.Refused>(await bot.PostAsync("1001", card: big));
        Assert.IsType<SendResult.Refused>(await bot.Platforms.UpdateAsync(new("key", ConnectorHost.Channel, Thread, "1001", big), CancellationToken.None));
        Assert.Empty(connector.Calls);
        Assert.IsType<SendResult.Sent>(await bot.PostAsync(card: ConnectorHost.Card with { Json = big.Json.Replace(new string('é', 2_000), "", StringComparison.Ordinal)[..^1] + "}" }));
    }

    [Fact]
    public async Task Managers_see_a_view_of_their_own_by_the_ids_that_Teams_knows()
    {
        connector.Roster(ConnectorHost.Lounge, ("29:bob", ConnectorHost.Bob, "Bob"));
        await bot.NoteAsync(bot.InChat());
        await bot.PostAsync(card: WithViewers(ConnectorHost.Ann.ToUpperInvariant(), ConnectorHost.Bob, "22222222-7b0a-4a1c-8a65-0f4b1c2d3e4f"));
        var refresh = Assert.Single(connector.Of("create")).Body!["activity"]!["attachments"]![0]!["content"]!["refresh"]!;
        Assert.Equal(["29:ann", "29:bob"], refresh["userIds"]!.AsArray().Select(id => (string?)id));

        await bot.PostAsync(card: WithViewers("22222222-7b0a-4a1c-8a65-0f4b1c2d3e4f"));
        Assert.Null(connector.Of("create")[1].Body!["activity"]!["attachments"]![0]!["content"]!["refresh"]);
    }

    [Fact]
    public async Task Somebody_unknown_cannot_be_written_to_and_it_is_said_what_to_do()
    {
        Assert.Contains("add", Assert.IsType<SendResult.ChannelClosed>(await bot.PostAsync(place: ConnectorHost.Bob)).Reason, StringComparison.Ordinal);
        Assert.Empty(connector.Of("create"));
    }

    [Fact]
    public async Task A_manager_in_a_roster_is_written_to_in_a_chat_that_is_opened_once()
    {
        connector.Roster(ConnectorHost.Lounge, ("29:ann", ConnectorHost.Ann, "Ann"));
        Assert.IsType<SendResult.Sent>(await bot.PostAsync(place: ConnectorHost.Ann));
        Assert.Equal(new SendResult.Sent("a:chat-29:ann", "1002"), await bot.PostAsync(place: ConnectorHost.Ann.ToUpperInvariant()));
        var create = Assert.Single(connector.Of("create"));
        Assert.Equal(("29:ann", ConnectorHost.Tenant, null), ((string?)create.Body!["members"]![0]!["id"], (string?)create.Body["tenantId"], create.Body["activity"]));

        // A note below a card that stands in the chat.
        Assert.Equal(new SendResult.Sent("a:chat-29:ann", "1003"), await bot.PostAsync("1002", "a:chat-29:ann"));
    }

    [Fact]
    public async Task A_chat_that_the_connector_does_not_know_any_more_is_opened_anew()
    {
        await bot.NoteAsync(bot.InChat());
        connector.On("send", call => call.Conversation == "a:chat-ann" ? StubConnector.Problem(404, "ConversationNotFound") : connector.Posted());
        Assert.Equal(new SendResult.Sent("a:chat-29:ann", "1001"), await bot.PostAsync(place: ConnectorHost.Ann));
        connector.On("send", _ => StubConnector.Problem(404, "ConversationNotFound"));
        Assert.IsType<SendResult.ChannelClosed>(await bot.PostAsync(place: ConnectorHost.Ann));
    }

    [Fact]
    public async Task Nobody_can_look_for_a_message_in_Teams() =>
        Assert.IsType<FindResult.CannotTell>(await bot.Platforms.FindAsync(new("key", ConnectorHost.Channel, null, ConnectorHost.Card), Instant.MinValue, CancellationToken.None));

    [Fact]
    public async Task A_message_is_deleted_by_its_id()
    {
        var reply = await bot.Get<ConnectorClient>().DeleteActivityAsync(new(connector.ServiceUrl, ConnectorHost.Tenant), Thread, "1001", CancellationToken.None);
        Assert.IsType<ConnectorReply<Acknowledged>.Ok>(reply);
        Assert.Equal("1001", Assert.Single(connector.Of("delete")).Id);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task An_id_that_would_be_read_as_a_folder_is_not_called(string id)
    {
        var client = bot.Get<ConnectorClient>();
        await Assert.ThrowsAsync<ArgumentException>(() => client.UpdateActivityAsync(new(connector.ServiceUrl, ConnectorHost.Tenant), id, "1", new(), CancellationToken.None));
    }

    [Fact]
    public async Task Many_at_once_come_through_at_the_pace_of_the_tenant()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => bot.PostAsync("1001", $"19:channel{i}@thread.tacv2")));
        Assert.All(results, result => Assert.IsType<SendResult.Sent>(result));
        Assert.Equal(60, results.Select(result => ((SendResult.Sent)result).MessageId).Distinct().Count());
    }
}
