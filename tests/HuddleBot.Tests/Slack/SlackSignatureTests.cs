using System.Globalization;
using System.Text;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Tests.Slack;

public class SlackSignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private static DateTimeOffset Then(double secondsLater = 0) => DateTimeOffset.FromUnixTimeSeconds(1531420618).AddSeconds(secondsLater);

    private static string? Refuse(string? timestamp = Timestamp, string? signature = Signature, string body = Body, double secondsLater = 0) =>
        new SlackSignature(Secret).Refuse(timestamp, signature, Encoding.UTF8.GetBytes(body), Then(secondsLater));

    [Fact]
    public void The_example_of_the_documentation_is_accepted() => Assert.Null(Refuse());

    [Fact]
    public void The_example_of_the_documentation_is_signed_alike() => Assert.Equal(Signature, new SlackSignature(Secret).Sign(Timestamp, Encoding.UTF8.GetBytes(Body)));

    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    public void Five_minutes_either_way_are_accepted(double secondsLater) => Assert.Null(Refuse(secondsLater: secondsLater));

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void More_than_five_minutes_either_way_are_refused(double secondsLater) => Assert.Contains("five minutes", Refuse(secondsLater: secondsLater), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, Signature)]
    [InlineData("", Signature)]
    [InlineData(Timestamp, null)]
    [InlineData(Timestamp, "")]
    [InlineData("yesterday", Signature)]
    [InlineData("-1531420618", Signature)]
    [InlineData("99999999999999999999", Signature)]
    [InlineData("9223372036854775807", Signature)]
    [InlineData(Timestamp, "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData(Timestamp, "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData(Timestamp, "V0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503")]
    [InlineData(Timestamp, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50")]
    [InlineData(Timestamp, "v0=")]
    [InlineData(Timestamp, "v0=é")]
    public void Anything_else_in_the_headers_is_refused(string? timestamp, string? signature) => Assert.NotNull(Refuse(timestamp, signature));

    [Fact]
    public void A_body_with_one_changed_letter_is_refused() => Assert.NotNull(Refuse(body: Body.Replace("U2CERLKJA", "U2CERLKJB", StringComparison.Ordinal)));

    [Fact]
    public void A_signature_for_another_moment_is_refused() =>
        Assert.NotNull(Refuse(timestamp: (1531420618 + 1).ToString(CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_secret_verifies_nothing_at_all(string secret) => Assert.Throws<ArgumentException>(() => new SlackSignature(secret));
}
