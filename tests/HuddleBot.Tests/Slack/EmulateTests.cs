using System.Text.Json.Nodes;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Slack.WebApi;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Tests.Slack;

/// <summary>The main path once more, against a Slack that others wrote: it shares none of our misunderstandings.</summary>
public sealed class EmulateTests
{
    internal const string Script = """
        const starting = import('emulate'); // an ES module
        const net = require('net').createServer().listen(0, '127.0.0.1', () => {
          const port = net.address().port;
          net.close(async () => {
            const { createEmulator } = await starting;
            const slack = await createEmulator({ service: 'slack', port, seed: { slack: {
              team: { name: 'Sunny Hotels', domain: 'sunny' },
              users: [{ name: 'ana', real_name: 'Ana Silva', email: 'ana@example.com' }],
              channels: [{ name: 'lounge', topic: '' }],
              bots: [{ name: 'huddlebot' }],
              tokens: [{ token: 'xoxb-test', user: 'ana', scopes: ['chat:write', 'channels:read', 'channels:history', 'groups:read', 'users:read', 'im:write', 'im:history'] }],
            } } });
            const call = async (method, form) => (await fetch(`${slack.url}/api/${method}`, { method: 'POST', headers: { authorization: 'Bearer xoxb-test' }, body: new URLSearchParams(form) })).json();
            const user = (await call('users.list', {})).members.find(member => member.name === 'ana').id;
            const channel = (await call('conversations.list', {})).channels.find(each => each.name === 'lounge').id;
            await call('conversations.join', { channel });
            console.log(JSON.stringify({ url: slack.url, user, channel }));
          });
        });
        process.stdin.resume().on('end', () => process.exit(0));
        """;

    [NodeFact("emulate")]
    public async Task Post_edit_find_open_a_form_and_know_who_is_there()
    {
        using var node = Node.Start(Script);
        try
        {
            var started = JsonNode.Parse(await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await node.StandardError.ReadToEndAsync()))!;
            await WalkAsync(new((string)started["url"]! + "/api/"), (string)started["channel"]!, (string)started["user"]!);
        }
        finally
        {
            node.Kill(entireProcessTree: true);
            await node.WaitForExitAsync();
        }
    }

    private static async Task WalkAsync(Uri api, string channel, string user)
    {
        await using var bot = await SlackBot.StartAsync(api);
        var (client, platform, directory) = (bot.Services.GetRequiredService<SlackWebApiClient>(), bot.Services.GetRequiredService<IChatPlatform>(), bot.Services.GetRequiredService<IChatDirectory>());

        var me = Assert.IsType<SlackReply<AuthTestResult>.Ok>(await client.AuthTestAsync("T", CancellationToken.None)).Result;
        var (place, person) = (new ChannelId(Platform.Slack, me.TeamId, channel), new PersonId(Platform.Slack, me.TeamId, user));

        const string words = """{"blocks":[{"type":"section","text":{"type":"plain_text","text":"The bus"}}]}""";
        var post = new ChatPost("key-1", place, null, new(words, "The <bus>", "A comment"));
        var sent = Assert.IsType<SendResult.Sent>(await platform.PostAsync(post, CancellationToken.None));
        Assert.Equal(channel, sent.PostedChannel);
        var reply = Assert.IsType<SendResult.Sent>(await platform.PostAsync(post with { Key = "key-2", ThreadMessageId = sent.MessageId }, CancellationToken.None));
        Assert.NotEqual(sent.MessageId, reply.MessageId);
        Assert.Equal(sent, await platform.UpdateAsync(new("key-1", place, sent.PostedChannel, sent.MessageId, new(words, "Decided", "Decided")), CancellationToken.None));
        Assert.IsType<SendResult.ChannelClosed>(await platform.PostAsync(post with { Channel = place with { Channel = "C404" } }, CancellationToken.None));
        Assert.IsNotType<FindResult.Found>(await platform.FindAsync(post with { Key = "never-sent" }, Instant.FromUnixTimeSeconds(0), CancellationToken.None));

        Assert.True(await directory.IsMemberAsync(place, person, CancellationToken.None));
        Assert.False(await directory.IsMemberAsync(place, person with { User = "U404" }, CancellationToken.None));
        Assert.Equal("ana", await directory.NameOfAsync(person, "nobody", CancellationToken.None));

        var view = JsonNode.Parse("""{"type":"modal","callback_id":"issue.fix","title":{"type":"plain_text","text":"Fix"},"blocks":[{"type":"divider"}]}""")!.AsObject();
        var trigger = await TriggerAsync(api, user);
        Assert.IsType<SlackReply<Acknowledged>.Ok>(await client.ViewsOpenAsync(me.TeamId, new(trigger, view), CancellationToken.None));
        var twice = Assert.IsType<SlackReply<Acknowledged>.Failed>(await client.ViewsOpenAsync(me.TeamId, new(trigger, view), CancellationToken.None));
        Assert.True(SlackErrors.IsUsedTrigger(twice.Error.Code));
        var home = JsonNode.Parse("""{"type":"home","blocks":[{"type":"divider"}]}""")!.AsObject();
        Assert.IsType<SlackReply<Acknowledged>.Ok>(await client.ViewsPublishAsync(me.TeamId, new(user, home), CancellationToken.None));
    }

    /// <summary>As after a click; good for three seconds.</summary>
    private static async Task<string> TriggerAsync(Uri api, string user)
    {
        using var http = new HttpClient { BaseAddress = api, DefaultRequestHeaders = { Authorization = new("Bearer", "xoxb-test") } };
        using var form = new FormUrlEncodedContent([new("user_id", user)]);
        using var answer = await http.PostAsync(new Uri("views.generateTriggerId", UriKind.Relative), form);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["trigger_id"]!;
    }
}
