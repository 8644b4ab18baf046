using System.Xml;
using System.Xml.Linq;
using HuddleBot.Cards.Writing;

namespace HuddleBot.Cases;

/// <summary>
/// Elements of a page that stands alone: no scripts, nothing fetched. Whatever people typed goes in as text of an element, which the writer encodes; there is no way to put it in as mark-up.
/// </summary>
internal static class Page
{
    /// <summary>Text of people of any language: it turns nothing around it.</summary>
    public static XElement Theirs(string text) => new("bdi", Text(text));

    public static XElement Of(string name, params object?[] content) => new(name, content);

    public static XElement OfClass(string name, string kind, params object?[] content) => new(name, new XAttribute("class", kind), content);

    /// <summary>The whole page as a file.</summary>
    /// <param name="title">Without mark-up.</param>
    public static string Write(string title, params object?[] body)
    {
        var html = new XElement(
            "html", new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", "default-src 'none'; style-src 'unsafe-inline'")),
                new XElement("title", Text(title)), new XElement("style", PageStyle.Css)),
            new XElement("body", new XElement("main", body)));

        // An empty element would end itself, which HTML reads as one that never ends.
        foreach (var empty in html.Descendants().Where(element => element.IsEmpty && element.Name.NamespaceName.Length == 0 && element.Name.LocalName is not ("br" or "meta"))) empty.Value = "";
        return "<!DOCTYPE html>\n" + html.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>What no page can hold becomes U+FFFD.</summary>
    public static string Text(string text) => string.Concat(DisplayText.Clean(text).EnumerateRunes().Select(rune =>
        rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
}
