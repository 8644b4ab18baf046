using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Tests.Identity;

public sealed class IdTests
{
    [Fact]
    public void An_issue_id_is_read_back_from_a_button()
    {
        var id = IssueId.OfResponse(new("lhr-lounge"), "lounge", "r-17");
        Assert.Equal(id, IssueId.TryParse(id.ToString()));
        Assert.Equal("lhr-lounge.", id.ToString()[..11]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lhr-lounge")]
    [InlineData(".0123456789abcdef")]
    [InlineData("lhr.0123456789abcdefg")]
    [InlineData("lhr.0123456789ABCDEF")]
    [InlineData("LHR.0123456789abcdef")]
    [InlineData("../x.0123456789abcdef")]
    public void A_forged_button_value_is_no_issue(string? text) => Assert.Null(IssueId.TryParse(text));

    [Fact]
    public void Where_one_part_ends_counts() => Assert.NotEqual(StableHash.Of("a", "bc"), StableHash.Of("ab", "c"));

    [Fact]
    public void A_hash_is_the_same_for_ever() => Assert.Equal("tyrxrkg7g6bsfg0f", StableHash.Of("response", "lounge", "r-17"));

    [Fact]
    public void Any_text_makes_a_key_that_the_table_service_takes() => Prop.ForAll<NonNull<string>>(text =>
    {
        var key = TableLimits.EscapeKey(text.Get.Length > 100 ? text.Get[..100] : text.Get);
        return TableLimits.IsKey(key);
    }).QuickCheckThrowOnFailure();
}
