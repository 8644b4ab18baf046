using HuddleBot.Core.Digests;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Cards;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Slacked = HuddleBot.Playground.Slack.Workspace.Message;
using Teamed = HuddleBot.Playground.MicrosoftTeams.Tenant.Message;

namespace HuddleBot.Tests.Digests;

/// <summary>The digest by the calendar, with the real host, in Slack and in Microsoft Teams: the card in the channel, the details below it, the numbers as a file.</summary>
public sealed class DigestStoryTests : IDigestReports
{
    private static readonly string[] Settings = ["--Pictures:PublicUrl=https://bot.example.com/"];
    private Func<DigestScope, DigestPeriod, DigestReport> reports = (scope, period) => DigestSamples.Full() with { Scope = scope, Period = period };

    public Task<DigestReport> MakeAsync(DigestScope scope, DigestPeriod period, Instant now, CancellationToken cancellationToken) => Task.FromResult(reports(scope, period));

    [Fact]
    public async Task It_comes_in_Slack_on_Monday_at_eight_with_its_details_below_and_the_numbers_as_a_file()
    {
        var time = SundayEvening();
        await using var hotel = await Hotel.OpenAsync(time: time, settings: Settings, instrument: Instrument, company: _ => Leads("""{ "platform": "slack", "workspace": "T0001", "channel": "C0009" }""", managers: true));
        await UntilKnownAsync(hotel, 3);
        Assert.Empty(hotel.Slack.MessagesIn(Hotel.Managers));
        time.Skip(TimeSpan.FromHours(14));
        var card = await hotel.CardAsync("Digest, Mon 16 Nov to Sun 22 Nov", Hotel.Managers);
        foreach (var words in (string[])["NPS 31 (27 to 35) from 1", "One thing to decide", "Nobody finds the bus", "Came back to teams", "The details follow."]) Assert.True(Hotel.Shows(card, words), words);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.ThreadOf(Hotel.Managers, card.Ts).Count == 3, TimeSpan.FromSeconds(20));
        Assert.Equal(["Team by team", "Loops, and what came of them", "Themes, in customers’ words"], hotel.Slack.ThreadOf(Hotel.Managers, card.Ts).Select(message => message.Text));

