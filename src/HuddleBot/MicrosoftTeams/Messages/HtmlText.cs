using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace HuddleBot.MicrosoftTeams.Messages;

/// <summary>The words of a message that Microsoft Teams gives as HTML: people's names for mentions, descriptions for pictures, lines for blocks.</summary>
public static partial class HtmlText
{
    /// <summary>Ten times what an issue can say. Beyond it markup that is nested without end takes seconds to read.</summary>
    private const int MostMarkup = 30_000;

    public static string ToPlain(string html)
    {
        var document = new HtmlParser().ParseDocument(html.Length > MostMarkup ? html[..MostMarkup] : html);
        var text = new StringBuilder();
        if (document.Body is { } body) Write(body, text);
        var lines = text.ToString().Split('\n').Select(line => Blanks().Replace(line, " ").Trim());
        return Gaps().Replace(string.Join('\n', lines), "\n\n").Trim();
    }

    // Without recursion: how deep a message nests is its sender's choice.
    private static void Write(INode root, StringBuilder text)
    {
        for (var node = root.FirstChild; node is not null; node = Next(node, root, text))
        {
            switch (node)
            {
                case IText words: text.Append(Blanks().Replace(words.Data.Replace('\n', ' '), " ")); break;
                case IHtmlImageElement image: text.Append(image.AlternativeText); break;
                case IElement { LocalName: "br" }: text.Append('\n'); break;
                case IElement { LocalName: "emoji" } emoji: text.Append(emoji.GetAttribute("alt")); break;
                case IElement { LocalName: "li" }: text.Append("\n- "); break;
                case IElement element when IsBlock(element): text.Append('\n'); break;
            }
        }
    }

    private static INode? Next(INode node, INode root, StringBuilder text)
    {
        if (node.FirstChild is { } child && !IsSilent(node)) return child;
        for (var at = node; at is not null && at != root; at = at.Parent)
        {
            if (at is IElement element && IsBlock(element)) text.Append('\n');
            if (at.NextSibling is { } next) return next;
        }

        return null;
    }

    private static bool IsSilent(INode node) => node is IElement { LocalName: "script" or "style" or "template" or "attachment" or "emoji" or "head" or "title" or "noscript" };

    private static bool IsBlock(IElement element) =>
        element.LocalName is "p" or "div" or "ul" or "ol" or "li" or "blockquote" or "pre" or "table" or "tr" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "hr";

    /// <summary>White space within a line, the kind that does not break included.</summary>
    [GeneratedRegex(@"[^\S\n]+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex Gaps();
}
