using System.Text.Json.Nodes;

namespace HuddleBot.Slack.Inbound;

/// <summary>What goes back to Slack in time: over HTTP the answer's body, over a socket the payload of the acknowledgement.</summary>
/// <param name="Body">Null: it is taken, and there is nothing to say.</param>
public sealed record SlackAnswer(JsonNode? Body)
{
    public static SlackAnswer Taken { get; } = new(Body: null);
}
