using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HuddleBot.Cards;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Views;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.Node;
using NodaTime;

namespace HuddleBot.Tests.Charts;

/// <summary>The words about a trend, and the parts of templates that the documentation shows.</summary>
public sealed class TrendOnCardsTests
{
    private static readonly CardWriter Write = new(CardsUnderTest.Catalog.Strings, Instant.FromUtc(2026, 11, 23, 9, 0), CardRoom.StepsOf(Platform.Slack)[0], _ => null);
    private static readonly ScoreFigure Now = new(412, 31.2, 22.1, 39.8), Before = new(380, 45.1, 36, 54);

    [Theory]
    [InlineData(MovementVerdict.Down, "NPS 31 (22 to 40) from 412 answers, down from 45")]
    [InlineData(MovementVerdict.Up, "NPS 31 (22 to 40) from 412 answers, up from 45")]
    [InlineData(MovementVerdict.MayBeChance, "NPS 31 (22 to 40) from 412 answers; 45 before, may be chance")]
    [InlineData(MovementVerdict.NothingToCompare, "NPS 31 (22 to 40) from 412 answers")]
    [InlineData(MovementVerdict.TooFewToSay, "Too few to say (412 answers)")]
    public void The_line_stands_alone(MovementVerdict verdict, string line) => Assert.Equal(line, Write.Line(new ScoreMovement(Metric.Nps, 28, Now, Before, verdict)));

    [Fact]
    public void Shares_and_stars_have_their_own_units()
    {
        Assert.Equal("64% satisfied (50% to 75%) from 1 answer", Write.Line(new ScoreMovement(Metric.Csat, 28, new(1, 64, 50, 75), null, MovementVerdict.NothingToCompare)));
        Assert.Equal("4.2 of 5 stars (4 to 4.4) from 1\u00A0040 answers", Write.Line(new ScoreMovement(Metric.Stars, 28, new(1040, 4.2, 4, 4.4), null, MovementVerdict.NothingToCompare) { StarsOf = 5 }));
    }

    [Fact]
    public void The_picture_is_told_to_who_does_not_see_it() => Assert.Equal(
        "Line chart with 95% interval, 1 Jun 2026 to 23 Nov 2026. From NPS 45 on 1 Jun 2026 (36 to 54) to NPS 31 on 23 Nov 2026 (22 to 40). "
        + "Lowest 30 on 16 Nov 2026, highest 48 on 7 Sep 2026. One gap where there were too few answers. Lower since 30 Oct 2026.",
        Write.Alt(TrendSamples.Fall));

    [Fact]
    public void A_picture_of_nothing_says_so()
    {
        Assert.EndsWith(" On no day were there enough answers to say anything.", Write.Alt(new(Metric.Nps, null, [new(TrendSamples.Last, new(9, 0, 0, 0))])), StringComparison.Ordinal);
        Assert.EndsWith(" NPS 0 on 23 Nov 2026 (−60 to 60).", Write.Alt(new(Metric.Nps, null, [new(TrendSamples.Last, new(10, 0, -60, 60))])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_part_for_Slack_fits_the_types_of_Slack(bool withPicture)
    {
        var blocks = Expand(Platform.Slack, withPicture);
        Assert.Equal(withPicture ? ["image"] : [], blocks.Select(block => block!["type"]!.ToString()));
        Assert.Equal("", await TypeCheck.RunAsync($"import type {{ KnownBlock }} from \"@slack/types\";\nconst blocks: KnownBlock[] = {blocks.ToJsonString()};"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_part_for_Microsoft_Teams_fits_its_types_and_falls_back_to_picture_and_words(bool withPicture)
    {
        var elements = Expand(Platform.Teams, withPicture);
        var chart = CardsUnderTest.Elements(elements, "Chart.Line").Single();
        Assert.Equal(("-100", "100"), (chart["yMin"]!.ToJsonString(), chart["yMax"]!.ToJsonString()));
        Assert.Equal(["95% interval, upper end", "Score", "95% interval, lower end"], chart["data"]!.AsArray().Select(line => line!["legend"]!.ToString()));

        // Two of 26 weeks have too few answers.
        Assert.All(chart["data"]!.AsArray(), line => Assert.Equal(24, line!["values"]!.AsArray().Count));
        Assert.Equal("""{"x":"2026-06-01","y":45}""", chart["data"]![1]!["values"]![0]!.ToJsonString());
        Assert.Equal(withPicture ? 1 : 0, CardsUnderTest.Elements(chart["fallback"], "Image").Count());
        Assert.Single(CardsUnderTest.Elements(chart["fallback"], "TextBlock"));
        Assert.Equal("", await TypeCheck.RunAsync($"import type {{ IAdaptiveCard }} from \"@microsoft/teams.cards\";\nconst card: IAdaptiveCard = {{ type: \"AdaptiveCard\", version: \"1.5\", body: {elements.ToJsonString()} }};"));
    }

    [Fact]
    public void Every_card_with_a_trend_has_the_part_that_the_documentation_shows()
    {
        foreach (var (platform, shown) in new[] { (Platform.Slack, "image_url"), (Platform.Teams, "Chart.Line") })
        {
            var part = JsonNode.Parse(Parts(platform))!.AsArray().Single(element => element!.ToJsonString().Contains(shown, StringComparison.Ordinal))!;
            var cards = Directory.EnumerateFiles(Path.Combine(CardsUnderTest.Folder, PlatformNames.NameOf(platform))).Select(File.ReadAllText).Where(text => text.Contains("${trend.alt}", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(cards);
            Assert.All(cards, card => Assert.Single(CardsUnderTest.Elements(JsonNode.Parse(card), part["type"]!.ToString()), element => JsonNode.DeepEquals(element, part)));
        }
    }

    /// <summary>The parts as docs/pictures.md shows them.</summary>
    private static JsonArray Expand(Platform platform, bool withPicture)
    {
        var problems = new List<TemplateProblem>();
        var template = new TemplateParser("docs/pictures.md", problems).Parse(Parts(platform));
        Assert.Empty(problems);

        var view = TrendView.From(new(new(Metric.Nps, 28, Now, Before, MovementVerdict.Down), TrendSamples.Fall, withPicture ? new("https://bot.example.com/pictures/AAAA") : null), Write);
        var data = JsonSerializer.SerializeToNode(new { trend = view }, JsonSerializerOptions.Web);
        return TemplateExpander.Expand(template!, data, null)!.AsArray();
    }

    private static string Parts(Platform platform)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "pictures.md"));
        var parts = Regex.Matches(text, "```json\n(.*?)\n```", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(2, parts.Count);
        return parts[platform == Platform.Slack ? 0 : 1];
    }
}
