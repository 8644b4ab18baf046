using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.FollowUps;
using HuddleBot.Tests.Parity;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay.Weeks;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Tests.WholeWay;

/// <summary>
/// The story of the scratch with the whole bot, on each platform and each storage: signed feedback, three departments on both platforms, and people who act only when the bot has
/// told them. The teams work Monday to Friday; it begins on a Monday at noon, and on a Friday evening, when nobody works for more than two days.
/// </summary>
public abstract class CallBackStory
{
    private const string Objection = "The scratch was there when I got the car.";
    private const string Charge = "Now you have charged me.";
    private const string Chase = "What about my money?";
    private static readonly Duration Promised = Duration.FromHours(48);
    private static readonly string[] Contact = ["ada@example.org", "7946", "Ada Example"];

    private protected static async Task PlayAsync(Platform platform, string begins, Func<TestTime, Task<Hotel>> open)
    {
        var start = DateTimeOffset.Parse(begins, CultureInfo.InvariantCulture);
        var time = new TestTime(start);
        await using var hotel = await open(time);
        ITeamPlace place = platform == Platform.Slack ? new SlackPlace(hotel) : new TeamsPlace(hotel);
        var (home, third) = platform == Platform.Slack ? ("front desk", Hotel.Spa) : (Hotel.Spa, "front desk");
        var story = new Story(hotel, place, time, start);
        await story.SendAsync("survey", Of("objection", Objection, home));
        await place.UntilShownAsync(Objection, "nobody has it yet");

        // Nobody claims it. The manager is told, by day and within 48 hours, takes it over from that message, and promises something.
        await story.PlayUntilToldAsync("ana");
        await place.PressDirectlyAsync("ana", "A customer waits for a call", Verbs.FollowUpTake);
        await place.UntilToldDirectlyAsync("ana", "A customer waits for your call");
        await CallAsync("A customer waits for your call", "We look at the photos", story.Day(4));

        // Before that day is over she is told, and moves it to beyond day 24.
        await story.PlayUntilToldAsync("ana");
        await place.PressDirectlyAsync("ana", "Your promise to a customer is due", Verbs.FollowUpMove, (Verbs.Inputs.Date, story.Day(30)), (Verbs.Inputs.Reason, "The garage has them"));
        await place.UntilShownAsync(Objection, story.Shown(30));

        // Day 24: he is charged, and writes to another department, in Slack. It stands in the same thread, and is due again with whoever called before.
        await story.PlayToDayAsync(24);
        await story.SendAsync("kiosk", Of("charge", Charge, "restaurant"));
        await place.UntilToldInThreadAsync(Objection, Charge);
        await place.UntilShownAsync(Objection, $"{place.NameOf("ana")} calls back by");
        await story.PlayUntilToldAsync("ana");
        await CallAsync("A customer waits for your call", "An answer within 16 days", story.Day(40));

        // The sixteen days do not pass unnoticed.
        await story.PlayUntilToldAsync("ana");
        await place.PressDirectlyAsync("ana", "Your promise to a customer is due", Verbs.FollowUpMove, (Verbs.Inputs.Date, story.Day(56)), (Verbs.Inputs.Reason, "Accounts ask for another bill"));
        await place.UntilShownAsync(Objection, story.Shown(56));

        // Day 49: should he write all the same, to a department on the other platform, he is called.
        await story.PlayToDayAsync(49);
        await story.SendAsync("kiosk", Of("chase", Chase, third));
        await place.UntilToldInThreadAsync(Objection, Chase);
        await place.UntilShownAsync(Objection, "The customer wrote 2 more times");
        await story.PlayUntilToldAsync("ana");
        await CallAsync("A customer waits for your call", "Half of it back", story.Day(63));
        await story.PlayUntilToldAsync("ana");
        await place.PressDirectlyAsync("ana", "Your promise to a customer is due", Verbs.FollowUpKept);
        await place.UntilShownAsync(Objection, "Kept: Half of it back");

        await story.CheckAsync();
        Assert.True(story.HoursChecked > 62 * 24, $"{story.HoursChecked} hours");
        Assert.Empty(await hotel.RowsOfAsync(place.Team, TeamRows.FollowUpDue));
        Assert.Single(await hotel.RowsOfAsync("restaurant", TeamRows.Answered));
        await hotel.AllIsWellAsync();

        async Task CallAsync(string told, string promised, string by)
        {
            await place.PressDirectlyAsync("ana", told, Verbs.FollowUpDone, (Verbs.Inputs.Outcome, "reached"), (Verbs.Inputs.Promised, promised), (Verbs.Inputs.Date, by));
            await place.UntilShownAsync(Objection, $"We promised: {promised}");
        }
    }

    private static JsonObject Of(string id, string words, string area)
    {
        var response = Hotel.Response(id, 1, words, area);
        response["customer"] = new JsonObject { ["name"] = "Ada Example", ["email"] = "ada@example.org", ["phone"] = "+44 20 7946 0000", ["mayContact"] = true };
        return response;
    }

    /// <summary>The time of the story: it stops wherever the bot has something to do, and everything is looked at there and for each hour in between.</summary>
    private sealed class Story(Hotel hotel, ITeamPlace place, TestTime time, DateTimeOffset start)
    {
        private Instant checkedUpTo = Instant.FromDateTimeOffset(start);

        public int HoursChecked { get; private set; }

        private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

        public Task SendAsync(string source, JsonObject response) => hotel.SendFromAsync(source, response);

        public string Day(int day) => start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        public string Shown(int day) => "by " + start.AddDays(day).ToString("ddd d MMM", CultureInfo.InvariantCulture);

