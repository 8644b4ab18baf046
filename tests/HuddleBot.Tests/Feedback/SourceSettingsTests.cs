using HuddleBot.Feedback;
using HuddleBot.Hosting;
using Microsoft.Extensions.Configuration;

namespace HuddleBot.Tests.Feedback;

public sealed class SourceSettingsTests
{
    private const string Whole = """
        { "Format": "csv", "Mapping": {
          "Metric": "=csat", "Score": "overall_rating", "Scale": "=1-5", "Scores": { "n/a": null }, "Comment": "content", "AnsweredAt": "date", "Touchpoint": "=lounge",
          "Customer": { "Name": "author" }, "Attributes": { "airport": "airport", "airline": "airline_name" } } }
        """;

    [Fact]
    public void The_mapping_of_the_contract_is_taken() => Assert.NotNull(Read(Whole).Find("LOUNGE"));

    [Theory]
    [InlineData("\"Metric\": \"=csat\",", "", "Mapping:Metric is missing")]
    [InlineData("=csat", "=happiness", "Mapping:Metric '=happiness' is not known")]
    [InlineData("\"Scale\": \"=1-5\",", "", "Mapping:Scale is missing")]
    [InlineData("=1-5", "=5-1", "'=5-1' is no scale")]
    [InlineData("\"AnsweredAt\": \"date\",", "", "Mapping:AnsweredAt is missing")]
    [InlineData("\"Score\": \"overall_rating\",", "\"Comment\": \"\",", "neither Score nor Comment")]
    [InlineData("\"n/a\": null", "\"n/a\": \"none\"", "Mapping:Scores:n/a is 'none'")]
    [InlineData("\"Scale\": \"=1-5\",", "\"Scale\": \"=1-5\", \"ScaleFrom\": { \"June\": \"=1-10\" },", "ScaleFrom 'June' is no date")]
    [InlineData("\"Scale\": \"=1-5\",", "\"Scale\": \"=1-5\", \"ScaleFrom\": { \"2015-06-09\": \"=ten\" },", "'=ten' is no scale")]
    [InlineData("\"Comment\"", "\"Coment\"", "'Feedback:Sources:lounge:Mapping:Coment' is not known")]
    [InlineData("\"Format\": \"csv\"", "\"Format\": \"huddlebot\"", "Mapping goes with the formats csv and json")]
    [InlineData("\"Format\": \"csv\"", "\"Format\": \"xml\"", "Format 'xml' is not known")]
    [InlineData("\"Format\": \"csv\"", "\"Secret\": \"\"", "Secret is empty")]
    [InlineData("\"Format\": \"csv\"", "\"Secret\": \"whsec_%%\"", "no base64")]
    [InlineData("\"Format\": \"csv\"", "\"Secret\": \"whsec_\"", "no base64")]
    [InlineData("\"Format\": \"csv\"", "\"Verify\": \"None\"", "Verify 'None' is not known")]
    [InlineData("\"Format\": \"csv\"", "\"SignatureHeader\": \"X-Mine\"", "SignatureHeader goes with Verify HmacSha256")]
    public void A_mistake_stops_the_start_with_its_place_and_a_way_out(string right, string wrong, string message)
    {
        var settings = Whole.Replace(right, wrong, StringComparison.Ordinal);
        if (right.Contains("\"Score\":", StringComparison.Ordinal)) settings = settings.Replace("\"Comment\": \"content\",", "", StringComparison.Ordinal);
        Assert.NotEqual(Whole, settings);
        Assert.Contains(message, Assert.Throws<SettingsException>(() => Read(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_is_needed_for_csv() =>
        Assert.Contains("Mapping is missing", Assert.Throws<SettingsException>(() => Read("""{ "Format": "csv" }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var message = Assert.Throws<SettingsException>(() => Read("""{ "Format": "csv", "Mapping": { "Score": "s" } }""")).Message;
        Assert.Contains("AnsweredAt is missing", message, StringComparison.Ordinal);
        Assert.Contains("Metric is missing", message, StringComparison.Ordinal);
    }

    internal static FeedbackSources Read(string lounge)
    {
        using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{ "Feedback": { "Sources": { "lounge": {{lounge}} } } }"""));
        return new(Settings.Read<FeedbackOptions>(new ConfigurationBuilder().AddJsonStream(json).Build(), FeedbackOptions.Section));
    }
}
