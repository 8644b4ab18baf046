using System.Xml.Linq;
using HuddleBot.Cards;
using HuddleBot.Cards.Writing;
using HuddleBot.Cases;
using NodaTime;

namespace HuddleBot.Tests.Cases;

/// <summary>The pages at their fullest, kept beside the tests; the browser's tests print them. After a wanted change HUDDLEBOT_WRITE_SNAPSHOTS=1 writes them anew; then look at them.</summary>
public sealed class CasePageTests
{
    private static CardWriter Write => new(CardCatalog.Load(Path.Combine(AppContext.BaseDirectory, "cards")).Strings, Instant.FromUtc(2026, 11, 23, 9, 0), CardRoom.Whole, _ => null);

    public static TheoryData<string> Pages { get; } = ["fix", "too-early", "programme"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_is_what_we_have_seen(string name)
    {
        var file = Path.Combine(RepositoryRoot.Path, "tests/HuddleBot.Tests/Cases/Snapshots", name + ".html");
        var page = Draw(name);
        if (Environment.GetEnvironmentVariable("HUDDLEBOT_WRITE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page);
        }

        Assert.True(File.Exists(file), $"{file} is not there: write it with HUDDLEBOT_WRITE_SNAPSHOTS=1, and look at it");
        Assert.Equal(File.ReadAllText(file), page);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Words_that_try_to_be_markup_stay_words(string name)
    {
        // What a page's reader sees as elements is what we made, whatever people typed.
        var page = XDocument.Parse(Draw(name).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        string[] ours =
        [
            "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "p", "section", "strong", "bdi", "div", "table", "thead", "tbody", "tr", "th", "td", "br", "span", "dl", "dt", "dd", "ol", "ul",
            "li", "blockquote", "footer", "figure", "figcaption", "svg", "defs", "pattern", "path", "rect", "text", "circle",
        ];
        Assert.Empty(page.Descendants().Select(element => element.Name.LocalName).Distinct().Except(ours));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.LocalName is "href" or "src");
        Assert.Contains(page.Descendants("bdi"), element => element.Value.Contains("<script>alert(1)</script>", StringComparison.Ordinal));
    }

    private static string Draw(string name) => name switch
    {
        "fix" => new FixCasePage(Write).Draw(CaseSamples.Fullest),
        "too-early" => new FixCasePage(Write).Draw(CaseSamples.TooEarly),
        _ => new ProgrammeCasePage(Write).Draw(CaseSamples.Programme),
    };
}
