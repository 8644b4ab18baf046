using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>Where a call goes, and whose rates it counts against.</summary>
/// <param name="ServiceUrl">Of a verified activity, or the cloud's own.</param>
/// <param name="Tenant">The customer's.</param>
public sealed record ConnectorAddress(string ServiceUrl, string Tenant);

/// <summary>A new thread in a channel with its first message, or a chat with one person.</summary>
public sealed record ConversationParameters(bool IsGroup, string TenantId, IReadOnlyList<ChannelAccount>? Members, TeamsChannelData? ChannelData, Activity? Activity)
{
    public static ConversationParameters NewThread(string tenant, string channel, Activity first) =>
        new(IsGroup: true, tenant, null, new(Tenant: new(tenant), Channel: new(channel)), first);

    /// <param name="member"><c>29:…</c></param>
    public static ConversationParameters PersonalChat(string tenant, string member) => new(IsGroup: false, tenant, [new(member)], new(Tenant: new(tenant)), null);
}

/// <param name="ActivityId">Null for a personal chat.</param>
public sealed record ConversationResourceResponse(string Id, string? ActivityId)
{
    public static ConversationResourceResponse? Read(JsonElement body) => body.Text("id") is { Length: > 0 } id ? new(id, body.Text("activityId")) : null;
}

public sealed record ResourceResponse(string Id)
{
    public static ResourceResponse? Read(JsonElement body) => body.Text("id") is { Length: > 0 } id ? new(id) : null;
}

/// <summary>Done; whatever else the answer says.</summary>
public sealed record Acknowledged
{
    private static readonly Acknowledged Instance = new();

    public static Acknowledged Read(JsonElement body) => Instance;
}

/// <param name="ContinuationToken">Null: this is the last page.</param>
public sealed record PagedMembers(IReadOnlyList<ChannelAccount> Members, string? ContinuationToken)
{
    public static PagedMembers? Read(JsonElement body) => body.At("members") is not { ValueKind: JsonValueKind.Array }
        ? null
        : new([.. body.Items("members").Select(MemberOf)], body.Text("continuationToken") is { Length: > 0 } token ? token : null);

    private static ChannelAccount MemberOf(JsonElement member) =>
        new(member.Text("id"), member.Text("name"), member.Text("aadObjectId"), member.Text("objectId"), member.Text("tenantId"), member.Text("userPrincipalName"), member.Text("userRole"));
}

public sealed record ConversationList(IReadOnlyList<ChannelInfo> Conversations)
{
    public static ConversationList? Read(JsonElement body) => body.At("conversations") is not { ValueKind: JsonValueKind.Array }
        ? null
        : new([.. body.Items("conversations").Select(channel => new ChannelInfo(channel.Text("id"), channel.Text("name")))]);
}

internal static class ConnectorJson
{
    /// <summary>Microsoft Teams counts characters, not escapes: what needs none is not escaped. Nothing here is put into a web page.</summary>
    public static JsonSerializerOptions Options { get; } = new(ProtocolJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
