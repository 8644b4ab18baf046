using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Parity;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Huddles;

/// <summary>A team on one of the platforms that meets at 09:15, early on Monday, 23 November 2026, in London; and its clock.</summary>
internal sealed class MorningPlace : IAsyncDisposable
{
    private readonly TestTime time;

    private MorningPlace(ITeamPlace place, TestTime time) => (Place, this.time) = (place, time);

    public ITeamPlace Place { get; }

    public Hotel Hotel => Place.Hotel;

    /// <param name="leads">Short names of those who take turns; empty: whoever was there.</param>
    public static Task<MorningPlace> OpenAsync(Platform platform, params string[] leads)
    {
        var huddle = HuddleLedBy($"[{string.Join(", ", leads.Select(lead => PersonIn(platform, lead)))}]");
        return platform == Platform.Slack
            ? OpenAsync(async time => new SlackPlace(await Hotel.OpenAsync(time: time, frontDeskMore: huddle)))
            : OpenAsync(async time => new TeamsPlace(await Hotel.OpenMixedAsync(time: time, spaMore: huddle)));
    }

    /// <summary>The spa, in Teams; Ana manages it from Slack.</summary>
    public static Task<MorningPlace> OpenManagedFromSlackAsync() =>
        OpenAsync(async time => new TeamsPlace(await Hotel.OpenMixedAsync(Hotel.AnaInSlack, time: time, spaMore: HuddleLedBy("[]"))));

    private static async Task<MorningPlace> OpenAsync(Func<TestTime, Task<ITeamPlace>> open)
    {
        var clock = new TestTime(At(23, 8, 0));
        var place = new MorningPlace(await open(clock), clock);

        // A huddle that lies before the first look at its schedule is not a missed one.
        await Hotel.UntilAsync(async () => (await place.Hotel.RowsOfAsync(place.Place.Team, TeamRows.Schedule)).Count == 1);
        return place;
    }

    /// <summary>A moment of November 2026, in London.</summary>
    public static DateTimeOffset At(int day, int hour, int minute) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    /// <summary>It is that moment (or later already, on a busy machine); what is due by then is done, and everything is sent.</summary>
    public async Task GoToAsync(DateTimeOffset moment)
    {
        Skip(moment);
        await DoDueAsync(Hotel);
        await Hotel.DrainedAsync();
    }

    /// <summary>It is that moment; what is prepared for later still waits.</summary>
    public async Task PrepareAtAsync(DateTimeOffset moment)
    {
        Skip(moment);
        await DoDueAsync(Hotel);
    }

    public void Skip(DateTimeOffset moment) => time.Skip(TimeSpan.FromTicks(Math.Max(0, (moment - time.GetUtcNow()).Ticks)));

    /// <summary>What has happened in the team's huddles, in order.</summary>
    public async Task<IReadOnlyList<string>> HappenedAsync() =>
        [.. (await Hotel.RowsOfAsync(Place.Team, TeamRows.HuddleHistory)).Select(row => $"{row.RequireString("Event")} {row.GetString("ByName")?.Split(' ')[0]}".TrimEnd())];

    public string NameOf(string person) => Place.NameOf(person);

    public ValueTask DisposeAsync() => Hotel.DisposeAsync();

    /// <summary>What the bot's own clock does, done before anything else is looked at.</summary>
    public static async Task DoDueAsync(Hotel hotel)
    {
        foreach (var team in (await hotel.Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Teams)
            foreach (var work in hotel.Bot.Services.GetServices<IDueWork>()) await work.RunDueAsync(team, CancellationToken.None);
    }

    private static string HuddleLedBy(string leads) => $$""", "huddle": { "at": "09:15", "answersFor": 120, "leads": {{leads}} } """;

    private static string PersonIn(Platform platform, string person) => platform == Platform.Slack
        ? $$"""{ "platform": "slack", "workspace": "T0001", "user": "{{(person == "tom" ? "U0001" : "U0004")}}" }"""
        : $$"""{ "platform": "teams", "workspace": "5a77e1d1-0000-4000-a000-000000000001", "user": "5a77e1d1-0000-4000-8000-00000000000{{(person == "tom" ? 1 : 4)}}" }""";
}
