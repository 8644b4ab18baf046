using System.Text.Json;

namespace HuddleBot.Playground.Slack.Workspace;

/// <summary>A message as it stands now.</summary>
public sealed record Message
{
    public required string Channel { get; init; }

    /// <summary>Its id within the channel: Unix seconds with a serial number, <c>1531420618.000200</c>.</summary>
    public required string Ts { get; init; }

    /// <summary>The message that it replies to; null: not a reply.</summary>
    public string? ThreadTs { get; init; }

    public required string AuthorId { get; init; }

    public bool IsBot { get; init; }

    public string Text { get; init; } = "";

    /// <summary>An array of blocks, each with a block id; null: text only.</summary>
    public JsonElement? Blocks { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>A reply that is shown in the channel too.</summary>
    public bool IsBroadcast { get; init; }

    public string? EditedTs { get; init; }

    /// <summary>Only this person sees it, and it is in no history.</summary>
    public string? EphemeralFor { get; init; }

    public bool IsDeleted { get; init; }

    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    public bool IsReply => ThreadTs is not null && ThreadTs != Ts;

    /// <summary>The text and every text in the blocks, for looking something up in tests.</summary>
    public string AllText => Blocks is { } blocks ? Text + "\n" + string.Join('\n', TextsIn(blocks)) : Text;

    private static IEnumerable<string> TextsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property is { Name: "text", Value.ValueKind: JsonValueKind.String }
            ? [property.Value.GetString()!] : TextsIn(property.Value)),
        _ => [],
    };
}

public sealed record Reaction(string Name, IReadOnlyList<string> Users);
