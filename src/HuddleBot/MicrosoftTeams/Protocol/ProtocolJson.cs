using System.Text.Json;
using System.Text.Json.Serialization;

namespace HuddleBot.MicrosoftTeams.Protocol;

/// <summary>How activities are written and read: camel case, nothing for what is null.</summary>
public static class ProtocolJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
