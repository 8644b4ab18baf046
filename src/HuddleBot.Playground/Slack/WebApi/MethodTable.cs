using HuddleBot.Playground.Slack.SocketMode;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>The methods that this Slack knows. Any other is refused, as by Slack.</summary>
internal static class MethodTable
{
    private static readonly Dictionary<string, Method> ByName = new IEnumerable<Method>[]
    {
        ChatMethods.All, ViewMethods.All, ConversationMethods.All, UserMethods.All, OAuthMethods.All, SocketMethods.All,
    }.SelectMany(methods => methods).ToDictionary(method => method.Name, StringComparer.Ordinal);

    public static Method? Find(string name) => ByName.GetValueOrDefault(name);
}
