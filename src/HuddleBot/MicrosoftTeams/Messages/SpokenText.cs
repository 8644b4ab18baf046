using System.Net;
using System.Text.Json;
using HuddleBot.Core.Issues;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Messages;

/// <summary>What somebody says, in plain text, without our own mention; other people's mentions are their names.</summary>
/// <param name="Words">What is meant for us.</param>
/// <param name="CallsUs">Our own name is mentioned.</param>
/// <param name="Whole">Everything that was said.</param>
public sealed record SpokenText(string Words, bool CallsUs, string Whole)
{
    /// <summary>It calls us and begins with a word that we know.</summary>
    public bool IsCommand => CallsUs && HuddleRequest.TryRead(Words) is not null;

    private static readonly char[] AroundNames = [':', ',', ' ', '\u00a0'];

    /// <summary>Nobody calls more people in one message; what is forged takes no longer than this.</summary>
    private const int MostMentions = 100;

    /// <summary>
    /// A mention is what an entity says it is, not what looks like one. What stands behind our name is meant for us; where nothing stands there, what stands before it.
    /// </summary>
    public static SpokenText Of(Activity activity)
    {
        var text = activity.Text ?? "";
        var (plain, from, calledAt) = ("", 0, (int?)null);
        foreach (var (at, marked, entity) in MentionsIn(text, activity.Entities ?? []))
        {
            plain += Decode(text[from..at]);
            from = at + marked.Length;
            if (IsUs(entity, activity)) calledAt ??= plain.Length;
            else plain += entity.At("mentioned").Text("name") ?? Decode(marked);
        }

        plain += Decode(text[from..]);
        var behind = Tidy(plain[(calledAt ?? 0)..].TrimStart(AroundNames));
        var whole = Tidy(plain);
        return new(behind.Length > 0 ? behind : whole, calledAt is not null, calledAt == 0 ? behind : whole);
    }

    /// <summary>In the order of the text. Each stands for one place: the first that no other mention has taken.</summary>
    private static List<(int At, string Marked, JsonElement Entity)> MentionsIn(string text, IReadOnlyList<JsonElement> entities)
    {
        var found = new List<(int At, string Marked, JsonElement Entity)>();
        foreach (var entity in entities.Where(entity => entity.Text("type") == "mention").Take(MostMentions))
        {
            if (entity.Text("text") is not { Length: > 0 } marked) continue;
            var at = text.IndexOf(marked, StringComparison.Ordinal);
            while (at >= 0 && found.Any(other => at < other.At + other.Marked.Length && other.At < at + marked.Length)) at = text.IndexOf(marked, at + 1, StringComparison.Ordinal);
            if (at >= 0) found.Add((at, marked, entity));
        }

        return [.. found.OrderBy(mention => mention.At)];
    }

    private static bool IsUs(JsonElement entity, Activity activity) =>
        activity.Recipient?.Id is { Length: > 0 } us && entity.At("mentioned").Text("id") == us;

    private static string Decode(string text) => WebUtility.HtmlDecode(text);

    private static string Tidy(string text) => text.Replace('\u00a0', ' ').ReplaceLineEndings("\n").Trim();
}
