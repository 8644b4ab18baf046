using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>A key of the connector, and the channels that it may speak for (member <c>endorsements</c> of the JSON web key).</summary>
internal sealed class SigningKey(JsonWebKey key)
{
    /// <summary>Bits; weaker RSA keys prove nothing.</summary>
    private const int LeastSize = 2048;

    public JsonWebKey Key { get; } = key;

    public FrozenSet<string> Endorsements { get; } = Read(key).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsUsable(JsonWebKey key) =>
        !string.IsNullOrEmpty(key.Kid) && key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.N is not null && key.E is not null && key.KeySize >= LeastSize && key.Use is null or "" or "sig";

    private static IEnumerable<string> Read(JsonWebKey key) => key.AdditionalData.TryGetValue("endorsements", out var value) ? value switch
    {
        JsonElement { ValueKind: JsonValueKind.Array } items => items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        IEnumerable<object> items => items.OfType<string>(),
        _ => [],
    } : [];
}
