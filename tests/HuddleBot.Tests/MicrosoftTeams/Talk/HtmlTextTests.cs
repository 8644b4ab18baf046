using HuddleBot.MicrosoftTeams.Messages;

namespace HuddleBot.Tests.MicrosoftTeams.Talk;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>The lift &amp; the stairs</p>", "The lift & the stairs")]
    [InlineData("<div>One<br>two&nbsp;three</div><div>four</div>", "One\ntwo three\n\nfour")]
    [InlineData("<p>Ask <at id=\"0\">Ben Okoro</at> <emoji alt=\"🙂\"></emoji></p><attachment id=\"1\"></attachment>", "Ask Ben Okoro 🙂")]
    [InlineData("<script>alert(1)</script><style>p{}</style><b>kept", "kept")]
    [InlineData("a < b &lt;at&gt;", "a < b <at>")]
    [InlineData("", "")]
    public void Markup_goes_and_words_stay(string html, string plain) => Assert.Equal(plain, HtmlText.ToPlain(html));

    [Fact]
    public void Nesting_without_end_does_no_harm() => Assert.Equal("deep", HtmlText.ToPlain("deep" + string.Concat(Enumerable.Repeat("<b>", 200_000))));
}
