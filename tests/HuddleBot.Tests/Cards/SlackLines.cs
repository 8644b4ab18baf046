using System.Text.Json.Nodes;

namespace HuddleBot.Tests.Cards;

/// <summary>What somebody reads of a message in Slack, line by line, without its buttons.</summary>
internal static class SlackLines
{
    public static List<string> Of(JsonNode card) =>
        [.. card["blocks"]!.AsArray().Where(block => block!["type"]!.ToString() is not "actions").SelectMany(block => string.Concat(CardsUnderTest.Values(block, "text")).Split('\n'))];
}
