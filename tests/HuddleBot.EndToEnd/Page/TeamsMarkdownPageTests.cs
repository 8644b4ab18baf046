using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Page;

/// <summary>The Markdown that Microsoft Teams has in a TextBlock: bold, italic, lists, links. Anything else is words.</summary>
[Collection(SharedChromium.Name)]
public sealed class TeamsMarkdownPageTests(ChromiumFixture chromium)
{
    private static readonly (string Text, string Html)[] Cases =
    [
        ("**bold** _it_ *it* a_b_c 2 * 3 * 4", "<p><strong>bold</strong> <em>it</em> <em>it</em> a_b_c 2 * 3 * 4</p>"),
        ("**bold _and_ it** **a*b**", "<p><strong>bold <em>and</em> it</strong> <strong>a*b</strong></p>"),
        ("one\ntwo\n\nthree", "<p>one two</p><p>three</p>"),
        ("- one\n- **two**\n\nthree", "<ul><li>one</li><li><strong>two</strong></li></ul><p>three</p>"),
        ("1. one\r2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("[a **b**](https://a.example/?x=1&y=2)", "<p><a href=\"https://a.example/?x=1&amp;y=2\" rel=\"noopener noreferrer\">a <strong>b</strong></a></p>"),
        ("[a](javascript:alert) [b](data:text/html,x) ![c](https://a.example/c.png)", "<p>[a](javascript:alert) [b](data:text/html,x) !<a href=\"https://a.example/c.png\" rel=\"noopener noreferrer\">c</a></p>"),
        ("[a](https://a.example/\"onclick=\"x)", "<p><a href=\"https://a.example/&quot;onclick=&quot;x\" rel=\"noopener noreferrer\">a</a></p>"),
        ("<b>no</b> <img src=x onerror=alert(1)> &lt; \"q\"", "<p>&lt;b&gt;no&lt;/b&gt; &lt;img src=x onerror=alert(1)&gt; &amp;lt; \"q\"</p>"),
        ("\\*no\\* \\_no\\_ \\[a\\](b) 1\\. x \\\\", "<p>*no* _no_ [a](b) 1. x \\</p>"),
        ("# no `no` > no | no ~~no~~", "<p># no `no` &gt; no | no ~~no~~</p>"),
        ("** * _ [ ](", "<p>** * _ [ ](</p>"),
    ];

    [Fact]
    public async Task Our_own_words_are_formatted_as_Teams_formats_them_and_nothing_else_becomes_an_element()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.Bot.PostAsync(TeamsScene.FrontDesk, "Words", TeamsCards.Texts([.. Cases.Select(one => one.Text)]));
        var window = await scene.LookAsync();
        await Expect(window.Card).ToBeVisibleAsync();
        var drawn = await window.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('.card .ac-textBlock')].map((block) => {
              const copy = block.cloneNode(true);
              copy.querySelectorAll('*').forEach((element) => ['style', 'class', 'target'].forEach((name) => element.removeAttribute(name)));
              return copy.innerHTML;
            })
            """);
        Assert.Equal(Cases.Select(one => one.Html), drawn);
    }
}
