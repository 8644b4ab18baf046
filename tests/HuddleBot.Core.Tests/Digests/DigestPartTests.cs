using HuddleBot.Core.Digests;

namespace HuddleBot.Core.Tests.Digests;

/// <summary>The names of a digest's messages stand in ids: they are read as they were written, and nothing else is.</summary>
public sealed class DigestPartTests
{
    [Fact]
    public void What_was_written_is_read()
    {
        DigestPart[] parts = [.. Enum.GetValues<DigestPartKind>().Select(kind => new DigestPart(kind)), new(DigestPartKind.Units, 1), new(DigestPartKind.Units, 2)];
        Assert.NotEmpty(parts);
        Assert.All(parts, part => Assert.Equal(part, DigestPart.TryParse(part.Name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cards")]
    [InlineData("units-")]
    [InlineData("units-x")]
    [InlineData("units-0")]
    [InlineData("units-1-2")]
    [InlineData("0")]
    public void Nothing_else_is(string name) => Assert.Null(DigestPart.TryParse(name));
}
