using System.Text.Json;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Agendas;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.Scores;

/// <summary><c>export scores</c> and <c>scores recount</c> as a person types them: the real binary on a real file.</summary>
public sealed class ScoreVerbTests : IDisposable
{
    private static readonly Dictionary<string, string> Survey = new(StringComparer.Ordinal) { ["Feedback__Sources__survey__Format"] = "huddlebot" };

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Counters_that_somebody_has_spoilt_come_right_and_the_export_says_what_was_answered()
    {
        await File.WriteAllTextAsync(folder.File("teams.json"), """
            { "frontlineTeams": [{ "id": "lounge", "name": "Lounge", "timeZone": "Europe/London", "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0001" }, "routes": [{ "source": "survey" }] }] }
            """);
        await File.WriteAllTextAsync(folder.File("answers.json"), """
            [ { "id": "1", "metric": "nps", "score": 9, "answeredAt": "2026-03-02T23:30:00Z", "touchpoint": "*arrival*" },
              { "id": "2", "metric": "nps", "score": 9, "answeredAt": "2026-03-02T10:00:00Z", "touchpoint": "*Arrival*" },
              { "id": "3", "metric": "stars", "score": 4.5, "scale": [1, 5], "answeredAt": "2026-07-01T23:30:00Z", "customer": { "segment": "business" } } ]
            """);
        Assert.Equal(0, (await RunAsync("teams", "apply", folder.File("teams.json"))).Code);
        var imported = await RunAsync("import", folder.File("answers.json"), "--source", "survey", "--post", "none");
        Assert.Equal((0, ""), (imported.Code, imported.Error));

        string[] expected =
        [
            """{"team":"lounge","metric":"nps","scale":null,"touchpoint":null,"segment":null,"day":"2026-03-02","answers":2,"counts":[{"score":9,"scale":[0,10],"count":2}]}""",
            """{"team":"lounge","metric":"stars","scale":[1,5],"touchpoint":null,"segment":null,"day":"2026-07-02","answers":1,"counts":[{"score":4.5,"scale":[1,5],"count":1}]}""",
            """{"team":"lounge","metric":"nps","scale":null,"touchpoint":"*Arrival*","segment":null,"day":"2026-03-02","answers":2,"counts":[{"score":9,"scale":[0,10],"count":2}]}""",
            """{"team":"lounge","metric":"stars","scale":[1,5],"touchpoint":null,"segment":"business","day":"2026-07-02","answers":1,"counts":[{"score":4.5,"scale":[1,5],"count":1}]}""",
        ];
        Assert.Equal(expected, await ExportAsync());

        await SpoilAsync();
        Assert.NotEqual(expected, await ExportAsync());
        var recounted = await RunAsync("scores", "recount", "--team", "lounge");
        Assert.Equal((0, "", "lounge: 3 answers in 4 series."), (recounted.Code, recounted.Error, recounted.Out.Trim()));
        Assert.Equal(expected, await ExportAsync());
    }

    [Fact]
    public async Task A_team_that_is_not_there_and_words_that_are_wrong_are_refused()
    {
        var unknown = await RunAsync("scores", "recount", "--team", "No Such Team");
        Assert.Equal((1, "There is no team 'No Such Team'; 'teams show' lists them."), (unknown.Code, unknown.Error.Trim()));
        Assert.Equal((0, ""), await CodeAndErrorOfAsync("scores", "recount"));
        Assert.Equal(2, (await RunAsync("scores", "recuont")).Code);
        var help = await RunAsync("scores", "recount", "--help");
        Assert.Equal(0, help.Code);
        Assert.Contains("--team", help.Out, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private async Task<string[]> ExportAsync()
    {
        var (code, output, error) = await RunAsync("export", "scores");
        Assert.Equal((0, ""), (code, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        return lines;
    }

    /// <summary>A day has seven answers that nobody gave.</summary>
    private async Task SpoilAsync()
    {
        await using var store = new SqliteTableStore(new($"Data Source={folder.File("bot.db")}"));
        await new ScoreFolding(store, TimeProvider.System).RunDueAsync(ListeningTeams.Team("lounge", "Europe/London"), CancellationToken.None);
        var row = await store.QueryAsync(TeamRows.TeamPartitions + "lounge", TeamRows.ScoreDay, null, CancellationToken.None).FirstAsync();
        await store.SubmitTransactionAsync([TableTransactionAction.Replace(new(row.PartitionKey, row.RowKey, row.ETag) { ["Counts"] = row.RequireString("Counts") + " 0/0..10:7" })], CancellationToken.None);
    }

    private async Task<(int, string)> CodeAndErrorOfAsync(params string[] words) => await RunAsync(words) is var (code, _, error) ? (code, error) : default;

    private Task<(int Code, string Out, string Error)> RunAsync(params string[] words) => BotProcess.RunAsync(folder.File("bot.db"), Survey, words);
}
