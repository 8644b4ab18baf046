using System.Net;
using System.Text.Json;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Messages;

/// <summary>What somebody says to the bot, in plain text.</summary>
/// <param name="Words">Without our own mention; other people's mentions are their names.</param>
/// <param name="CallsUs">Our own name is mentioned.</param>
public sealed record SpokenText(string Words, bool CallsUs)
{
    /// <summary>
    /// A mention is what an entity says it is, not what looks like one. What stands behind our name is meant for us; where nothing stands there, what stands before it.
    /// </summary>
    public static SpokenText Of(Activity activity)
    {
        var (rest, plain, calledAt) = (activity.Text ?? "", "", (int?)null);
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity.Text("type") is not "mention" || entity.Text("text") is not { Length: > 0 } marked) continue;
            var at = rest.IndexOf(marked, StringComparison.Ordinal);
            if (at < 0) continue;
            plain += Decode(rest[..at]);
            rest = rest[(at + marked.Length)..];
            if (IsUs(entity, activity)) calledAt ??= plain.Length;
            else plain += entity.At("mentioned").Text("name") ?? Decode(marked);
        }

        plain += Decode(rest);
        var behind = Tidy(plain[(calledAt ?? 0)..].TrimStart(':', ',', ' ', '\u00a0'));
        return new(behind.Length > 0 ? behind : Tidy(plain), calledAt is not null);
    }

    private static bool IsUs(JsonElement entity, Activity activity) =>
        activity.Recipient?.Id is { Length: > 0 } us && entity.At("mentioned").Text("id") == us;

    private static string Decode(string text) => WebUtility.HtmlDecode(text);

    private static string Tidy(string text) => text.Replace('\u00a0', ' ').ReplaceLineEndings("\n").Trim();
}
