using System.Text.Json;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Slack;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Tests.Scheduling;

/// <summary><c>schedule dry-run</c> as a person types it, and as the year turns out.</summary>
public sealed class DryRunTests : IDisposable
{
    private const string Teams = """
        { "frontlineTeams": [
          { "id": "london", "name": "London", "timeZone": "Europe/London", "channel": { "platform": "slack", "workspace": "T1", "channel": "C1" },
            "holidays": ["2026-12-25", "2026-12-28"], "managers": [{ "platform": "slack", "workspace": "T1", "user": "U9" }],
            "huddle": [{ "id": "daily", "at": "09:15", "pauses": [{ "from": "2027-08-02", "until": "2027-08-13" }] },
                       { "id": "weekly", "at": "09:20", "days": ["fri"], "minutes": 30, "onHolidays": true }] },
          { "id": "new-york", "name": "New York", "timeZone": "America/New_York", "channel": { "platform": "slack", "workspace": "T1", "channel": "C2" },
            "huddle": { "at": "02:30", "days": ["mon","tue","wed","thu","fri","sat","sun"] } },
          { "id": "lord-howe", "name": "Lord Howe", "timeZone": "Australia/Lord_Howe", "channel": { "platform": "slack", "workspace": "T1", "channel": "C3" },
            "workingDays": ["sat", "sun"], "huddle": { "at": "01:45", "nightShift": true, "postBefore": 60 } },
          { "id": "cairo", "name": "Cairo", "timeZone": "Africa/Cairo", "channel": { "platform": "slack", "workspace": "T1", "channel": "C1" },
            "workingDays": ["sun", "thu", "fri"], "huddle": { "at": "00:05" } } ] }
        """;

    private static readonly LocalDate First = new(2026, 11, 23);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task It_lists_every_huddle_with_what_the_clocks_do_what_is_left_out_and_what_clashes()
    {
        await ApplyAsync();
        var (code, output, error) = await RunAsync("schedule", "dry-run", "--from", "2026-11-23", "--months", "12");
        Assert.Equal((0, ""), (code, error));
        var lines = output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal("day time UTC zone team huddle notes", lines[0]);
        Assert.Contains("Mon 2026-11-23 09:15 2026-11-23T09:15Z Europe/London london daily", lines);
        Assert.Contains("Fri 2026-12-25 09:15 2026-12-25T09:15Z Europe/London london daily not held: holiday", lines);
        Assert.Contains("Fri 2026-12-25 09:20 2026-12-25T09:20Z Europe/London london weekly a holiday, held all the same", lines);
        Assert.Contains("Mon 2027-08-02 09:15 2027-08-02T08:15Z Europe/London london daily not held: pause", lines);
        Assert.Contains("Fri 2026-11-27 09:15 2026-11-27T09:15Z Europe/London london daily CLASH: same team as weekly at 09:20", lines);
        Assert.Contains("Sun 2027-03-14 03:00 2027-03-14T07:00Z America/New_York new-york huddle 02:30 is skipped by the clocks, it starts right after; DST: clocks go forward 1:00 at 02:00", lines);
        Assert.Contains("Sun 2027-11-07 02:30 2027-11-07T07:30Z America/New_York new-york huddle DST: clocks go back 1:00 at 02:00", lines);
        Assert.Contains(
            "Sun 2027-04-04 01:45 2027-04-03T14:45Z Australia/Lord_Howe lord-howe huddle of the shift of Sat 2027-04-03; 01:45 comes twice, it starts at the first; DST: clocks go back 0:30 at 02:00", lines);
        Assert.Contains("Fri 2027-04-30 01:00 2027-04-29T22:00Z Africa/Cairo cairo huddle 00:05 is skipped by the clocks, it starts right after; DST: clocks go forward 1:00 at 00:00", lines);
        Assert.Equal("927 held, 12 left out, 6 on days on which the clocks change, 98 in a clash.", lines[^2]);
    }

    [Fact]
    public async Task One_team_and_words_that_are_wrong()
    {
        await ApplyAsync();
        var (code, output, _) = await RunAsync("schedule", "dry-run", "--team", "cairo", "--months", "1", "--from", "2026-11-23", "--json");
        Assert.Equal(0, code);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal("cairo", JsonDocument.Parse(line).RootElement.GetProperty("team").GetString()));
        Assert.Equal((2, "There is no team 'paris'; 'teams show' lists them."), await ErrorOfAsync("--team", "paris"));
        Assert.Equal((2, "--months is 0; give 1 to 120."), await ErrorOfAsync("--months", "0"));
        Assert.Equal((2, "--from is '23/11/2026', which is no date; write it like 2026-11-23."), await ErrorOfAsync("--from", "23/11/2026"));
        Assert.Contains("Mon 2", (await RunAsync("teams", "show")).Out, StringComparison.Ordinal);

