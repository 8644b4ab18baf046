using System.Text;
using System.Text.RegularExpressions;
using HuddleBot.Tests;
using Microsoft.Playwright;

namespace HuddleBot.EndToEnd.Page;

/// <summary>The pages for a sponsor at their fullest, in a browser: one sheet each, nothing cut off, nothing run.</summary>
[Collection(SharedChromium.Name)]
public sealed partial class CasePrintTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("fix", "A4")]
    [InlineData("fix", "Letter")]
    [InlineData("programme", "A4")]
    [InlineData("programme", "Letter")]
    public async Task A_case_prints_on_one_sheet(string name, string paper)
    {
        await using var window = await OpenAsync(name);
        var pdf = Encoding.Latin1.GetString(await window.Page.PdfAsync(new PagePdfOptions { Format = paper }));
        Assert.Single(Sheet().Matches(pdf));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Nothing_is_wider_than_the_screen_and_nothing_runs(int width)
    {
        foreach (var name in new[] { "fix", "programme" })
        {
            await using var window = await OpenAsync(name, width);
            Assert.True(await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
            Assert.Equal(0, await window.Page.Locator("script, img, a, iframe").CountAsync());
        }
    }

    private Task<Window> OpenAsync(string name, int width = 1280) => chromium.OpenAsync($"file://{RepositoryRoot.Path}/tests/HuddleBot.Tests/Cases/Snapshots/{name}.html", width: width);

    [GeneratedRegex("/Type\\s*/Page\\b", RegexOptions.None, 5000)]
    private static partial Regex Sheet();
}
