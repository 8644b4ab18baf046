using System.Text.Json;
using HuddleBot.Audit;
using HuddleBot.Core.Audit;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Themes;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.Themes;
using static HuddleBot.Tests.Themes.Chain;

namespace HuddleBot.Tests.Audit;

/// <summary>What was done to a theme: who, when, from where, before and after; and the same of what follows from it.</summary>
public sealed class ThemeExportTests : IDisposable
{
    private static readonly ChannelId Office = new(Platform.Slack, "T1", "C10");
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Every_change_of_a_theme_and_what_its_issues_follow_says_who_did_it_and_from_where()
    {
        using var store = new SqliteTableStore(new($"Data Source={folder.File("themes.db")}"));
        var chain = new Chain(store);
        var mia = Mia with { From = Office };
        var issue = await chain.EscalateAsync(London, "Nobody could tell me where the bus leaves.");
        var theme = await chain.MergeAsync(issue, mia, "No sign for the bus");
        await chain.SettleAsync();
        await chain.DoAsync(theme, mia, new ThemeCommand.Rename("No signs"));
        await chain.DoAsync(theme, mia, new ThemeCommand.Resolve("Signs are up."));
        await chain.SettleAsync();

        var line = Assert.Single(await ExportAsync(new ThemeJsonLines(new ThemeAudit(store))));
        Assert.Equal((theme.ToString(), "No signs", "resolved"), (line.GetProperty("id").GetString(), line.GetProperty("title").GetString(), line.GetProperty("state").GetString()));
        Assert.Equal(issue.ToString(), Assert.Single(line.GetProperty("issues").EnumerateArray()).GetString());
        var history = line.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(["Begun", "Joined", "Renamed", "Resolved"], history.Select(entry => entry.GetProperty("event").GetString()!));
        Assert.All(history, entry => Assert.Equal(("U8", Office.ToString()), (entry.GetProperty("by").GetProperty("user").GetString(), entry.GetProperty("from").GetString())));
        Assert.Equal(
            ("""{"title":"No sign for the bus"}""", """{"title":"No signs"}"""), (history[2].GetProperty("before").GetRawText(), history[2].GetProperty("after").GetRawText()));
        Assert.Equal("""{"answer":"Signs are up.","state":"resolved"}""", history[3].GetProperty("after").GetRawText());
        Assert.Equal("open", history[3].GetProperty("before").GetProperty("state").GetString());

        var followed = Assert.Single(await ExportAsync(new IssueJsonLines(new IssueAudit(store), new("1", [London])))).GetProperty("history").EnumerateArray().Last();
        Assert.Equal(("TriageResolved", Office.ToString()), (followed.GetProperty("event").GetString(), followed.GetProperty("from").GetString()));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<List<JsonElement>> ExportAsync(IExport export)
    {
        using var output = new MemoryStream();
        await export.WriteAsync(output, CancellationToken.None);
        return [.. System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => JsonDocument.Parse(text).RootElement)];
    }
}
