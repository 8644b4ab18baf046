namespace HuddleBot.Playground.MicrosoftTeams.Tenant;

/// <summary>A team; its members are in all its channels (standard channels are the only kind here).</summary>
/// <param name="Id">The id of its General channel.</param>
/// <param name="AadGroupId">What Graph calls it.</param>
/// <param name="MemberIds">Entra object ids.</param>
public sealed record Team(string Id, string AadGroupId, string Name, IReadOnlyList<string> MemberIds, bool HasBot = true, bool IsArchived = false, bool IsDeleted = false)
{
    public bool Has(string person) => MemberIds.Contains(person, StringComparer.Ordinal);
}

/// <param name="Id"><c>19:…@thread.tacv2</c></param>
public sealed record Channel(string Id, string TeamId, string Name, bool IsDeleted = false)
{
    public bool IsGeneral => Id == TeamId;
}

/// <summary>A person's own chat with the bot.</summary>
/// <param name="Id"><c>a:…</c></param>
/// <param name="HasBot">Whether the person has the app for themselves.</param>
/// <param name="IsBlocked">The person has blocked the bot: it may not write.</param>
public sealed record Chat(string Id, string PersonId, bool HasBot, bool IsBlocked = false);