        // Each manager has one of their teams, in their own chat.
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.DirectMessagesOf("U0002").Concat(hotel.Slack.DirectMessagesOf("U0003")).Count(message => Hotel.Shows(message, "Digest of your teams")) == 2, TimeSpan.FromSeconds(20));
        await hotel.AllIsWellAsync();
        await FetchesTheNumbersAsync(hotel, System.Text.Json.JsonSerializer.Serialize(card.Blocks));
    }

    [Fact]
    public async Task It_comes_in_Microsoft_Teams_as_it_comes_in_Slack()
    {
        var time = SundayEvening();
        await using var hotel = await Hotel.OpenMixedAsync(
            time: time, settings: Settings, instrument: Instrument, company: hotel => Leads($$"""{ {{hotel.InTeams}}, "channel": "{{hotel.Teams.ChannelNamed(Hotel.SpaManagers).Id}}" }""", managers: false));
        await UntilKnownAsync(hotel, 1);
        time.Skip(TimeSpan.FromHours(14));
        await hotel.Teams.WaitUntilAsync(() => hotel.Teams.MessagesIn(Hotel.SpaManagers).Any(IsCard), TimeSpan.FromSeconds(20));
        var card = hotel.Teams.MessagesIn(Hotel.SpaManagers).Single(IsCard);
        var text = Teamed.TextsOf(card.Card!.Value);
        foreach (var words in (string[])["NPS 31 (27 to 35) from 1", "One thing to decide", "Nobody finds the bus", "Came back to teams", "The details follow."]) Assert.Contains(words, text, StringComparison.Ordinal);
        await hotel.Teams.WaitUntilAsync(() => hotel.Teams.ThreadOf(card).Count(message => message.IsBot && message.Id != card.Id) == 3, TimeSpan.FromSeconds(20));
        await hotel.AllIsWellAsync();
        await FetchesTheNumbersAsync(hotel, card.Card!.Value.GetRawText());

        static bool IsCard(Teamed message) => message is { IsBot: true, Card: { } shown } && Teamed.TextsOf(shown).Contains("Digest, Mon 16 Nov to Sun 22 Nov", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_company_keeps_to_the_limits_and_says_how_many_are_left_out()
    {
        reports = (scope, period) => DigestSamples.Huge() with { Scope = scope, Period = period };
        var time = SundayEvening();
        await using var hotel = await Hotel.OpenAsync(time: time, instrument: Instrument, company: _ => Leads("""{ "platform": "slack", "workspace": "T0001", "channel": "C0009" }""", managers: false));
        await UntilKnownAsync(hotel, 1);
        time.Skip(TimeSpan.FromHours(14));
        var card = await hotel.CardAsync("Digest, Mon 16 Nov", Hotel.Managers);
        await hotel.AllIsWellAsync();
        Assert.Equal(DigestLayout.MostPages + 2, hotel.Slack.ThreadOf(Hotel.Managers, card.Ts).Count);
        Assert.Contains(hotel.Slack.ThreadOf(Hotel.Managers, card.Ts), message => Hotel.Shows(message, "452 more teams stand in the file"));
    }

    [Fact]
    public async Task A_bot_that_was_away_on_Monday_morning_sends_it_late_once_and_says_so()
    {
        var time = SundayEvening();
        await using var hotel = await Hotel.OpenAsync(time: time, instrument: Instrument, company: _ => Leads("""{ "platform": "slack", "workspace": "T0001", "channel": "C0009" }""", managers: false));
        await UntilKnownAsync(hotel, 1);
        await hotel.StopBotAsync();
        time.Skip(TimeSpan.FromHours(20));
        await hotel.StartBotAsync();
        await hotel.CardAsync("Late: it was due Mon 23 Nov 08:00", Hotel.Managers);
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(Hotel.Managers), (Slacked message) => Hotel.Shows(message, "Late: it was due"));
    }

    [Fact]
    public async Task An_empty_week_is_silent()
    {
        reports = (_, period) => DigestSamples.Empty(period);
        var time = SundayEvening();
        await using var hotel = await Hotel.OpenAsync(time: time, instrument: Instrument, company: _ => Leads("""{ "platform": "slack", "workspace": "T0001", "channel": "C0009" }""", managers: true));
        await UntilKnownAsync(hotel, 3);
        time.Skip(TimeSpan.FromHours(14));
        await hotel.Slack.WaitUntilAsync(() => FatesOf(hotel).Count == 3, TimeSpan.FromSeconds(20));
        await hotel.AllIsWellAsync();
        Assert.Equal(["Silent", "Silent", "Silent"], FatesOf(hotel));
        Assert.Empty(hotel.Slack.MessagesIn(Hotel.Managers));
    }

    private static TestTime SundayEvening() => new(new DateTimeOffset(2026, 11, 22, 18, 30, 0, TimeSpan.Zero));

    private static string Leads(string channel, bool managers) =>
        $$""", "cxLeads": { "channel": {{channel}}, "digest": { "day": "mon", "at": "08:00", "timeZone": "Europe/London", "managers": {{(managers ? "true" : "false")}} } }""";

    private void Instrument(IServiceCollection services) => services.AddSingleton<IDigestReports>(this);

    /// <summary>The clock has looked once, so that what comes later is not of before the schedule.</summary>
    private static Task UntilKnownAsync(Hotel hotel, int readers) => hotel.Slack.WaitUntilAsync(() => RowsOf(hotel, Core.Storage.TeamRows.DigestSince).Count == readers, TimeSpan.FromSeconds(20));

    private static IReadOnlyList<string> FatesOf(Hotel hotel) => [.. RowsOf(hotel, Core.Storage.TeamRows.Digest).Select(row => row.RequireString("Fate"))];

    private static List<Core.Storage.TableEntity> RowsOf(Hotel hotel, string prefix) =>
        hotel.Store.QueryAsync(Core.Storage.TeamRows.Company, prefix, null, CancellationToken.None).ToListAsync().AsTask().GetAwaiter().GetResult();

    private static async Task FetchesTheNumbersAsync(Hotel hotel, string card)
    {
        var address = System.Text.RegularExpressions.Regex.Match(card, @"https://bot\.example\.com(/digests/[A-Za-z0-9_-]+\.csv)").Groups[1].Value;
        Assert.NotEqual("", address);
        using var http = new HttpClient { BaseAddress = new(hotel.Bot.Urls.Single()) };
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=digest-2026-11-16.csv; filename*=UTF-8''digest-2026-11-16.csv", answer.Content.Headers.ContentDisposition!.ToString());
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 2 + 5, lines.Length);
        Assert.StartsWith("2026-11-16,2026-11-22,team-0,London Heathrow lounge,nps,,", lines[3], StringComparison.Ordinal);
        using var forged = await http.GetAsync(new Uri(address.Replace(address[12], address[12] == 'A' ? 'B' : 'A'), UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, forged.StatusCode);
    }
}
