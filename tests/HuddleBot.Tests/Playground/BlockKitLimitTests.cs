using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack;

namespace HuddleBot.Tests.Playground;

/// <summary>The documented Block Kit limits, one by one: at the limit it is taken, beyond it is refused with the place.</summary>
public sealed class BlockKitLimitTests : IAsyncLifetime
{
    private SlackPlayground slack = null!;
    private PlaygroundClient client = null!;

    public async Task InitializeAsync()
    {
        slack = await SlackPlayground.StartAsync(new SlackPlaygroundOptions { RateLimitScale = null });
        client = new PlaygroundClient(slack);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await slack.DisposeAsync();
    }

    public static TheoryData<string, string> Refused { get; } = new()
    {
        { """{"type":"sektion"}""", "unsupported type: sektion [json-pointer:/blocks/0/type]" },
        { """{"text":{"type":"mrkdwn","text":"x"}}""", "missing required field: type [json-pointer:/blocks/0]" },
        { """{"type":"section"}""", "missing required field: text [json-pointer:/blocks/0]" },
        { """{"type":"section","text":{"type":"mrkdwn","text":""}}""", "must be more than 0 characters [json-pointer:/blocks/0/text/text]" },
        { """{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":true}}""", "invalid additional property: emoji [json-pointer:/blocks/0/text]" },
        { """{"type":"section","text":{"type":"html","text":"x"}}""", "unsupported type: html [json-pointer:/blocks/0/text/type]" },
        { """{"type":"section","text":{"type":"plain_text","text":7}}""", "must provide a string [json-pointer:/blocks/0/text/text]" },
        { """{"type":"section","text":{"type":"plain_text","text":"x"},"colour":"red"}""", "invalid additional property: colour [json-pointer:/blocks/0]" },
        { """{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "must be a valid enum value: plain_text [json-pointer:/blocks/0/text/type]" },
        { """{"type":"actions","elements":[]}""", "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]" },
        { """{"type":"actions","elements":[{"type":"plain_text_input"}]}""", "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]" },
        { """{"type":"actions","elements":[{"type":"button","action_id":"a"}]}""", "missing required field: text [json-pointer:/blocks/0/elements/0]" },
        {
            """{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"y"}}]}""",
            "`action_id` \"a\" already exists [json-pointer:/blocks/0/elements/1/action_id]"
        },
        { """{"type":"actions","elements":[{"type":"button","style":"warning","text":{"type":"plain_text","text":"x"}}]}""", "must be a valid enum value: primary, danger [json-pointer:/blocks/0/elements/0/style]" },
        { """{"type":"image","alt_text":"x"}""", "must provide either image_url or slack_file [json-pointer:/blocks/0]" },
        { """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text"}]}]}""", "missing required field: text [json-pointer:/blocks/0/elements/0/elements/0]" },
        { """{"type":"rich_text","elements":[{"type":"text","text":"x"}]}""", "unsupported type: text [json-pointer:/blocks/0/elements/0/type]" },
        {
            """{"type":"section","text":{"type":"plain_text","text":"x"},"accessory":{"type":"static_select","options":[{"text":{"type":"plain_text","text":"a"},"value":"a"}],"initial_option":{"text":{"type":"plain_text","text":"b"},"value":"b"}}}""",
            "must be one of the provided options [json-pointer:/blocks/0/accessory/initial_option]"
        },
    };

    public static TheoryData<string, string, int> Lengths { get; } = new()
    {
        { """{"type":"section","text":{"type":"mrkdwn","text":"§"}}""", "/blocks/0/text/text", 3000 },
        { """{"type":"section","fields":[{"type":"mrkdwn","text":"§"}]}""", "/blocks/0/fields/0/text", 2000 },
        { """{"type":"header","text":{"type":"plain_text","text":"§"}}""", "/blocks/0/text/text", 150 },
        { """{"type":"divider","block_id":"§"}""", "/blocks/0/block_id", 255 },
        { """{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"§"}}]}""", "/blocks/0/elements/0/text/text", 75 },
        { """{"type":"actions","elements":[{"type":"button","value":"§","text":{"type":"plain_text","text":"x"}}]}""", "/blocks/0/elements/0/value", 2000 },
        { """{"type":"actions","elements":[{"type":"button","action_id":"§","text":{"type":"plain_text","text":"x"}}]}""", "/blocks/0/elements/0/action_id", 255 },
        { """{"type":"actions","elements":[{"type":"button","accessibility_label":"§","text":{"type":"plain_text","text":"x"}}]}""", "/blocks/0/elements/0/accessibility_label", 75 },
        { """{"type":"actions","elements":[{"type":"overflow","options":[{"text":{"type":"plain_text","text":"§"},"value":"v"}]}]}""", "/blocks/0/elements/0/options/0/text/text", 75 },
        { """{"type":"actions","elements":[{"type":"overflow","options":[{"text":{"type":"plain_text","text":"x"},"value":"§"}]}]}""", "/blocks/0/elements/0/options/0/value", 150 },
        { """{"type":"actions","elements":[{"type":"users_select","placeholder":{"type":"plain_text","text":"§"}}]}""", "/blocks/0/elements/0/placeholder/text", 150 },
        { """{"type":"image","image_url":"https://a.example/x.png","alt_text":"§"}""", "/blocks/0/alt_text", 2000 },
        {
            """{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"confirm":{"title":{"type":"plain_text","text":"§"},"text":{"type":"plain_text","text":"x"},"confirm":{"type":"plain_text","text":"x"},"deny":{"type":"plain_text","text":"x"}}}]}""",
            "/blocks/0/elements/0/confirm/title/text", 100
        },
    };

    public static TheoryData<string, string, int> Counts { get; } = new()
    {
        { """{"type":"section","fields":[§]}|{"type":"mrkdwn","text":"x"}""", "/blocks/0/fields", 10 },
        { """{"type":"context","elements":[§]}|{"type":"mrkdwn","text":"x"}""", "/blocks/0/elements", 10 },
        { """{"type":"actions","elements":[§]}|{"type":"button","text":{"type":"plain_text","text":"x"}}""", "/blocks/0/elements", 25 },
        { """{"type":"actions","elements":[{"type":"overflow","options":[§]}]}|{"text":{"type":"plain_text","text":"x"},"value":"v"}""", "/blocks/0/elements/0/options", 5 },
        { """{"type":"actions","elements":[{"type":"static_select","options":[§]}]}|{"text":{"type":"plain_text","text":"x"},"value":"v"}""", "/blocks/0/elements/0/options", 100 },
        { """{"type":"actions","elements":[{"type":"radio_buttons","options":[§]}]}|{"text":{"type":"mrkdwn","text":"x"},"value":"v"}""", "/blocks/0/elements/0/options", 10 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_block_that_is_not_as_documented_is_refused(string block, string message) => Assert.Contains($"[ERROR] {message}", await ProblemsOfAsync(block));

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task A_text_may_be_as_long_as_documented(string block, string place, int limit)
    {
        Assert.Empty(await ProblemsOfAsync(block.Replace("§", new string('x', limit), StringComparison.Ordinal)));
        Assert.Contains($"[ERROR] must be less than {limit + 1} characters [json-pointer:{place}]", await ProblemsOfAsync(block.Replace("§", new string('x', limit + 1), StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task A_list_may_be_as_long_as_documented(string template, string place, int limit)
    {
        var (block, item) = (template.Split('|')[0], template.Split('|')[1]);
        string With(int count) => block.Replace("§", string.Join(',', Enumerable.Repeat(item, count)), StringComparison.Ordinal);

        Assert.Empty(await ProblemsOfAsync(With(limit)));
        Assert.Contains($"[ERROR] no more than {limit} items allowed [json-pointer:{place}]", await ProblemsOfAsync(With(limit + 1)));
    }

    [Fact]
    public async Task A_message_has_fifty_blocks_and_each_block_id_once()
    {
        var divider = """{"type":"divider"}""";
        Assert.Empty(await ProblemsOfAsync([.. Enumerable.Repeat(divider, 50)]));
        Assert.Contains("[ERROR] no more than 50 items allowed [json-pointer:/blocks]", await ProblemsOfAsync([.. Enumerable.Repeat(divider, 51)]));
        Assert.Contains("[ERROR] `block_id` \"b\" already exists [json-pointer:/blocks/1/block_id]", await ProblemsOfAsync("""{"type":"divider","block_id":"b"}""", """{"type":"divider","block_id":"b"}"""));
    }

    [Theory]
    [InlineData("""{"title":null}""", "missing required field: title [json-pointer:/view]")]
    [InlineData("""{"title":{"type":"plain_text","text":"A title of twenty-five letters"}}""", "must be less than 25 characters [json-pointer:/view/title/text]")]
    [InlineData("""{"submit":null}""", "missing required field: submit (a view with input blocks needs one) [json-pointer:/view]")]
    [InlineData("""{"blocks":[{"type":"markdown","text":"x"}]}""", "unsupported type: markdown [json-pointer:/view/blocks/0/type]")]
    [InlineData("""{"colour":"red"}""", "invalid additional property: colour [json-pointer:/view]")]
    public async Task A_modal_that_is_not_as_documented_is_refused(string changes, string message)
    {
        var answer = await OpenAsync(JsonNode.Parse(changes)!.AsObject());

        Assert.Equal("invalid_arguments", answer.GetProperty("error").GetString());
        Assert.Contains($"[ERROR] {message}", answer.GetProperty("response_metadata").GetProperty("messages").EnumerateArray().Select(text => text.GetString()));
    }

    [Fact]
    public async Task Private_metadata_and_the_whole_view_have_limits()
    {
        Assert.True((await OpenAsync(new JsonObject { ["private_metadata"] = new string('x', 3000) })).GetProperty("ok").GetBoolean());
        Assert.Equal("invalid_arguments", (await OpenAsync(new JsonObject { ["private_metadata"] = new string('x', 3001) })).GetProperty("error").GetString());
        Assert.Equal("view_too_large", (await OpenAsync(new JsonObject { ["private_metadata"] = new string('x', 250_001) })).GetProperty("error").GetString());
    }

    private async Task<JsonElement> OpenAsync(JsonObject changes)
    {
        await using var bot = await FakeBot.StartAsync();
        slack.BotUrl = bot.Url;
        await slack.GlobalShortcutAsync("tom", "try");
        var view = JsonSerializer.SerializeToNode(Cards.Form)!.AsObject();
        foreach (var (name, value) in changes)
        {
            if (value is null) view.Remove(name);
            else view[name] = value.DeepClone();
        }

        return await client.CallAsync("views.open", new { trigger_id = bot.Requests.Single().Payload.GetProperty("trigger_id").GetString(), view });
    }

    private async Task<IReadOnlyList<string?>> ProblemsOfAsync(params IReadOnlyList<string> blocks)
    {
        var answer = await client.CallAsync("chat.postMessage", new { channel = "C0001", text = "x", blocks = blocks.Select(block => JsonElement.Parse(block)) });
        if (answer.GetProperty("ok").GetBoolean()) return [];
        Assert.Equal("invalid_blocks", answer.GetProperty("error").GetString());
        return [.. answer.GetProperty("response_metadata").GetProperty("messages").EnumerateArray().Select(message => message.GetString())];
    }
}
