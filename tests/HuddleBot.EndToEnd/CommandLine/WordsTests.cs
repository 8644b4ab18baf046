using HuddleBot.EndToEnd.Processes;
using HuddleBot.Tests.Storage;

namespace HuddleBot.EndToEnd.CommandLine;

/// <summary>What can be typed, and what is refused in words.</summary>
public sealed class WordsTests : IDisposable
{
    private static readonly string[] Rows =
    [
        "--Feedback:Sources:rows:Format=csv", "--Feedback:Sources:rows:Mapping:Metric==nps", "--Feedback:Sources:rows:Mapping:Score=score",
        "--Feedback:Sources:rows:Mapping:Comment=comment", "--Feedback:Sources:rows:Mapping:AnsweredAt=date",
    ];

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("--help", "Runs the bot")]
    [InlineData("serve --help", "Runs the bot")]
    [InlineData("import --help", "--shift-dates")]
    [InlineData("export --help", "--out")]
    [InlineData("restore --help", "--add-missing")]
    [InlineData("teams --help", "apply <FILE>")]
    [InlineData("teams apply --help", "docs/teams.schema.json")]
    [InlineData("teams show --help", "match none")]
    [InlineData("quarantine --help", "retry")]
    [InlineData("quarantine list --help", "--source")]
    [InlineData("quarantine retry --help", "--source")]
    public async Task Every_verb_explains_itself(string line, string expected)
    {
        var ending = await BotProcess.RunAsync(folder.FullPath, line.Split(' '));
        Assert.Equal((0, ""), (ending.Code, ending.Error));
        Assert.Contains(expected, ending.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "'nonsense' is not understood here.")]
    [InlineData("imprt f.csv --source rows", "'imprt' is not understood here.")]
    [InlineData("teams", "Required command was not provided.")]
    [InlineData("import --source rows", "Required argument 'FILE' missing for command: 'import'.")]
    [InlineData("restore", "Required argument 'FILE' missing for command: 'restore'.")]
    [InlineData("import f.csv", "Option '--source' is required.")]
    [InlineData("import f.csv --source rows --sorce x", "'--sorce' is not understood here.")]
    [InlineData("import f.csv --source rows --post sometimes", "'sometimes'")]
    [InlineData("quarantine list more", "'more' is not understood here.")]
    [InlineData("export nothing", "'nothing'")]
    [InlineData("serve --Slak:BotToken=x", "the section 'Slak' of '--Slak:BotToken' is not known.")]
    [InlineData("serve --Slack:BotTokn=x --Slack:SigningSecret=y", "'Slack:BotTokn' is not known.")]
    [InlineData("serve --Slack:BotToken=xoxb-1", "Settings, Slack: SigningSecret is missing or empty.")]
    [InlineData("serve --Slack:BotToken", "The setting '--Slack:BotToken' has no value.")]
    [InlineData("serve --Storage:Provider=Oracle", "Oracle")]
    [InlineData("serve --Delivery:Slack:PerWorkspacePerMinute=0", "must be between 1 and 6000")]
    public async Task What_is_not_understood_is_refused_in_words_and_nothing_is_begun(string line, string expected)
    {
        var ending = await BotProcess.RunAsync(folder.FullPath, line.Split(' '));
        Assert.Equal((2, ""), (ending.Code, ending.Out));
        Assert.Contains(expected, ending.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ending.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullPath));
    }

    [Fact]
    public async Task Settings_may_stand_before_between_and_after_the_words_of_a_verb()
    {
        File.WriteAllText(folder.File("f.csv"), "score,comment,date\n3,Cold soup,2026-11-20\n");
        string Database(string name) => $"Data Source={folder.File(name)}";
        string[][] lines =
        [
            [$"--Storage:ConnectionString={Database("a.db")}", "import", "f.csv", "--source", "rows", .. Rows],
            ["import", $"--Storage:ConnectionString={Database("b.db")}", "f.csv", "--source", "rows", .. Rows],
            ["import", "--Storage:ConnectionString", Database("c.db"), "f.csv", .. Rows, "--source", "rows"],
            ["import", "f.csv", "--source", "rows", .. Rows, "--Storage:ConnectionString", Database("d.db")],
        ];
        foreach (var line in lines)
        {
            var ending = await BotProcess.RunAsync(folder.FullPath, line);
            Assert.Equal((0, ""), (ending.Code, ending.Error));
            Assert.Contains("1 row read: 1 accepted", ending.Out, StringComparison.Ordinal);
        }

        Assert.Equal(["a.db", "b.db", "c.db", "d.db"], Directory.EnumerateFiles(folder.FullPath, "*.db").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_words()
    {
        await using var first = await BotProcess.ServeAsync(folder.FullPath, []);
        var second = await BotProcess.RunAsync(folder.FullPath, "serve", $"--urls=http://127.0.0.1:{first.Address.Port}");
        Assert.Equal(1, second.Code);
        Assert.Contains($"http://127.0.0.1:{first.Address.Port}", second.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
