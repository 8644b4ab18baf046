using HuddleBot.Charts;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;

namespace HuddleBot.Tests.Charts;

/// <summary>What people see in a picture, looked up pixel by pixel.</summary>
public sealed class TrendPainterTests : IDisposable
{
    private const int Top = 148, Bottom = 452, Left = 112, Right = 980;

    private readonly TrendPainter painter = new(Path.Combine(AppContext.BaseDirectory, "fonts"));

    public void Dispose() => painter.Dispose();

    [Theory]
    [InlineData(Appearance.Light, "#ffffff", "#1264a3")]
    [InlineData(Appearance.Dark, "#1a1d21", "#5cb3f5")]
    public async Task The_line_runs_in_its_band_on_a_plain_background(Appearance appearance, string background, string line)
    {
        var picture = new Pixels(await PaintAsync(TrendSamples.Picture(TrendSamples.Flat), appearance));
        Assert.Equal((ITrendPainter.Width, ITrendPainter.Height), picture.Size);
        foreach (var (x, y) in new[] { (0, 0), (1023, 0), (0, 575), (1023, 575) }) Assert.Equal(background, picture[x, y]);

        // Flat at 0 of −20 to 20, with a band of −18 to 18.
        var middle = (Top + Bottom) / 2;
        Assert.Equal(line, picture[500, middle]);
        var band = picture[500, middle + 60];
        Assert.Equal(band, picture[500, middle - 60]);
        Assert.NotEqual(background, band);
        Assert.NotEqual(line, band);
        Assert.DoesNotContain(line, picture.ColoursIn(400, middle + 10, 200, 100));
    }

    [Fact]
    public async Task Where_there_were_too_few_answers_there_is_neither_line_nor_band()
    {
        var picture = new Pixels(await PaintAsync(TrendSamples.FallPicture));

        // From the figure before the gap (week 7) to the one after it (week 10).
        var (from, to) = (Left + ((Right - Left) * 7 / 25) + 4, Left + ((Right - Left) * 10 / 25) - 4);
        var colours = picture.ColoursIn(from, Top + 3, to - from, Bottom - Top - 6);
        Assert.Contains("#ffffff", colours);
        Assert.DoesNotContain("#1264a3", colours);
        Assert.All(colours, colour => Assert.True(IsGrey(colour), colour));
    }

    [Fact]
    public async Task A_fall_is_marked_on_its_day()
    {
        var picture = new Pixels(await PaintAsync(TrendSamples.FallPicture));
        var x = (int)(Left + ((Right - Left) * (175 - 24) / 175.0));
        Assert.Contains("#c4314b", picture.ColoursIn(x - 3, Top - 8, 6, 40));
        var without = new Pixels(await PaintAsync(TrendSamples.Picture(TrendSamples.Flat)));
        Assert.DoesNotContain("#c4314b", without.ColoursIn(Left, Top - 10, Right - Left, 30));
    }

    [Fact]
    public async Task The_same_trend_is_the_same_picture_and_small()
    {
        foreach (var appearance in Enum.GetValues<Appearance>())
        {
            var once = await PaintAsync(TrendSamples.FallPicture, appearance);
            using var another = new TrendPainter(Path.Combine(AppContext.BaseDirectory, "fonts"));
            Assert.Equal(once, await another.PaintAsync(TrendSamples.FallPicture, appearance, CancellationToken.None));
            Assert.InRange(once.Length, 10_000, 150_000);
        }
    }

    [Theory]
    [InlineData("\u202Eevil\u202C \U0001F389\uFE0F\u200D </text><script>&amp;]]>")]
    [InlineData("\uD800 lone \uDC00 \u0000\u0001\uFFFF")]
    [InlineData("مطار لندن 日本語")]
    [InlineData("<b>&notAnEntity;</b>\n\t\r")]
    [InlineData("")]
    public async Task Whatever_the_title_is_the_picture_keeps_its_frame(string title)
    {
        foreach (var text in new[] { title, string.Concat(Enumerable.Repeat(title + "W", 300)) })
        {
            var picture = new Pixels(await PaintAsync(new(TrendSamples.Fall, text, text, text)));
            Assert.Equal((ITrendPainter.Width, ITrendPainter.Height), picture.Size);
            Assert.Equal(["#ffffff"], picture.ColoursIn(1000, 0, 24, 130));
            Assert.Equal(["#ffffff"], picture.ColoursIn(1000, 480, 24, 96));
        }
    }

    [Theory]
    [InlineData(Metric.Nps, 100, 1)]
    [InlineData(Metric.Nps, -100, 2)]
    [InlineData(Metric.Csat, 0, 13)]
    [InlineData(Metric.Ces, 100, 120)]
    [InlineData(Metric.Stars, 5, 30)]
    public async Task The_ends_of_every_scale_can_be_drawn(Metric metric, double value, int points)
    {
        var scale = metric == Metric.Stars ? Scale.TryCreate(1, 5) : null;
        var trend = new ScoreTrend(metric, scale, [.. Enumerable.Range(0, points).Select(i => new TrendPoint(TrendSamples.Last.PlusDays(i), new(12, value, value, value)))]);
        var picture = new Pixels(await PaintAsync(TrendSamples.Picture(trend)));
        Assert.Contains("#1264a3", picture.ColoursIn(Left - 8, Top - 12, Right - Left + 16, Bottom - Top + 24));
    }

    [Fact]
    public async Task Without_a_single_figure_all_is_striped()
    {
        var trend = new ScoreTrend(Metric.Nps, null, [.. Enumerable.Range(0, 5).Select(i => new TrendPoint(TrendSamples.Last.PlusDays(i), null))]);
        var picture = new Pixels(await PaintAsync(TrendSamples.Picture(trend)));
        var colours = picture.ColoursIn(Left, Top, Right - Left, Bottom - Top);
        Assert.Contains("#b9bec6", colours);
        Assert.DoesNotContain("#1264a3", colours);
    }

    [Theory]
    [InlineData(Appearance.Light, "trend-light.png")]
    [InlineData(Appearance.Dark, "trend-dark.png")]
    public async Task The_pictures_in_the_documentation_are_what_is_drawn(Appearance appearance, string file)
    {
        var path = Path.Combine(RepositoryRoot.Path, "docs", "pictures", file);
        var png = await PaintAsync(TrendSamples.FallPicture, appearance);
        if (Environment.GetEnvironmentVariable("HUDDLEBOT_WRITE_SNAPSHOTS") == "1") await File.WriteAllBytesAsync(path, png);
        var drawn = new Pixels(png);
        var shown = new Pixels(await File.ReadAllBytesAsync(path));
        Assert.Equal(drawn.Size, shown.Size);

        // Another processor may round another way.
        Assert.InRange(drawn.DifferenceFrom(shown), 0, 0.5);
    }

    private static bool IsGrey(string colour)
    {
        var bands = Enumerable.Range(0, 3).Select(i => Convert.ToInt32(colour.Substring(1 + (2 * i), 2), 16)).ToList();
        return bands.Max() - bands.Min() < 16;
    }

    private Task<byte[]> PaintAsync(TrendPicture picture, Appearance appearance = Appearance.Light) => painter.PaintAsync(picture, appearance, CancellationToken.None);
}
