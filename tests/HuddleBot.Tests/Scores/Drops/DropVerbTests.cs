using System.Text.Json;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.Scores.Drops;

/// <summary><c>export drops</c> as a person types it: the real binary on a real file.</summary>
public sealed class DropVerbTests : IDisposable
{
    private static readonly Dictionary<string, string> NoSettings = [];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_fall_is_a_line_with_what_became_of_it_and_without_customers_words()
    {
        Assert.Equal((0, "", ""), await RunAsync("export", "drops"));

        await using var store = new SqliteTableStore(new($"Data Source={folder.File("bot.db")}"));
        var team = new WatchedTeam(store);
        await team.TakeAsync(team.Usual(WatchedTeam.Begin.PlusDays(-59), 60));
        await team.LookAtAsync(WatchedTeam.Begin);
        var seen = await team.LiveAsync(WatchedTeam.Begin.PlusDays(1), 6, day => team.Day(day, 7, 2, 1, comment: "=cmd|'/c calc'!A0"), async () => (await team.DropsAsync()).Count > 0);
        var drop = Assert.Single(await team.DropsAsync());

        var told = await LineAsync();
        Assert.Equal((drop.Id.ToString(), team.Team.Id.Value, "undecided", true), (Text(told, "issue"), Text(told, "team"), Text(told, "state"), told.GetProperty("told").GetBoolean()));
        var fell = Assert.Single(told.GetProperty("series").EnumerateArray());
        Assert.Equal(("nps", null, null, "2026-11-19", seen.ToString("uuuu-MM-dd", null), null), (Text(fell, "metric"), Text(fell, "touchpoint"), Text(fell, "segment"), Text(fell, "since"), Text(fell, "seenOn"), Text(fell, "end")));
        Assert.Equal((600, 20), (fell.GetProperty("before").GetProperty("answers").GetInt32(), Math.Round(fell.GetProperty("before").GetProperty("value").GetDouble())));
        Assert.Equal(-60, Math.Round(fell.GetProperty("after").GetProperty("value").GetDouble()));
        Assert.True(fell.GetProperty("byChanceOnceInWeeks").GetDouble() > 1000);
        Assert.Equal(3, told.GetProperty("verbatims").GetArrayLength());
        Assert.DoesNotContain("calc", told.GetRawText(), StringComparison.Ordinal);

        await team.LiveAsync(seen.PlusDays(1), 25, day => team.Day(day, 3, 2, 5), async () => !(await team.DropsAsync()).Single().IsDown);
        var back = Assert.Single((await LineAsync()).GetProperty("series").EnumerateArray());
        Assert.Equal("recovered", Text(back, "end"));
        Assert.Equal(20, Math.Round(back.GetProperty("now").GetProperty("value").GetDouble()));
    }

    private async Task<JsonElement> LineAsync()
    {
        var (code, output, error) = await RunAsync("export", "drops");
        Assert.Equal((0, ""), (code, error));
        return JsonElement.Parse(Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private Task<(int Code, string Out, string Error)> RunAsync(params string[] words) => BotProcess.RunAsync(folder.File("bot.db"), NoSettings, words);
}
