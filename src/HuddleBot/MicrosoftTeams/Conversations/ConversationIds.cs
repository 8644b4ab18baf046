namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>The ids of Microsoft Teams: a channel <c>19:…@thread.tacv2</c>, a thread of it with <c>;messageid={root}</c>, a personal chat <c>a:…</c>, a person by Entra object id.</summary>
internal static class ConversationIds
{
    private const string Thread = ";messageid=";

    public static bool IsChannel(string id) => id.StartsWith("19:", StringComparison.Ordinal);

    public static bool IsPerson(string id) => Guid.TryParse(id, out _);

    public static string ChannelOf(string conversation) => conversation.Split(';')[0];

    /// <summary>Null: it names no thread.</summary>
    public static string? RootOf(string conversation) =>
        conversation.IndexOf(Thread, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? conversation[(at + Thread.Length)..].Split(';')[0] : null;

    public static string InThread(string conversation, string root) => ChannelOf(conversation) + Thread + root;
}
