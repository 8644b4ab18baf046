using HuddleBot.Core.Digests;
using HuddleBot.Digests;
using HuddleBot.Tests.Cards;
using NodaTime;

namespace HuddleBot.Tests.Digests;

/// <summary>What somebody types for a period.</summary>
public sealed class DigestPeriodTextTests
{
    [Theory]
    [InlineData("week", DigestSpan.Week, "2026-11-16", "2026-11-22")]
    [InlineData("Month", DigestSpan.Month, "2026-10-01", "2026-10-31")]
    [InlineData("quarter", DigestSpan.Quarter, "2026-07-01", "2026-09-30")]
    [InlineData("2026-11-18", DigestSpan.Week, "2026-11-18", "2026-11-24")]
    [InlineData("2026-02", DigestSpan.Month, "2026-02-01", "2026-02-28")]
    [InlineData("2026-q4", DigestSpan.Quarter, "2026-10-01", "2026-12-31")]
    public void Each_form_is_read(string text, DigestSpan span, string first, string last)
    {
        var period = DigestPeriodText.TryParse(text, new(2026, 11, 23), DigestSamples.London);
        Assert.Equal((span, first, last), (period!.Span, period.Days.Start.ToString("uuuu-MM-dd", null), period.Days.End.ToString("uuuu-MM-dd", null)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-13")]
    [InlineData("2026-Q5")]
    [InlineData("2026-02-30")]
    [InlineData("last week")]
    [InlineData("9999-12-31")]
    [InlineData("-9998-01-01")]
    public void Nothing_else_is(string text) => Assert.Null(DigestPeriodText.TryParse(text, new(2026, 11, 23), DigestSamples.London));
}
