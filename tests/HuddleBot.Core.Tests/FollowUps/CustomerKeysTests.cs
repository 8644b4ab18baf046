using HuddleBot.Core.Feedback;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Tests.Builders;

namespace HuddleBot.Core.Tests.FollowUps;

/// <summary>By what a customer is known again.</summary>
public sealed class CustomerKeysTests
{
    [Fact]
    public void The_id_counts_within_its_source_the_address_and_the_number_everywhere()
    {
        var web = Keys(new("c-9", null, " Ada@Example.org ", "+44 (20) 7946-0000", null, null, null), "web");
        var desk = Keys(new("c-9", null, "ada@example.ORG", "0044 20 7946 0000", null, null, null), "desk");

        Assert.Equal(3, web.Count);
        Assert.NotEqual(web[0], desk[0]);
        Assert.Equal(web.Skip(1), desk.Skip(1));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(" ", "12345")]
    [InlineData("nobody", "n/a")]
    public void What_could_be_anybodys_is_no_key(string? email, string? phone) => Assert.Empty(Keys(new(null, "Ada", email, phone, null, null, true), "web"));

    [Fact]
    public void A_key_shows_nothing_of_the_customer() =>
        Assert.All(Keys(new("c-9", "Ada", "ada@example.org", "+442079460000", null, null, null), "web"), key => Assert.Matches("^[0-9a-z]{16}$", key));

    private static IReadOnlyList<string> Keys(Customer customer, string source) => CustomerKeys.Of(Given.Response() with { Source = source, Customer = customer });
}
