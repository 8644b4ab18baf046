using HuddleBot.Cards.Writing;

namespace HuddleBot.Tests.Cards;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly 10", 10, "exactly 10")]
    [InlineData("one two three", 10, "one two…")]
    [InlineData("abcdefghijklm", 10, "abcdefghi…")]
    [InlineData("abcdefg😀😀😀", 9, "abcdefg…")]
    [InlineData("ab👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 20, "ab👩‍👩‍👧‍👦…")]
    [InlineData("abe\u0301e\u0301e\u0301", 6, "abe\u0301…")]
    [InlineData("🇬🇧🇬🇧🇬🇧", 7, "🇬🇧…")]
    public void Shortening_keeps_whole_what_people_see_as_one(string text, int limit, string expected)
    {
        var shortened = DisplayText.Shorten(text, limit);
        Assert.Equal(expected, shortened);
        Assert.True(shortened.Length <= limit);
    }

    [Fact]
    public void One_character_of_a_thousand_marks_is_shortened_too() => Assert.Equal(100, DisplayText.Shorten("a" + new string('\u0301', 1000), 100).Length);

    [Theory]
    [InlineData("a\0b\u0007c", "abc")]
    [InlineData("a\r\nb\rc\u2028d", "a\nb\nc\nd")]
    [InlineData("  a \n", "a")]
    [InlineData("😀 שלום", "😀 שלום")]
    public void Cleaning_leaves_what_can_be_shown(string text, string expected) => Assert.Equal(expected, DisplayText.Clean(text));

    [Fact]
    public void Half_a_character_is_shown_as_a_replacement() => Assert.Equal("a\ufffdb\ufffd", DisplayText.Clean("a\ud83db\ude00"));

    [Theory]
    [InlineData("a\n\n b\tc", "a b c")]
    [InlineData("\u202eevil\u202c name", "evil name")]
    public void A_line_is_one_line_in_its_own_direction(string text, string expected) => Assert.Equal(expected, DisplayText.Line(text, 100));

    [Fact]
    public void Pieces_are_the_text()
    {
        var text = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦 family and words without end ", 400));
        var pieces = DisplayText.Pieces(text, 300).ToList();
        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, 300));
    }
}
