using System.Diagnostics;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Parity;
using HuddleBot.Tests.Slack;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit.Abstractions;

namespace HuddleBot.Tests.WholeWay.Huddles;

/// <summary>
/// Four weeks of real reviews, moved to those before 22 November 2026, through the real bot: a team in Singapore and one in New York meet in Slack, one in London in Microsoft Teams, on every
/// working day at 09:15 of their own. Each starts, fixes or escalates on two of three days, keeps every other promise that is due, and gets an answer every Wednesday. What they see on
/// some days is written to the test's output (never into the repository): a person judges it.
/// </summary>
public sealed class LoungeWeeksTests(ITestOutputHelper output)
{
    private const string Meets = """, "huddle": { "at": "09:15" }, "workingDays": ["mon", "tue", "wed", "thu", "fri"] """;
    private static readonly DateTimeOffset End = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly TestTime clock = new(End - TimeSpan.FromDays(28));

    [SharedFact(LoungeTrialTests.Reviews)]
    public async Task Three_teams_in_three_zones_meet_for_four_weeks_of_real_reviews()
    {
        var watch = Stopwatch.StartNew();
        await using var hotel = await Hotel.OpenMixedAsync(Hotel.AnaInSlack, time: clock, moreTeams: hotel => TeamIn(hotel, "asia", "Asia/Singapore") + TeamIn(hotel, "america", "America/New_York"), spaMore: Meets);
        Dictionary<string, ITeamPlace> places = new(StringComparer.Ordinal) { ["asia"] = new SlackPlace(hotel, "asia"), ["america"] = new SlackPlace(hotel, "america"), [Hotel.Spa] = new TeamsPlace(hotel) };
        foreach (var team in places.Keys) await Hotel.UntilAsync(async () => (await hotel.RowsOfAsync(team, TeamRows.Schedule)).Count == 1);
        var (seen, held) = (places.Keys.ToDictionary(team => team, _ => new List<string>(), StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));

        var reviews = LoungeTrialTests.Read(Instant.FromDateTimeOffset(End)).OrderBy(review => review.AnsweredAt).ToList();
        var before = reviews.Where(review => review.AnsweredAt < Now).ToList();
        var next = before.Count;
        await hotel.Intake.AcceptAsync("survey", [.. before.TakeLast(1500).Select(review => new ReadResponse.Read(InPlace(review)))], PostChoice.None, CancellationToken.None);

        foreach (var huddle in await OccurrencesAsync(hotel))
        {
            var team = huddle.Id.Team.Value;
            var place = places[team];
            var fresh = reviews.Skip(next).TakeWhile(review => review.AnsweredAt < huddle.PostsAt - Duration.FromMinutes(10)).ToList();
            next += fresh.Count;
            GoTo(huddle.PostsAt - Duration.FromMinutes(10));
            if (fresh.Count > 0) await hotel.SendAsync([.. fresh.Select(review => JsonOf(InPlace(review)))]);
            GoTo(huddle.PostsAt + Duration.FromSeconds(1));
            await MorningPlace.DoDueAsync(hotel);
            await hotel.DrainedAsync();

            var said = place.HuddleText!;
            seen[team].Add($"{team}, {said}\n\nin the thread: {string.Join(" | ", place.SaidInHuddle.Select(card => Clip(card, 90)))}\n");
            Assert.Contains($"{huddle.Id.Date.ToString("ddd d MMM", System.Globalization.CultureInfo.InvariantCulture)} 09:15", said, StringComparison.Ordinal);
            Assert.InRange(said.Split('\n').Distinct(StringComparer.Ordinal).Sum(line => 1 + (line.Length / 45)), 3, 36);
            await MeetAsync(place, held[team] = held.GetValueOrDefault(team) + 1);
            if (huddle.Id.Date.DayOfWeek == IsoDayOfWeek.Wednesday) await AnswerAsync(hotel);
            await hotel.DrainedAsync();
        }

        await hotel.AllIsWellAsync();
        foreach (var team in places.Keys)
        {
            var history = await hotel.RowsOfAsync(team, TeamRows.HuddleHistory);
            Assert.Equal([20, 20, 20], new[] { "Announced", "Started", "Finished" }.Select(stage => history.Count(row => row.GetString("Event") == stage)));
            foreach (var day in (int[])[3, 8, 12, 19]) output.WriteLine(seen[team][day]);
        }

        Assert.Contains(seen.Values.SelectMany(days => days), said => said.Contains("You asked, we did", StringComparison.Ordinal));
        Assert.All(seen.Values, days => Assert.All(days.Skip(5), said => Assert.Contains("Promises", said, StringComparison.Ordinal)));
        output.WriteLine($"{held.Values.Sum()} huddles, {reviews.Count - before.Count} reviews, {watch.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>What a team that works does.</summary>
    private static async Task MeetAsync(ITeamPlace place, int number)
    {
        await place.PressInHuddleAsync("tom", Verbs.HuddleStart);
        await place.UntilHuddleShowsAsync("On now");
        if (number % 3 == 1) await place.DecideInHuddleAsync("tom", Verbs.Escalate, (Verbs.Inputs.Ask, "Please look into this"));
        if (number % 3 == 2) await place.DecideInHuddleAsync("ben", Verbs.Fix, (Verbs.Inputs.Try, $"Try number {number}"));
        if (number % 2 == 0) await place.DecideInHuddleAsync("ben", Verbs.Done, (Verbs.Inputs.Outcome, "yes"));
        await place.PressInHuddleAsync("ben", Verbs.HuddleFinish);
        await place.UntilHuddleShowsAsync("Finished.");
    }

    /// <summary>Ana answers the oldest of what waits for her.</summary>
    private static async Task AnswerAsync(Hotel hotel)
    {
        var waiting = hotel.Slack.DirectMessagesOf("U0002").FirstOrDefault(message => message.Blocks is { } blocks && blocks.GetRawText().Contains($"\"{Verbs.TriageResolve}\"", StringComparison.Ordinal));
        if (waiting is not null) Assert.True((await hotel.DecideAsync("U0002", waiting, Verbs.TriageResolve, (Verbs.Inputs.Answer, "It is being seen to"))).IsOk);
    }

    private async Task<IReadOnlyList<HuddleOccurrence>> OccurrencesAsync(Hotel hotel)
    {
        var teams = (await hotel.Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Teams;
        return [.. teams.SelectMany(team => HuddleCalendar.Between(team, null, Now, Instant.FromDateTimeOffset(End))).OrderBy(huddle => huddle.StartsAt)];
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private void GoTo(Instant moment) => clock.Skip(Duration.Max(moment - Now, Duration.Zero).ToTimeSpan());

    private static Response InPlace(Response review)
    {
        var team = review.Attributes["team"] is "europe" ? Hotel.Spa : review.Attributes["team"];
        return review with { Attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["area"] = team } };
    }

    private static JsonObject JsonOf(Response review) => new()
    {
        ["id"] = review.Id, ["metric"] = "csat", ["score"] = review.Score!.Value, ["scale"] = new JsonArray(1, 5), ["comment"] = review.Comment,
        ["answeredAt"] = review.AnsweredAt.ToDateTimeUtc(), ["attributes"] = new JsonObject { ["area"] = review.Attributes["area"] },
    };

    private static string TeamIn(Hotel hotel, string team, string zone) => $$"""
        , { "id": "{{team}}", "name": "Lounges in {{team}}", "timeZone": "{{zone}}", "channel": { "platform": "slack", "workspace": "T0001", "channel": "{{hotel.Slack.AddChannel(team, "U0001", "U0004").Id}}" },
            "managers": [{{Hotel.AnaInSlack}}], "routes": [{ "attribute": "area", "equals": "{{team}}" }] {{Meets}} }
        """;

    private static string Clip(string text, int length) => text.ReplaceLineEndings(" ") is var line && line.Length > length ? line[..length] + "…" : text.ReplaceLineEndings(" ");
}