        public async Task PlayUntilToldAsync(string person)
        {
            var before = place.SentDirectlyTo(person);
            while (place.SentDirectlyTo(person) == before) await StepAsync(start.AddDays(80));
            Assert.InRange(Now.InUtc().Hour, 9, 17);
        }

        public async Task PlayToDayAsync(int day)
        {
            while (time.GetUtcNow() < start.AddDays(day)) await StepAsync(start.AddDays(day));
        }

        /// <summary>To the next moment at which the bot wants to look, at most a day on.</summary>
        private async Task StepAsync(DateTimeOffset end)
        {
            var next = await DoDueAsync();
            await DrainedAsync();
            var until = Instant.Min(Instant.FromDateTimeOffset(end), Instant.Min(Now + Duration.FromDays(1), next is { } at && at > Now ? at : Now + Duration.FromHours(1)));
            Assert.True(Now < Instant.FromDateTimeOffset(end), $"nothing has happened up to {end}");
            time.Skip((until - Now).ToTimeSpan() + TimeSpan.FromMilliseconds(100));
            await DoDueAsync();
            await DrainedAsync();
            await CheckAsync();
        }

        private async Task<Instant?> DoDueAsync()
        {
            Instant? next = null;
            foreach (var team in await TeamsAsync())
            {
                foreach (var work in hotel.Bot.Services.GetServices<IDueWork>())
                {
                    if (await work.RunDueAsync(team, CancellationToken.None) is { } at) next = next is { } sooner ? Instant.Min(sooner, at) : at;
                }
            }

            return next;
        }

        private async Task<IReadOnlyList<FrontlineTeam>> TeamsAsync() => (await hotel.Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Teams;

        private async Task DrainedAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (await Invariants.AnyWaitsAsync(hotel, limit.Token)) await Task.Delay(20, limit.Token);
        }

        /// <summary>At each hour since the last look: how long nobody has owned a next step. One thread, and nothing of the customer's contact data before anybody.</summary>
        public async Task CheckAsync()
        {
            var team = (await TeamsAsync()).Single(team => team.Id.Value == place.Team || team.Id.Value == "front-desk" && place.Platform == Platform.Slack);
            var issue = IssueId.OfResponse(team.Id, "survey", "objection");
            var now = Now;
            var history = await NextStepGaps.ReadAsync(hotel.Store, team, issue);
            for (var hour = checkedUpTo; hour <= now; hour += Duration.FromHours(1), HoursChecked++)
            {
                var gap = history.Longest(Instant.FromDateTimeOffset(start), hour);
                Assert.True(gap <= Promised, $"at {hour} nobody had owned a next step for {gap}");
                checkedUpTo = hour + Duration.FromHours(1);
            }

            Assert.Equal(
                1, place.Platform == Platform.Slack
                    ? hotel.Slack.MessagesIn(Hotel.FrontDesk).Count(message => Hotel.Shows(message, Objection))
                    : hotel.Teams.MessagesIn(Hotel.SpaChannel).Count(message => message.IsBot && message.AllText.Contains(Objection, StringComparison.Ordinal)));
            var texts = Texts().ToList();
            Assert.DoesNotContain(texts, text => Contact.Any(secret => text.Contains(secret, StringComparison.Ordinal)));
            Assert.DoesNotContain(texts, text => text.Contains("was not kept in time", StringComparison.Ordinal));
            Assert.InRange(texts.Count(text => text.Contains(Charge, StringComparison.Ordinal)), 0, 1);
        }

        private IEnumerable<string> Texts()
        {
            var slack = new[] { Hotel.FrontDesk, Hotel.Restaurant, Hotel.Managers }.SelectMany(channel => hotel.Slack.MessagesIn(channel).SelectMany(message => hotel.Slack.ThreadOf(channel, message.Ts).Prepend(message)))
                .Concat(new[] { "U0001", "U0002", "U0003", "U0004", "U0005" }.SelectMany(hotel.Slack.DirectMessagesOf)).Where(message => message.IsBot).Select(message => message.Text + message.AllText);
            var teams = new[] { Hotel.SpaChannel, Hotel.SpaManagers }.SelectMany(hotel.Teams.MessagesIn).SelectMany(message => hotel.Teams.ThreadOf(message).Prepend(message))
                .Concat(new[] { "tom", "ana", "carol", "ben", "mia", "olga" }.SelectMany(hotel.Teams.PersonalChat)).Where(message => message.IsBot).Select(message => message.Summary + message.AllText);
            return slack.Concat(teams);
        }
    }
}

public sealed class CallBackStoryOnSqliteTests : CallBackStory
{
    [Theory]
    [InlineData(Platform.Slack, "2026-11-23T12:00:00Z")]
    [InlineData(Platform.Slack, "2026-11-20T18:00:00Z")]
    [InlineData(Platform.Teams, "2026-11-23T12:00:00Z")]
    [InlineData(Platform.Teams, "2026-11-20T18:00:00Z")]
    public Task A_customer_of_three_departments_has_one_thread_and_need_not_chase(Platform platform, string begins) =>
        PlayAsync(platform, begins, time => Hotel.OpenMixedAsync(time: time));
}

[Collection(AzuriteTests.Name)]
public sealed class CallBackStoryOnAzureTablesTests(AzuriteFixture azurite) : CallBackStory
{
    [Theory]
    [InlineData(Platform.Slack, "2026-11-20T18:00:00Z")]
    [InlineData(Platform.Teams, "2026-11-23T12:00:00Z")]
    public Task A_customer_of_three_departments_has_one_thread_and_need_not_chase(Platform platform, string begins) =>
        PlayAsync(platform, begins, time => Hotel.OpenMixedAsync(time: time, azureTables: azurite.ConnectionString));
}
