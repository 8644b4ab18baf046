using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>What is kept in one row. A row that is not there reads as one that says nothing.</summary>
public interface IConversationRow<TSelf>
    where TSelf : IConversationRow<TSelf>
{
    /// <summary>What stands before the id in the row's key.</summary>
    static abstract string Prefix { get; }

    static abstract TSelf Read(TableEntity? row);

    void Write(TableEntity row);
}

/// <summary>A channel or a personal chat.</summary>
/// <param name="ServiceUrl">Of the last verified activity from there.</param>
/// <param name="SeenAt">When that activity was sent.</param>
/// <param name="Team">The Teams team that a channel belongs to.</param>
/// <param name="Person">The Entra object id of whom a personal chat is with.</param>
/// <param name="ClosedReason">Why it takes no messages; null: it does.</param>
/// <param name="StateAt">When it was last closed or opened.</param>
public sealed record KnownConversation(
    string? ServiceUrl = null, Instant? SeenAt = null, string? Team = null, string? Person = null, string? Name = null, string? ClosedReason = null, Instant? StateAt = null)
    : IConversationRow<KnownConversation>
{
    public static string Prefix => "conversation-";

    public static KnownConversation Read(TableEntity? row) => row is null
        ? new()
        : new(
            row.GetString("ServiceUrl"), row.GetInstant("SeenAt"), row.GetString("Team"), row.GetString("Person"), row.GetString("Name"), row.GetString("ClosedReason"), row.GetInstant("StateAt"));

    public void Write(TableEntity row)
    {
        (row["ServiceUrl"], row["SeenAt"]) = (ServiceUrl, SeenAt);
        (row["Team"], row["Person"], row["Name"]) = (Team, Person, Name);
        (row["ClosedReason"], row["StateAt"]) = (ClosedReason, StateAt);
    }
}

/// <summary>Somebody who has written to us, or whom we have written to.</summary>
/// <param name="Mri"><c>29:…</c></param>
/// <param name="Conversation">The personal chat with them; null: none yet.</param>
public sealed record KnownPerson(string? Mri = null, string? Name = null, string? Conversation = null, Instant? SeenAt = null) : IConversationRow<KnownPerson>
{
    public static string Prefix => "person-";

    public static KnownPerson Read(TableEntity? row) => row is null ? new() : new(row.GetString("Mri"), row.GetString("Name"), row.GetString("Conversation"), row.GetInstant("SeenAt"));

    public void Write(TableEntity row) => (row["Mri"], row["Name"], row["Conversation"], row["SeenAt"]) = (Mri, Name, Conversation, SeenAt);
}

/// <summary>A team of Microsoft Teams; its id is that of its General channel.</summary>
/// <param name="IsInstalled">Null: no installation was seen.</param>
/// <param name="ClosedReason">Archived or deleted; null: neither.</param>
/// <param name="ChannelsAt">When its channels were last asked for.</param>
public sealed record KnownTeam(string? Name = null, bool? IsInstalled = null, Instant? InstalledAt = null, string? ClosedReason = null, Instant? ClosedAt = null, Instant? ChannelsAt = null)
    : IConversationRow<KnownTeam>
{
    public static string Prefix => "team-";

    public static KnownTeam Read(TableEntity? row) => row is null
        ? new()
        : new(row.GetString("Name"), row.GetBoolean("IsInstalled"), row.GetInstant("InstalledAt"), row.GetString("ClosedReason"), row.GetInstant("ClosedAt"), row.GetInstant("ChannelsAt"));

    public void Write(TableEntity row)
    {
        (row["Name"], row["IsInstalled"], row["InstalledAt"]) = (Name, IsInstalled, InstalledAt);
        (row["ClosedReason"], row["ClosedAt"], row["ChannelsAt"]) = (ClosedReason, ClosedAt, ChannelsAt);
    }
}

/// <summary>For places never heard from.</summary>
public sealed record KnownTenant(string? ServiceUrl = null, Instant? SeenAt = null) : IConversationRow<KnownTenant>
{
    public static string Prefix => "tenant";

    public static KnownTenant Read(TableEntity? row) => row is null ? new() : new(row.GetString("ServiceUrl"), row.GetInstant("SeenAt"));

    public void Write(TableEntity row) => (row["ServiceUrl"], row["SeenAt"]) = (ServiceUrl, SeenAt);
}
