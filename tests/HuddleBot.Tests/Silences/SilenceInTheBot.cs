using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Silences;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Silences;

/// <summary>With the real bot, its storage, and time that is put forward: what stops is listed before two usual gaps are over, and what comes back is gone from the list.</summary>
public abstract class SilenceInTheBot
{
    private const string Quiet = """{ "immediately": "none" }""";

    private readonly TestTime time = new(new DateTimeOffset(2026, 9, 7, 10, 0, 0, TimeSpan.Zero));

    private protected abstract Task<Hotel> OpenAsync(TestTime time, string posting);

    [Fact]
    public async Task A_feed_that_stops_is_listed_within_twice_its_usual_gap_and_gone_when_it_is_back()
    {
        await using var hotel = await OpenAsync(time, Quiet);
        for (var day = 0; day < 35; day++) await DayAsync(hotel, day, "survey", "kiosk");
        var last = Now - Duration.FromDays(1);
        time.Skip(TimeSpan.FromHours(17));
        await hotel.SendFromAsync("kiosk", Response("goes on", 9, null));
        Assert.Empty(await SilentAsync(hotel));
        time.Skip(TimeSpan.FromHours(2));
        var silence = Assert.Single(await SilentAsync(hotel));
        Assert.Equal(new SilentThing.Feed("survey"), silence.What);
        Assert.InRange((last - silence.Since).TotalHours, 0, 1);
        Assert.InRange(silence.Wait!.Lasted, 1.75, 2 * silence.Wait.Usual);

        // What a bot has known, the next knows.
        await hotel.StopBotAsync();
        await hotel.StartBotAsync();
        var digest = Now;
        Assert.Single(await SilentAsync(hotel));

        time.Skip(TimeSpan.FromHours(2));
        await hotel.SendAsync(Response("back", 9, null));
        await hotel.SendFromAsync("kiosk", Response("still goes on", 9, null));
        var report = await ReportAsync(hotel, digest);
        Assert.Empty(report.Silent);
        var back = Assert.Single(report.Back);
        Assert.Equal((silence.What, silence.Since), (back.What, back.Since));
        Assert.InRange((Now - back.BackAt).TotalHours, 0, 1);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task A_team_for_which_nothing_comes_though_its_feed_goes_on_is_listed_and_one_whose_feed_has_stopped_is_not()
    {
        await using var hotel = await OpenAsync(time, Quiet);
        for (var day = 0; day < 35; day++) await hotel.SendAsync(Response($"f{day}", 9, null), Response($"r{day}", 9, null, "restaurant"), await NextDayAsync());
        for (var day = 35; day < 38; day++) await hotel.SendAsync(Response($"r{day}", 9, null, "restaurant"), await NextDayAsync());
        var silence = Assert.Single(await SilentAsync(hotel));
        Assert.Equal(FrontDesk, Assert.IsType<SilentThing.Comments>(silence.What).Team.Id.Value);
        Assert.Equal(FrontDesk, silence.What.OfTeam!.Id.Value);

        // Its days, not the day before: from here on nothing comes at all.
        time.Skip(TimeSpan.FromDays(3));
        Assert.Equal([new SilentThing.Feed("survey")], (await SilentAsync(hotel)).Select(one => one.What).Where(what => what is not SilentThing.Comments { Team.Id.Value: FrontDesk }));

        async Task<System.Text.Json.Nodes.JsonObject> NextDayAsync()
        {
            time.Skip(TimeSpan.FromDays(1));
            await Task.CompletedTask;
            return Response($"other{Now}", 5, null, "nowhere");
        }
    }

    [Fact]
    public async Task A_team_that_does_nothing_any_more_is_listed_while_something_waits_for_it()
    {
        await using var hotel = await OpenAsync(time, Quiet);
        var desk = hotel.Bot.Services.GetRequiredService<IIssueDesk>();
        var (team, tom) = (new TeamId(FrontDesk), new Actor(PersonId.Parse("slack/T0001/U0001"), "Tom"));
        for (var day = 0; day < 45; day++)
        {
            if (day % 7 < 5) Assert.IsType<IssueReply.Done>(await desk.RaiseAsync(team, tom, $"raise-{day}", $"Lamp {day}", CancellationToken.None));

            // Day by day: all at once they would wait for the second that Slack asks for between two messages.
            await hotel.DrainedAsync();
            time.Skip(TimeSpan.FromDays(1));
        }

        Assert.Empty(await SilentAsync(hotel));
        time.Skip(TimeSpan.FromDays(7));
        var silence = Assert.Single(await SilentAsync(hotel));
        Assert.Equal(FrontDesk, Assert.IsType<SilentThing.People>(silence.What).Team.Id.Value);
        Assert.True(silence.Wait!.InWorkingDays);
        Assert.InRange(silence.Wait.Lasted, 4, 7);
    }

    [Fact]
    public async Task A_channel_that_takes_no_messages_is_listed_with_its_reason()
    {
        await using var hotel = await OpenAsync(time, "{}");
        await hotel.Slack.ArchiveAsync(FrontDesk);
        await hotel.SendAsync(Response("r1", 3, "The lift is slow."));
        await hotel.Slack.WaitUntilAsync(() => hotel.RowsOfAsync(FrontDesk, TeamRows.Outbox).GetAwaiter().GetResult().Any(row => row.GetString("LastError") is not null));
        Assert.Empty(await SilentAsync(hotel));
        time.Skip(TimeSpan.FromHours(2));
        var delivery = Assert.IsType<SilentThing.Delivery>(Assert.Single(await SilentAsync(hotel)).What);
        Assert.Equal((FrontDesk, 1), (delivery.Team.Id.Value, delivery.Messages));
        Assert.Contains("is_archived", delivery.Reason, StringComparison.Ordinal);
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async Task DayAsync(Hotel hotel, int day, params string[] sources)
    {
        foreach (var source in sources) await hotel.SendFromAsync(source, Response($"{source}{day}", 9, null));
        time.Skip(TimeSpan.FromDays(1));
    }

    private async Task<IReadOnlyList<Silence>> SilentAsync(Hotel hotel) => (await ReportAsync(hotel, Now)).Silent;

    private Task<SilenceReport> ReportAsync(Hotel hotel, Instant backSince) => hotel.Bot.Services.GetRequiredService<ISilences>().ListAsync(Now, backSince, CancellationToken.None);
}

public sealed class SilenceOnSqliteTests : SilenceInTheBot
{
    private protected override Task<Hotel> OpenAsync(TestTime time, string posting) => Hotel.OpenAsync(posting, time);
}

[Collection(AzuriteTests.Name)]
public sealed class SilenceOnAzureTablesTests(AzuriteFixture azurite) : SilenceInTheBot
{
    private protected override Task<Hotel> OpenAsync(TestTime time, string posting) => Hotel.OpenAsync(posting, time, azurite.ConnectionString);
}
