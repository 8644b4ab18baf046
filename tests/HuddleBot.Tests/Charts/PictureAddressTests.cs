using System.Net;
using System.Text;
using HuddleBot.Charts;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Storage;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Charts;

/// <summary>The whole bot on a storage of its own: an address is made, and somebody looks at it.</summary>
public sealed class PictureAddressTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTime time = new(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false });

    private WebApplication bot = null!;

    public async Task InitializeAsync() => bot = await StartAsync("bot.db");

    public async Task DisposeAsync()
    {
        http.Dispose();
        await bot.StopAsync();
        await bot.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Whoever_has_the_address_sees_the_picture_for_a_day_without_asking_again()
    {
        var address = await AddressAsync(TrendSamples.FallPicture);
        using var answer = await GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=86400, immutable", string.Join(", ", answer.Headers.GetValues("Cache-Control").Single().Split(", ").OrderBy(part => part is "immutable" ? 2 : part is "public" ? 0 : 1)));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        var picture = new Pixels(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((ITrendPainter.Width, ITrendPainter.Height), picture.Size);
        Assert.Equal("#ffffff", picture[0, 0]);

        using var head = await http.SendAsync(new(HttpMethod.Head, Local(address)));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Fact]
    public async Task A_picture_from_its_address_is_the_picture_itself()
    {
        using var painter = new TrendPainter(Path.Combine(AppContext.BaseDirectory, "fonts"));
        var direct = new Pixels(await painter.PaintAsync(TrendSamples.FallPicture, Appearance.Dark, CancellationToken.None));
        using var answer = await GetAsync(await AddressAsync(TrendSamples.FallPicture, Appearance.Dark));
        var served = new Pixels(await answer.Content.ReadAsByteArrayAsync());
        Assert.InRange(served.DifferenceFrom(direct), 0, 0.5);
    }

    [Fact]
    public async Task The_same_picture_has_the_same_address_in_every_process_and_nothing_of_it_can_be_read()
    {
        var address = await AddressAsync(TrendSamples.FallPicture);
        Assert.Equal(address, await AddressAsync(TrendSamples.FallPicture));
        var another = await StartAsync("bot.db");
        Assert.Equal(address, await another.Services.GetRequiredService<IPictureAddresses>().AddressOfAsync(TrendSamples.FallPicture, Appearance.Light, CancellationToken.None));
        await another.DisposeAsync();

        Assert.NotEqual(address, await AddressAsync(TrendSamples.FallPicture, Appearance.Dark));
        Assert.NotEqual(address.AbsoluteUri[^40..], (await AddressAsync(TrendSamples.FallPicture with { Title = "Lisbon lounge" })).AbsoluteUri[^40..]);
        Assert.Matches("^https://bot\\.example\\.com/team/pictures/[A-Za-z0-9_-]+$", address.AbsoluteUri);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(address.Segments[^1]);
        Assert.DoesNotContain("Heathrow", Encoding.UTF8.GetString(bytes), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_address_stops_working_after_its_days()
    {
        // The last day is 23 November; 90 days after it is 21 February.
        var address = await AddressAsync(TrendSamples.FallPicture);
        time.Advance(new DateTimeOffset(2027, 2, 21, 23, 59, 0, TimeSpan.Zero) - time.GetUtcNow());
        using (var last = await GetAsync(address))
        {
            Assert.Equal(HttpStatusCode.OK, last.StatusCode);
            Assert.Equal(TimeSpan.FromMinutes(1), last.Headers.CacheControl!.MaxAge);
        }

        time.Advance(TimeSpan.FromMinutes(1));
        using var over = await GetAsync(address);
        await AssertNothingAsync(over);
    }

    [Fact]
    public async Task A_changed_or_invented_address_and_one_of_another_bot_show_nothing()
    {
        var token = (await AddressAsync(TrendSamples.FallPicture)).Segments[^1];
        var other = await StartAsync("other.db");
        var foreign = (await other.Services.GetRequiredService<IPictureAddresses>().AddressOfAsync(TrendSamples.FallPicture, Appearance.Light, CancellationToken.None))!.Segments[^1];
        await other.DisposeAsync();

        var flipped = Enumerable.Range(0, 8).Select(i => (token.Length - 1) * i / 8).Select(at => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..]);
        string[] wrong = [.. flipped, foreign, token[..^4], token + "AAAA", "A", "AAAA", "é", "..%2f..%2fhealthz", new string('A', 4000), new string('A', 2998)];
        foreach (var text in wrong)
        {
            using var answer = await http.GetAsync(new Uri($"{bot.Urls.First()}/pictures/{text}"));
            await AssertNothingAsync(answer);
        }
    }

    [Fact]
    public async Task The_longest_address_is_one_that_Slack_takes()
    {
        var points = Enumerable.Range(0, ScoreTrend.MostPoints).Select(i => new TrendPoint(TrendSamples.Last.PlusWeeks(i), new(1_000_000, -99.9, -100, 100)));
        var text = string.Concat(Enumerable.Repeat("日本\U0001F389", 300));
        var address = await AddressAsync(new(new(Core.Feedback.Metric.Nps, null, [.. points], TrendSamples.Last), text, text, text));
        Assert.InRange(address.AbsoluteUri.Length + 300 - "https://bot.example.com/team/".Length, 2000, 3000);
        using var answer = await GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_public_address_there_are_no_pictures()
    {
        var silent = HuddleBotBuilder.Build(time, "--urls=http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder.File("silent.db")}");
        await silent.StartAsync();
        Assert.Null(await silent.Services.GetRequiredService<IPictureAddresses>().AddressOfAsync(TrendSamples.FallPicture, Appearance.Light, CancellationToken.None));
        using var answer = await http.GetAsync(new Uri($"{silent.Urls.First()}/pictures/AAAA"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await silent.StopAsync();
        await silent.DisposeAsync();
    }

    [Theory]
    [InlineData("--Pictures:PublicUrl=http://bot.example.com/", "https")]
    [InlineData("--Pictures:PublicUrl=/pictures", "full address")]
    [InlineData("--Pictures:PublicUrl=https://me:secret@bot.example.com/", "full address")]
    [InlineData("--Pictures:Days=0", "1 to 365")]
    [InlineData("--Pictures:Address=https://bot.example.com/", "PublicUrl")]
    public void A_wrong_setting_stops_the_start(string setting, string says) =>
        Assert.Contains(says, Assert.Throws<SettingsException>(() => HuddleBotBuilder.Build(time, setting)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_key_is_in_no_export()
    {
        await AddressAsync(TrendSamples.FallPicture);
        var store = bot.Services.GetRequiredService<ITableStore>();
        var key = (await store.GetAsync("pictures", "key", CancellationToken.None))!.GetBinary("Secret")!;
        Assert.Equal(32, key.Length);
        using var output = new MemoryStream();
        await TableExport.WriteAsync(TableExport.ReadAsync(store, "all", CancellationToken.None), output, CancellationToken.None);
        Assert.DoesNotContain(Convert.ToBase64String(key), Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    private static async Task AssertNothingAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    private async Task<WebApplication> StartAsync(string file)
    {
        var app = HuddleBotBuilder.Build(time, "--urls=http://127.0.0.1:0", "--Pictures:PublicUrl=https://bot.example.com/team", $"--Storage:ConnectionString=Data Source={folder.File(file)}");
        await app.StartAsync();
        return app;
    }

    private async Task<Uri> AddressAsync(TrendPicture picture, Appearance appearance = Appearance.Light) =>
        (await bot.Services.GetRequiredService<IPictureAddresses>().AddressOfAsync(picture, appearance, CancellationToken.None))!;

    private Task<HttpResponseMessage> GetAsync(Uri address) => http.GetAsync(Local(address));

    /// <summary>What a proxy in front of the bot does.</summary>
    private Uri Local(Uri address) => new($"{bot.Urls.First()}/pictures/{address.Segments[^1]}");
}