        async Task<(int, string)> ErrorOfAsync(params string[] words)
        {
            var (wrong, _, error) = await RunAsync(["schedule", "dry-run", .. words]);
            return (wrong, error.Trim());
        }
    }

    [Fact]
    public async Task A_pause_that_somebody_asked_for_is_heeded()
    {
        await ApplyAsync();
        await using (var bot = BotAt(Instant.FromUtc(2026, 11, 23, 12, 0), out _))
        {
            var mia = new Actor(new(Platform.Slack, "T1", "U9"), "Mia");
            Assert.IsType<LookReply.Show>(await bot.Services.GetRequiredService<IHuddleDesk>().PauseAsync(new("london"), mia, new LocalDate(2026, 11, 25), CancellationToken.None));
        }

        var lines = (await RunAsync("schedule", "dry-run", "--team", "london", "--from", "2026-11-20", "--months", "1")).Out.Split('\n');
        Assert.Equal(["Mon 2026-11-23", "Tue 2026-11-24", "Wed 2026-11-25"], lines.Where(line => line.EndsWith("not held: paused in the chat", StringComparison.Ordinal)).Select(line => line[..14]));
    }

    [Fact]
    public async Task Without_huddles_it_says_so()
    {
        var (code, output, _) = await RunAsync("schedule", "dry-run");
        Assert.Equal((0, "No huddles: say in the teams file when the teams meet (huddle)."), (code, output.Trim()));
    }

    /// <summary>What the bot's own clock makes of the year, called whenever it asked to be, is what the list said before.</summary>
    [Fact]
    public async Task A_year_turns_out_as_listed_minute_for_minute()
    {
        await ApplyAsync();
        var listed = (await RunAsync("schedule", "dry-run", "--from", "2026-11-23", "--json")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("held").GetBoolean())
            .Select(line => (Id: $"{line.GetProperty("team")}.{line.GetProperty("date")}.{line.GetProperty("huddle")}", StartsAt: InstantPattern.General.Parse(line.GetProperty("startsAt").GetString()!).Value)).ToList();

        await using var bot = BotAt(Instant.FromUtc(2026, 11, 22, 0, 0), out var time);
        var held = new List<(string Id, Instant StartsAt)>();
        foreach (var team in (await bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Teams) held.AddRange(await LiveAsync(bot.Services, team, time));

        Assert.True(listed.Count > 800, $"only {listed.Count}");
        Assert.Equal(listed.Order(), held.Order());
        Assert.Equal(held.Count, held.Select(one => one.Id).Distinct().Count());
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The team's year: what huddles there are at its end, and when they start.</summary>
    private static async Task<List<(string Id, Instant StartsAt)>> LiveAsync(IServiceProvider services, FrontlineTeam team, FakeTime time)
    {
        var span = TeamSpan.OfDays(team, null, First, First.PlusMonths(12));
        var now = span.From - Duration.FromHours(1);
        time.Advance(now.ToDateTimeOffset() - time.GetUtcNow());
        var works = services.GetServices<IDueWork>().ToList();
        while (now < span.Until)
        {
            var next = now + Duration.FromDays(1);
            foreach (var work in works)
            {
                if (await work.RunDueAsync(team, CancellationToken.None) is { } due) next = Instant.Min(next, Instant.Max(due, now + Duration.FromSeconds(1)));
            }

            now = next;
            time.Advance(now.ToDateTimeOffset() - time.GetUtcNow());
        }

        var rows = await services.GetRequiredService<ITableStore>().QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.Huddle, null, CancellationToken.None).ToListAsync();
        Assert.All(rows, row => Assert.NotEqual(nameof(HuddlePhase.Skipped), row.RequireString("Phase")));
        return [.. rows.Select(row => (row.RequireString("Huddle"), row.RequireInstant("StartsAt"))).Where(row => row.Item2 >= span.From && row.Item2 < span.Until)];
    }

    /// <summary>Its parts, without its being started.</summary>
    private WebApplication BotAt(Instant now, out FakeTime time)
    {
        time = new(now.ToDateTimeOffset());
        return HuddleBotBuilder.Build(time, "--urls=http://127.0.0.1:0", $"--Storage:ConnectionString=Data Source={folder.File("bot.db")}", "--Logging:LogLevel:Default=None");
    }

    private async Task ApplyAsync()
    {
        var file = folder.File("teams.json");
        await File.WriteAllTextAsync(file, Teams);
        var (code, _, error) = await RunAsync("teams", "apply", file);
        Assert.Equal((0, ""), (code, error));
    }

    private Task<(int Code, string Out, string Error)> RunAsync(params string[] words) => BotProcess.RunAsync(folder.File("bot.db"), new Dictionary<string, string>(), words);
}
