using System.Text;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>Cursor paging: the cursor is opaque to the bot and says where the next page begins.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string NextCursor)
{
    /// <returns>Null when the cursor is none of ours.</returns>
    public static Page<T>? Of(IReadOnlyList<T> all, Arguments arguments, int defaultLimit, int maxLimit)
    {
        var start = 0;
        if (arguments.Text("cursor") is { } cursor && !TryRead(cursor, out start)) return null;
        var limit = Math.Clamp(arguments.Number("limit", defaultLimit), 1, maxLimit);
        var items = all.Skip(start).Take(limit).ToList();
        return new Page<T>(items, start + items.Count < all.Count ? Convert.ToBase64String(Encoding.ASCII.GetBytes($"next:{start + items.Count}")) : "");
    }

    private static bool TryRead(string cursor, out int start)
    {
        start = 0;
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length) && Encoding.ASCII.GetString(bytes, 0, length).Split(':') is ["next", var number] && int.TryParse(number, out start);
    }
}
