using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Cards;
using HuddleBot.Cards.Views;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;

namespace HuddleBot.Tests.Cards;

/// <summary>
/// What each card looks like, kept beside the tests: <c>cards/samples</c> has the data, <c>Snapshots</c> what becomes of it. After a wanted change,
/// <c>HUDDLEBOT_WRITE_SNAPSHOTS=1</c> writes both anew; then look at the difference.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static TheoryData<string> Cards { get; } = [.. CardCatalog.Views.Select(CardCatalog.TemplateName).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cards))]
    public void Samples_are_what_the_views_give(string card) =>
        Compare(Path.Combine(RepositoryRoot.Path, "cards/samples", $"{card}.json"), Of(Platform.Slack, card, (view, _) => JsonSerializer.SerializeToNode(view, view.GetType(), JsonSerializerOptions.Web)));

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_sample_becomes_the_card_that_we_have_seen_in_Slack(string card) => CompareDrawn(Platform.Slack, card);

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_sample_becomes_the_card_that_we_have_seen_in_Microsoft_Teams(string card) => CompareDrawn(Platform.Teams, card);

    [Fact]
    public void Every_kind_of_card_has_a_sample()
    {
        var kinds = typeof(CardContent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(CardContent))).ToList();
        Assert.NotEmpty(kinds);
        Assert.Equal(kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal), CardSamples.All.Select(sample => sample.Content.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    private static void CompareDrawn(Platform platform, string card) => Compare(
        Path.Combine(RepositoryRoot.Path, "tests/HuddleBot.Tests/Cards/Snapshots", PlatformNames.NameOf(platform), $"{card}.json"),
        Of(platform, card, (_, content) =>
        {
            var drawn = CardsUnderTest.Composer.Compose(platform, content);
            return new JsonObject { ["summary"] = platform == Platform.Teams ? drawn.OurWords : drawn.Summary, ["card"] = JsonNode.Parse(drawn.Json) };
        }));

    private static JsonObject Of(Platform platform, string card, Func<CardView, CardContent, JsonNode?> draw)
    {
        var samples = new JsonObject();
        foreach (var (name, content) in CardsUnderTest.SamplesFor(platform))
        {
            var view = CardsUnderTest.Composer.ViewOf(platform, content);
            if (CardCatalog.TemplateName(view.GetType()) == card) samples.Add(name, draw(view, content));
        }

        return samples;
    }

    private static void Compare(string file, JsonObject samples)
    {
        Assert.NotEmpty(samples);
        var text = samples.ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("HUDDLEBOT_WRITE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"{file} is not there: write it with HUDDLEBOT_WRITE_SNAPSHOTS=1, and look at it");
        Assert.Equal(File.ReadAllText(file), text);
    }
}
