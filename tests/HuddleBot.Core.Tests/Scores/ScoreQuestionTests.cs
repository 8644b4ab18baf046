using HuddleBot.Core.Scores;

namespace HuddleBot.Core.Tests.Scores;

public sealed class ScoreQuestionTests
{
    [Theory]
    [InlineData(null, null, 28)]
    [InlineData("  ", null, 28)]
    [InlineData("90", null, 90)]
    [InlineData("7 days", null, 7)]
    [InlineData("28 Days", null, 28)]
    [InlineData("arrival", "arrival", 28)]
    [InlineData("“arrival hall”", "arrival hall", 28)]
    [InlineData("arrival  hall 90 days", "arrival hall", 90)]
    [InlineData("90 arrival", "arrival", 90)]
    [InlineData("7 days arrival hall", "arrival hall", 7)]
    [InlineData("8 arrival", "8 arrival", 28)]
    [InlineData("Gate 7", "Gate 7", 28)]
    [InlineData("7 Gate 7", "7 Gate", 7)]
    [InlineData("Gate 7 7", "Gate 7", 7)]
    [InlineData("30 days", "30 days", 28)]
    [InlineData("days", "days", 28)]
    [InlineData("-7", "-7", 28)]
    [InlineData("99999999999999999999", "99999999999999999999", 28)]
    public void A_name_a_number_of_days_or_both(string? words, string? part, int days) =>
        Assert.Equal(new(part, days), ScoreQuestion.Read(words, name => name is "Gate 7" or "arrival"));
}
