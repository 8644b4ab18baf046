using System.Globalization;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack.Workspace;
using HuddleBot.Tests.Scores;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>A team with many answers gets another time zone: whoever asks is answered at once, before and after its days are counted anew.</summary>
public sealed class MovedTeamTests
{
    private const string Garden = "garden";
    private const int Answers = 50_000;
    private const int Deliveries = 50;

    /// <summary>So many days, so that the windows that are asked for end in the middle of them.</summary>
    private const int Days = 80;

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_score_and_the_agenda_of_a_team_that_moves_do_not_wait_and_are_right_before_and_after()
    {
        await using var hotel = await OpenAsync(moreTeams: hotel =>
        {
            hotel.Slack.AddChannel("garden", ChannelKind.Public, ["U0002"], id: "C0007");
            return TeamIn("Europe/London");
        });
        await ImportAsync(hotel);
        await UntilAsync(async () => (await hotel.RowsOfAsync(Garden, TeamRows.ScoreChange)).Count == 0 && (await hotel.RowsOfAsync(Garden, TeamRows.ScoreRest)).Count == 0);
        await HoldAsync(hotel, hotel.Time.GetUtcNow().ToInstant() + Duration.FromHours(1));
        var score = await ScoreAsync(hotel, told: 0);

        // Half a day away: every day of the new zone has answers of two days of the old one.
        await hotel.ApplyTeamsAsync(moreTeams: TeamIn("Pacific/Auckland"));
        Assert.Equal(score, await ScoreAsync(hotel, told: 1));
        await IsRightAsync(hotel, "Europe/London");

        // More comes meanwhile, and is told at once.
        await hotel.SendAsync(Response("today", 10, null, Garden));
        await IsRightAsync(hotel, "Europe/London");

        await HoldAsync(hotel, null);
        await UntilAsync(async () => await Ways(hotel, await TeamOfAsync(hotel)).ZoneInForceAsync() == DateTimeZoneProviders.Tzdb["Pacific/Auckland"]);
        await IsRightAsync(hotel, "Pacific/Auckland");
        await hotel.AllIsWellAsync();
    }

    private static string TeamIn(string zone) => $$"""
        , { "id": "{{Garden}}", "name": "Garden", "timeZone": "{{zone}}", "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0007" },
            "managers": [{ "platform": "slack", "workspace": "T0001", "user": "U0002" }], "routes": [{ "attribute": "area", "equals": "garden" }] }
        """;

    private static async Task ImportAsync(Hotel hotel)
    {
        var (now, scale) = (hotel.Time.GetUtcNow().ToInstant(), Score.DefaultScale(Metric.Nps)!.Value);
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["area"] = Garden };
        foreach (var some in Enumerable.Range(0, Answers).Chunk(Answers / Deliveries))
        {
            await hotel.Intake.AcceptAsync(
                "survey",
                [.. some.Select(number => new ReadResponse.Read(new(
                    "survey", $"r-{number}", Score.Create(Metric.Nps, (number * 7 + number / 600) % 11, scale).Score, null, now - Duration.FromDays(Days) * ((double)(Answers - number) / Answers),
                    new[] { "beds", "pond" }[number % 2], null, null, attributes)))],
                PostChoice.None, None);
        }
    }

    /// <summary>What somebody in the channel reads who asks for it.</summary>
    private static async Task<string> ScoreAsync(Hotel hotel, int told)
    {
        Assert.True((await hotel.Slack.CommandAsync("U0002", "C0007", "/huddle score")).IsOk);
        return (await hotel.ToldAsync("U0002", told)).Text!;
    }

    /// <summary>All that can be asked is what the responses say, in days of this zone, and so is the agenda of a huddle.</summary>
    private static async Task IsRightAsync(Hotel hotel, string zone)
    {
        var (team, services) = (await TeamOfAsync(hotel), hotel.Bot.Services);
        var ways = Ways(hotel, team);
        Assert.Equal("Pacific/Auckland", team.TimeZone.Id);
        Assert.Equal(DateTimeZoneProviders.Tzdb[zone], await ways.ZoneInForceAsync());
        var expected = await ways.ExpectedAsync();
        Assert.Equal(expected, await ways.AskedAsync());

        var now = hotel.Time.GetUtcNow().ToInstant();
        var agenda = await services.GetRequiredService<IAgendaMaker>().MakeAsync(team, HuddleSchedule.Usual(new(9, 0)), now - Duration.FromDays(7), 1, now, None);
        var (today, inForce) = (now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date, DateTimeZoneProviders.Tzdb[zone]);
        var lately = (await hotel.RowsOfAsync(Garden, TeamRows.Response)).Count(row => row.RequireInstant("AnsweredAt").InZone(inForce).Date > today.PlusDays(-ScoreMovements.Days));
        Assert.Equal(lately, agenda.Score!.Now.Answers);
        Assert.Equal(DateTimeZoneProviders.Tzdb[zone], await ways.ZoneInForceAsync());
    }

    private static async Task<FrontlineTeam> TeamOfAsync(Hotel hotel) => (await hotel.Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(None)).Find(new(Garden))!;

    private static CountedTeam Ways(Hotel hotel, FrontlineTeam team) => new(hotel.Store, hotel.Time, team);

    /// <summary>As if another process were making counters, and had not come far: nobody else counts.</summary>
    /// <param name="until">Null: it has given up.</param>
    private static Task HoldAsync(Hotel hotel, Instant? until) => UntilAsync(async () =>
    {
        var row = (await hotel.RowsOfAsync(Garden, TeamRows.ScoreCounters)).Single();
        var held = row.Copy(row.ETag);
        held["Making"] = until is null ? null : "0000000000000000001-another";
        held["MakingUntil"] = until;
        return await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Replace(held)], None) is TransactionOutcome.Committed;
    });
}
