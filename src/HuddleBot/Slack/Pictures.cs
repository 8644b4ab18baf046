using System.Text.Json.Nodes;

namespace HuddleBot.Slack;

/// <summary>
/// Slack fetches the pictures of a message while it takes it, and refuses the whole message where one cannot be had ("downloading image failed"). A card says in words what its pictures
/// show, so it may go without them.
/// </summary>
internal static class Pictures
{
    /// <summary>Null: there are none to leave out, or nothing would be left.</summary>
    public static JsonArray? LeftOut(JsonArray blocks)
    {
        var rest = blocks.Where(block => block?["type"]?.ToString() != "image").Select(block => block?.DeepClone()).ToArray();
        return rest.Length == blocks.Count || rest.Length == 0 ? null : new(rest);
    }
}
