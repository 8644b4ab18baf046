namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>Entra object ids are the same whatever the case of their letters.</summary>
internal static class PeopleIds
{
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    public static string Normal(string entraId) => entraId.ToLowerInvariant();
}
