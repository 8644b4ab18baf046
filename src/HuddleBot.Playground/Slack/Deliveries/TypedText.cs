namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>What Slack makes of what people type (docs: Formatting message text): three characters are escaped before an app sees them.</summary>
internal static class TypedText
{
    public static string Escape(string typed) =>
        typed.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
