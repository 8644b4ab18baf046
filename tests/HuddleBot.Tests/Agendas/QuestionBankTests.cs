using HuddleBot.Core.Huddles;
using HuddleBot.Hosting;
using HuddleBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Agendas;

public sealed class QuestionBankTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void There_are_sixty_good_questions_each_short_and_once()
    {
        var questions = Bank();
        Assert.Equal(60, questions.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(questions, question => Assert.InRange(question.Length, 15, 80));
        Assert.All(questions, question => Assert.EndsWith("?", question, StringComparison.Ordinal));
    }

    [Fact]
    public void A_company_brings_its_own()
    {
        var file = Write("# Ours\n\n  What made you smile?  \n# not this one\nWas half du für andere?\n");
        Assert.Equal(["What made you smile?", "Was half du für andere?"], Bank($"--Huddles:Questions={file}"));
    }

    [Theory]
    [InlineData("", "has none")]
    [InlineData("# only remarks\n\n", "has none")]
    [InlineData("What?\nwhat?\n", "stands twice")]
    public void A_file_that_is_no_bank_stops_the_start_in_words(string content, string why) =>
        Assert.Contains(why, Assert.Throws<SettingsException>(() => Bank($"--Huddles:Questions={Write(content)}")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_question_that_fits_no_card_stops_the_start() =>
        Assert.Contains("too long", Assert.Throws<SettingsException>(() => Bank($"--Huddles:Questions={Write(new string('w', 201))}")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(folder.File("gone.txt"), Assert.Throws<SettingsException>(() => Bank($"--Huddles:Questions={folder.File("gone.txt")}")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_setting_stops_the_start() =>
        Assert.Contains("Huddles:Question'", Assert.Throws<SettingsException>(() => Bank("--Huddles:Question=x")).Message, StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private string Write(string content)
    {
        File.WriteAllText(folder.File("questions.txt"), content);
        return folder.File("questions.txt");
    }

    private IReadOnlyList<string> Bank(params string[] settings)
    {
        var bot = HuddleBotBuilder.Build([$"--Storage:ConnectionString=Data Source={folder.File("bot.db")}", .. settings]);
        using (bot as IDisposable) return bot.Services.GetRequiredService<IQuestions>().All;
    }
}
