using System.Text;
using System.Text.Json.Nodes;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Node;

namespace HuddleBot.Tests.Cards;

/// <summary>Everything that we can send, against Slack's own types. A type that is a union finds what is missing and what is too much.</summary>
public sealed class SlackTypesTests
{
    private const string Preamble = """
        import type { KnownBlock, HomeView, ModalView } from "@slack/types";
        import type { ChatPostMessageArguments, ViewsOpenArguments, ViewsPublishArguments } from "@slack/web-api";
        type Message = { blocks: KnownBlock[] };
        type Modal = Omit<ModalView, "blocks"> & { blocks: KnownBlock[] };
        type Home = Omit<HomeView, "blocks"> & { blocks: KnownBlock[] };
        const post = (message: Message): ChatPostMessageArguments => ({ channel: "C0001", text: "words", ...message });
        const open = (view: Modal): ViewsOpenArguments => ({ trigger_id: "1.2", view });
        const publish = (view: Home): ViewsPublishArguments => ({ user_id: "U0001", view });

        """;

    [Fact]
    public async Task Everything_that_we_send_fits_the_types_of_Slack()
    {
        var script = new StringBuilder(Preamble);
        var sent = 0;
        foreach (var (_, content) in CardSamples.All)
        {
            script.AppendLine(LineOf(CardsUnderTest.Composer.Compose(Platform.Slack, content).Json));
            sent++;
        }

        Assert.True(sent > 80, $"only {sent} samples");
        Assert.Equal("", await TypeCheck.RunAsync(script.ToString()));
    }

    /// <summary>A property too many, a missing one, an unknown block, a wrong type deep within.</summary>
    [Fact]
    public async Task The_types_find_what_is_wrong()
    {
        string[] wrong =
        [
            """{ "blocks": [{ "type": "divider", "colour": "red" }] }""",
            """{ "blocks": [{ "type": "section", "text": { "type": "plain_text" } }] }""",
            """{ "blocks": [{ "type": "sectoin" }] }""",
            """{ "type": "modal", "title": { "type": "plain_text", "text": "a" }, "blocks": [{ "type": "input", "label": { "type": "plain_text", "text": "b" }, "element": { "type": "plain_text_input", "multiline": "yes" } }] }""",
        ];
        var findings = await TypeCheck.RunAsync(Preamble + string.Join('\n', wrong.Select(LineOf)));
        var first = Preamble.Count(c => c == '\n') + 1;
        Assert.Equal(wrong.Select((_, i) => $"{first + i}"), findings.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]).Distinct());
    }

    private static string LineOf(string json) => JsonNode.Parse(json)!["type"]?.ToString() switch
    {
        "modal" => $"open({json});",
        "home" => $"publish({json});",
        _ => $"post({json});",
    };
}
