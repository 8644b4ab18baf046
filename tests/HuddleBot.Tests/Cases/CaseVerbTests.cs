using System.Net;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.Feedback;

namespace HuddleBot.Tests.Cases;

/// <summary><c>export case</c>, as its own process on what a running bot has stored.</summary>
public sealed class CaseVerbTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> NoSettings = [];
    private Lounges lounges = null!;

    public async Task InitializeAsync() => lounges = await Lounges.OpenAsync();

    public async Task DisposeAsync() => await lounges.DisposeAsync();

    [Fact]
    public async Task The_case_of_an_issue_tells_its_loop_its_scores_and_customers_words_and_nothing_of_who_they_are()
    {
        await lounges.AnswerAsync((2, 2), (3, 1));
        var issue = await lounges.FixAsync("Nobody tells me <script>alert(1)</script> where the bus leaves.");
        await lounges.CommentAsync("lhr", "later", "Now I found the bus.", Lounges.FixedOn.PlusDays(20));

        var (code, page, errors) = await RunAsync("export", "case", $"issue.{issue}");

        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("Better: +50 points", page, StringComparison.Ordinal);
        Assert.Contains("4 similar teams", page, StringComparison.Ordinal);
        Assert.Contains("Nobody tells me &lt;script&gt;alert(1)&lt;/script&gt; where the bus leaves.", page, StringComparison.Ordinal);
        Assert.Contains("Now I found the bus.", page, StringComparison.Ordinal);
        Assert.Contains("Tom &lt;b&gt;Tester&lt;/b&gt;: it worked", page, StringComparison.Ordinal);
        Assert.All(["Secret", "secret.example", "7946", "c-secret", "<script"], hidden => Assert.DoesNotContain(hidden, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_case_of_all_teams_is_made_without_an_id()
    {
        await lounges.AnswerAsync((2, 2), (3, 1));
        await lounges.FixAsync("No bus.");
        var file = lounges.FileIn("case.html");

        var (code, output, errors) = await RunAsync("export", "case", "--weeks", "12", "--out", file);

        Assert.Equal((0, "", $"The page is in {file}."), (code, output, errors.Trim()));
        var page = WebUtility.HtmlDecode(await File.ReadAllTextAsync(file));
        Assert.Contains("Closing the loop with customers: 12 weeks", page, StringComparison.Ordinal);
        Assert.Contains("Closed: 1 loops by the teams themselves", page, StringComparison.Ordinal);
        Assert.Contains("Fixes judged by the scores: 1. Better: 1. Worse: 0. Cannot tell: 0.", page, StringComparison.Ordinal);
        Assert.Contains("It stands there", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_made_is_said_in_words_with_a_code()
    {
        var open = await lounges.CommentAsync("lhr", "open", "Cold soup.");
        var file = lounges.FileIn("none.html");

        var unfixed = await RunAsync("export", "case", open.ToString(), "--out", file);
        var unknown = await RunAsync("export", "case", "lhr.0123456789abcdef");
        var theme = await RunAsync("export", "case", ThemeId.Of("none").ToString());
        var nonsense = await RunAsync("export", "case", "nonsense");
        var elsewhere = await RunAsync("export", "issues", open.ToString());
        var weeks = await RunAsync("export", "case", "--weeks", "0");
        var help = await RunAsync("export", "--help");

        Assert.Equal((1, ""), (unfixed.Code, unfixed.Out));
        Assert.Contains($"{open} is not fixed", unfixed.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        Assert.Equal((1, "There is no issue lhr.0123456789abcdef."), (unknown.Code, unknown.Error.Trim()));
        Assert.Equal((1, $"There is no theme {ThemeId.Of("none")}."), (theme.Code, theme.Error.Trim()));
        Assert.Equal(2, nonsense.Code);
        Assert.Contains("'nonsense' is no id of an issue", nonsense.Error, StringComparison.Ordinal);
        Assert.Equal((2, 2, 0), (elsewhere.Code, weeks.Code, help.Code));
        Assert.Contains("case", help.Out, StringComparison.Ordinal);
    }

    private Task<(int Code, string Out, string Error)> RunAsync(params string[] words) => BotProcess.RunAsync(lounges.Database, NoSettings, words);
}
