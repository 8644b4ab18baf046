using HuddleBot.Cards;

namespace HuddleBot.Tests.Cards;

/// <summary>A folder of cards that does not fit stops the start, with the file, the place and what to do.</summary>
public sealed class BrokenCardsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huddlebot-cards-");

    public BrokenCardsTests()
    {
        foreach (var file in Directory.EnumerateFiles(CardsUnderTest.Folder, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(CardsUnderTest.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>File, what is replaced, by what, and the words that the error must have.</summary>
    public static TheoryData<string, string, string, string, string> Breaks { get; } = new()
    {
        { "slack/issue-card.json", "${headline}", "${headlime}", "cards/slack/issue-card.json at $.blocks[0].elements[0].elements[0].text", "'headlime' is not there" },
        { "slack/issue-card.json", "${context}", "some words", "cards/slack/issue-card.json at $", "'context' of IssueCardView is not shown" },
        { "slack/issue-card.json", "\"${text}\"", "\"${headline}\"", "cards/slack/issue-card.json at $.blocks[3].elements[0].elements[0].text", "'headline' is not there" },
        { "slack/issue-card.json", "${context}", "${context} ${words}", "cards/slack/issue-card.json at $.blocks[2].elements[0].text", "may be empty" },
        { "slack/issue-card.json", "${context}", "${context} ${decision}", "cards/slack/issue-card.json at $.blocks[2].elements[0].text", "only a text or a number" },
        { "slack/issue-card.json", "count(buttons)", "howMany(buttons)", "cards/slack/issue-card.json at $.blocks[4].$when", "the function 'howMany' is not known" },
        { "slack/issue-card.json", "${context}", "${context", "cards/slack/issue-card.json at $.blocks[2].elements[0].text", "expected '}'" },
        { "slack/issue-card.json", "\"${verb}\"", "\"issue.fixx\"", "cards/slack/issue-card.json at $.blocks[4].elements[0].action_id", "the action id 'issue.fixx' is not known" },
        { "slack/issue-card.json", "\"${verb}\"", "\"${label}\"", "cards/slack/issue-card.json at $.blocks[4].elements[0].action_id", "is not known" },
        { "slack/fix-form.json", "\"callback_id\": \"issue.fix\"", "\"callback_id\": \"issue.mend\"", "cards/slack/fix-form.json at $.callback_id", "the callback id 'issue.mend' is not known" },
        { "slack/fix-form.json", "\"action_id\": \"owner\"", "\"action_id\": \"holder\"", "cards/slack/fix-form.json at $.blocks[1].element.action_id", "the action id 'holder' is not known" },
        { "slack/fix-form.json", "$host.form.owner", "$host.form.holder", "cards/slack/fix-form.json at $.blocks[1].label.text", "'$host.form.holder' is not there" },
        { "slack/help.json", "{", "{{", "cards/slack/help.json at $", "this is no JSON (line 1" },
        { "slack/help.json", "\"type\":", "\"type\": 1, \"type\":", "cards/slack/help.json at $", "this is no JSON" },
        { "teams/issue-card.json", "${context}", "${contents}", "cards/teams/issue-card.json at $.body[4].inlines[0].text", "'contents' is not there" },
        { "teams/issue-card.json", "${onTeams.title}", "${context}", "cards/teams/issue-card.json at $.body[0].text", "this may be what people wrote" },
        { "teams/issue-card.json", "${onTeams.title}", "By ${context}", "cards/teams/issue-card.json at $.body[0].text", "this may be what people wrote" },
        { "teams/issue-card.json", "${onTeams.tone}", "good", "cards/teams/issue-card.json at $", "'tone' of IssueOnTeams is not shown" },
        { "teams/issue-card.json", "${words}", "${$root.onTeams.actionsId}", "cards/teams/issue-card.json at $.body[2].items[0].inlines[0].text", "is not there" },
        { "teams/issue-card.json", "\"Action.ShowCard\"", "\"Action.ShowCards\"", "cards/teams/issue-card.json at $.body[6].items[0].actions[1].type", "'Action.ShowCards' is not used here" },
        { "teams/issue-card.json", "\"wrap\": true", "\"wrap\": false", "cards/teams/issue-card.json at $.body[0]", "the text would be cut" },
        { "teams/issue-card.json", "\"Full\"", "\"full\"", "cards/teams/issue-card.json at $.msteams.width", "expected \"Full\"" },
        { "teams/issue-card.json", "\"version\": \"1.5\"", "\"version\": \"1.6\"", "cards/teams/issue-card.json at $.version", "expected \"1.5\"" },
        { "teams/issue-card.json", "\"lang\": \"en\"", "\"lang\": \"de\"", "cards/teams/issue-card.json at $.lang", "expected \"en\"" },
        { "teams/issue-card.json", "\"fallbackText\"", "\"speak\"", "cards/teams/issue-card.json at $", "no fallbackText" },
        { "teams/issue-card.json", "card.refresh", "card.refreshed", "cards/teams/issue-card.json at $.refresh.action.verb", "the verb 'card.refreshed' is not known" },
        { "teams/gathered-card.json", "\"verb\": \"${button.verb}\",\n                  \"style\"", "\"verb\": \"issue.opened\",\n                  \"style\"", "cards/teams/gathered-card.json at $.body[1].columns[1].items[0].actions[0].verb", "the verb 'issue.opened' is not known" },
        { "teams/gathered-card.json", "\"type\": \"Action.Submit\"", "\"type\": \"Action.Execute\"", "cards/teams/gathered-card.json at $.body[1].columns[1].items[0].actions[0].fallback", "its fallback an Action.Submit" },
        { "teams/help.json", "${$host.help.about}", "${$host.help.about} ${$host.help.nothing}", "cards/teams/help.json at $.body[1].text", "'$host.help.nothing' is not there" },
        { "teams/fix-form.json", "\"label\": \"${$host.form.try}\",", "", "cards/teams/fix-form.json at $.body[4]", "it has no label" },
        { "teams/fix-form.json", "\"id\": \"try\"", "\"id\": \"tries\"", "cards/teams/fix-form.json at $.body[4].id", "the input 'tries' is not known" },
        { "teams/fix-form.json", "\"maxLength\": 3000,", "", "cards/teams/fix-form.json at $.body[4]", "it has no maxLength" },
        { "teams/fix-form.json", "\"verb\": \"issue.fix\",\n          \"style\"", "\"verb\": \"issue.done\", \"style\"", "cards/teams/fix-form.json at $.body[6].actions[0].fallback.data", "expected the data of the button, and its verb" },
        { "teams/decline-form.json", "\"errorMessage\": \"${$host.reply.missingReason}\",", "", "cards/teams/decline-form.json at $.body[4]", "it is required and has no errorMessage" },
        { "strings/en.json", "\"Fix it ourselves\",", "1,", "cards/strings/en.json at $.button.fix", "expected a text" },
        { "strings/en.json", "\"undo\": \"Undo\"", "\"undone\": \"Undo\"", "cards/strings/en.json at $.button.undo", "this text is missing" },
        { "strings/en.json", "\"undo\": \"Undo\"", "\"undo\": \"Undo\", \"redo\": \"Redo\"", "cards/strings/en.json at $.button.redo", "nothing shows this text" },
        { "strings/en.json", "{value} of {max}", "{value} of {top}", "cards/strings/en.json at $.score.outOf", "'{top}' is not known here; there are {value}, {max}" },
        { "strings/en.json", "{value} of {max}", "{value}", "cards/strings/en.json at $.score.outOf", "'{max}' is missing" },
        { "strings/en.json", "\"cancel\": \"Cancel\"", "\"cancel\": \"Cancel {what}\"", "cards/strings/en.json at $.form.cancel", "cannot have placeholders" },
        { "strings/en.json", "\"button\"", "\"button", "cards/strings/en.json at $", "this is no JSON" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public void A_break_stops_the_start(string file, string what, string by, string place, string problem)
    {
        var path = Path.Combine(folder.FullName, file);
        var text = File.ReadAllText(path);
        Assert.Contains(what, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(what, by, StringComparison.Ordinal));

        var lines = Assert.Throws<CardsException>(() => CardCatalog.Load(folder.FullName)).Message.Split(Environment.NewLine);
        Assert.Contains(lines, line => line.StartsWith(place + ":", StringComparison.Ordinal) && line.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_whole_starts() => Assert.NotNull(CardCatalog.Load(folder.FullName));

    [Theory]
    [InlineData("slack/issue-card.json")]
    [InlineData("strings/en.json")]
    public void A_missing_file_stops_the_start(string file)
    {
        File.Delete(Path.Combine(folder.FullName, file));
        Assert.Contains($"cards/{file} at $: this file is missing", Assert.Throws<CardsException>(() => CardCatalog.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slack/isue-card.json", "cards/slack/isue-card.json at $: no card has this name")]
    [InlineData("slak/help.json", "cards/slak at $: this folder is not known")]
    public void A_file_that_nothing_reads_stops_the_start(string file, string problem)
    {
        var path = Path.Combine(folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{}");
        Assert.Contains(problem, Assert.Throws<CardsException>(() => CardCatalog.Load(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_cards_at_all_stop_the_start() => Assert.Throws<CardsException>(() => CardCatalog.Load(Path.Combine(folder.FullName, "elsewhere")));

    [Fact]
    public void All_that_is_broken_is_told_at_once()
    {
        File.Delete(Path.Combine(folder.FullName, "slack/help.json"));
        File.WriteAllText(Path.Combine(folder.FullName, "slack/home.json"), "no");
        Assert.True(Assert.Throws<CardsException>(() => CardCatalog.Load(folder.FullName)).Message.Split(Environment.NewLine).Length >= 3);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
