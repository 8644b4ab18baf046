using System.Text.Json;
using System.Text.Json.Serialization;

namespace HuddleBot.MicrosoftTeams.Protocol;

/// <summary>
/// What Microsoft Teams and the bot send each other (Bot Framework activity schema; the members that we read or write, named as there). Members that are not
/// known are ignored; one that is missing is null.
/// </summary>
public sealed record Activity
{
    /// <summary>One of <see cref="ActivityTypes"/>; others are to be ignored.</summary>
    public string? Type { get; init; }

    public string? Id { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary><c>msteams</c>.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Where answers go. Never trusted before it has been verified.</summary>
    public string? ServiceUrl { get; init; }

    public ChannelAccount? From { get; init; }

    public ChannelAccount? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? ReplyToId { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    /// <summary>What a notification says; our own words.</summary>
    public string? Summary { get; init; }

    public string? Locale { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    public IReadOnlyList<JsonElement>? Entities { get; init; }

    /// <summary>Of an invoke: <see cref="InvokeNames"/>.</summary>
    public string? Name { get; init; }

    public JsonElement? Value { get; init; }

    /// <summary>Of an installationUpdate: <c>add</c>, <c>remove</c>, <c>add-upgrade</c>, <c>remove-upgrade</c>.</summary>
    public string? Action { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    public TeamsChannelData? ChannelData { get; init; }

    /// <summary>The tenant, wherever it stands.</summary>
    [JsonIgnore]
    public string? TenantId => ChannelData?.Tenant?.Id ?? Conversation?.TenantId ?? From?.TenantId;
}

/// <param name="Id">A person: <c>29:…</c>, the same in every conversation with this bot; a bot: <c>28:{appId}</c>.</param>
/// <param name="AadObjectId">The Entra object id, in activities.</param>
/// <param name="ObjectId">The same, in some rosters.</param>
public sealed record ChannelAccount(
    string? Id, string? Name = null, string? AadObjectId = null, string? ObjectId = null, string? TenantId = null, string? UserPrincipalName = null, string? Role = null)
{
    [JsonIgnore]
    public string? EntraId => AadObjectId ?? ObjectId;
}

/// <param name="Id">Channel <c>19:…@thread.tacv2</c>, a thread of it with <c>;messageid={root}</c>; personal <c>a:…</c>.</param>
/// <param name="ConversationType"><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</param>
public sealed record ConversationAccount(string? Id, string? ConversationType = null, string? TenantId = null, bool? IsGroup = null, string? Name = null);

/// <param name="Content">An Adaptive Card.</param>
public sealed record Attachment(string ContentType, JsonElement? Content)
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
}

public sealed record TeamsChannelData(
    TenantInfo? Tenant = null, TeamInfo? Team = null, ChannelInfo? Channel = null, string? EventType = null, ChannelDataSettings? Settings = null, NotificationInfo? Notification = null);

public sealed record TenantInfo(string? Id);

/// <param name="Id">The id of the team's General channel.</param>
public sealed record TeamInfo(string? Id, string? Name = null, string? AadGroupId = null);

/// <param name="Name">Missing for General.</param>
public sealed record ChannelInfo(string? Id, string? Name = null);

public sealed record ChannelDataSettings(ChannelInfo? SelectedChannel = null);

public sealed record NotificationInfo(bool? Alert);

public static class ActivityTypes
{
    public const string Message = "message";
    public const string MessageUpdate = "messageUpdate";
    public const string MessageDelete = "messageDelete";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string Invoke = "invoke";
}

public static class InvokeNames
{
    public const string AdaptiveCardAction = "adaptiveCard/action";
    public const string TaskFetch = "task/fetch";
    public const string TaskSubmit = "task/submit";
    public const string ComposeExtensionFetchTask = "composeExtension/fetchTask";
    public const string ComposeExtensionSubmitAction = "composeExtension/submitAction";
}
