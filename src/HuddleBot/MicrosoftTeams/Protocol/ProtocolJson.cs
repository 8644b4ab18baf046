using System.Text.Json;
using System.Text.Json.Serialization;

namespace HuddleBot.MicrosoftTeams.Protocol;

/// <summary>How activities are written and read: camel case, nothing for what is null.</summary>
public static class ProtocolJson
{
    /// <summary>What a card's button carries may be nested as deep as somebody likes: that is no reason to leave them without an answer.</summary>
    private const int Depth = 512;

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = Depth };
}
