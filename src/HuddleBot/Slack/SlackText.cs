using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace HuddleBot.Slack;

/// <summary>Between plain text and Slack's markup ("Formatting message text").</summary>
public static partial class SlackText
{
    /// <summary>chat.update takes no longer top-level text; chat.postMessage advises the same.</summary>
    public const int Limit = 4000;

    /// <summary>Escapes <c>&amp; &lt; &gt;</c>, so that text can neither mention nor link, and shortens to <see cref="Limit"/>.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            var piece = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => rune.ToString() };
            if (escaped.Length + piece.Length > Limit - 1) return escaped.Append('…').ToString();
            escaped.Append(piece);
        }

        return escaped.ToString();
    }

    /// <summary>
    /// What a person typed, from the text of a message or command (the manifest asks for escaped commands, so that a real <c>&lt;</c> can be told apart):
    /// <c>&lt;@U1|ann&gt;</c> is <c>@ann</c>, <c>&lt;https://x|y&gt;</c> is <c>y</c>.
    /// </summary>
    /// <param name="names">Of people by their ids, where a mention does not say them; null: none.</param>
    public static string ToPlain(string markup, IReadOnlyDictionary<string, string>? names = null) => WebUtility.HtmlDecode(Reference().Replace(markup, match =>
    {
        var (sigil, target, label) = (match.Groups["sigil"].Value, match.Groups["target"].Value, match.Groups["label"]);
        return sigil switch
        {
            "@" when names?.GetValueOrDefault(target) is { } name => name,
            "@" or "#" => sigil + (label.Success ? label.Value : target),
            "!" => label.Success ? label.Value : "@" + target,
            _ => label.Success ? label.Value : target,
        };
    }));

    /// <summary>The markup behind the first mention of this person (null: of anybody), without the colon that people put there; empty where there is none.</summary>
    public static string AfterMention(string markup, string? user) =>
        Reference().Matches(markup).FirstOrDefault(match => match.Groups["sigil"].Value == "@" && (user is null || match.Groups["target"].Value == user)) is { } found
            ? markup[(found.Index + found.Length)..].TrimStart(':', ',', ' ')
            : "";

    /// <summary>What is meant for this person in plain text: what stands behind their name, or where nothing stands there, what stands before it.</summary>
    public static string SaidTo(string markup, string? user) => ToPlain(AfterMention(markup, user) is var behind && !string.IsNullOrWhiteSpace(behind) ? behind : WithoutMention(markup, user));

    public static bool Mentions(string markup, string user) => MentionedIn(markup).Contains(user, StringComparer.Ordinal);

    /// <summary>The ids of the people whom the markup mentions, each once, in the order of the text.</summary>
    public static IEnumerable<string> MentionedIn(string markup) =>
        Reference().Matches(markup).Where(match => match.Groups["sigil"].Value == "@").Select(match => match.Groups["target"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>The markup without the mentions of this person and the punctuation that goes with them; as it is where there is none, or for null.</summary>
    public static string WithoutMention(string markup, string? user) =>
        user is null || !Mentions(markup, user)
            ? markup
            : Reference().Replace(markup, match => match.Groups["sigil"].Value == "@" && match.Groups["target"].Value == user ? "" : match.Value).Trim(':', ',', ' ');

    [GeneratedRegex("<(?<sigil>[@#!]?)(?<target>[^|<>]+)(\\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
