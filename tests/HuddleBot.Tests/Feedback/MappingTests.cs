using HuddleBot.Core.Feedback;
using NodaTime;

namespace HuddleBot.Tests.Feedback;

public sealed class MappingTests
{
    private const string Delighted = """
        { "Format": "json", "Mapping": { "Id": "event_data.id", "Metric": "event_data.survey_type", "Score": "event_data.score", "Scale": "=0-10", "Comment": "event_data.comment",
          "AnsweredAt": "event_data.updated_at", "Customer": { "Name": "event_data.person.name", "MayContact": "=true" }, "Attributes": { "tag": "event_data.tags.0" } } }
        """;

    private const string Words = """
        { "Format": "json", "Mapping": { "Metric": "=csat", "Score": "rating", "Scale": "=0-1", "Scores": { "good": 1, "Bad": 0, "offered": null }, "Comment": "comment", "AnsweredAt": "at" } }
        """;

    [Fact]
    public void Dotted_paths_reach_into_foreign_json()
    {
        var response = Readable(
            """{"event_data":{"id":"12","survey_type":"nps","score":9,"comment":"Thanks","updated_at":1763629920,"person":{"name":"Ada"},"tags":["vip"]}}""", Delighted);
        Assert.Equal(("12", 9d, "Thanks", "Ada", true, "vip"), (response.Id, response.Score!.Value, response.Comment, response.Customer!.Name, response.Customer.MayContact, response.Attributes["tag"]));
    }

    [Fact]
    public void A_reason_calls_the_parts_as_the_source_does() =>
        Assert.Contains("event_data.score", Assert.IsType<ReadResponse.Unreadable>(ReadingTests.Read("""{"event_data":{"id":"1","survey_type":"nps","score":12,"updated_at":1}}""", Delighted)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"good\"", 1d)]
    [InlineData("\"BAD\"", 0d)]
    [InlineData("\"offered\"", null)]
    [InlineData("1", 1d)]
    public void Scores_are_translated(string rating, double? score) =>
        Assert.Equal(score, Readable($$"""{"rating":{{rating}},"comment":"x","at":"2026-01-01"}""", Words).Score?.Value);

    [Fact]
    public void A_word_without_translation_is_not_guessed() =>
        Assert.IsType<ReadResponse.Unreadable>(ReadingTests.Read("""{"rating":"superb","comment":"x","at":"2026-01-01"}""", Words));

    [Fact]
    public void Without_an_id_the_same_row_has_the_same_id_and_another_row_another()
    {
        var id = Readable("""{"rating":1,"comment":"x","at":"2026-01-01"}""", Words).Id;
        Assert.Equal(id, Readable("""{"at":"2026-01-01","more":null,"comment":"x","rating":1}""", Words).Id);
        Assert.NotEqual(id, Readable("""{"rating":1,"comment":"x","at":"2026-01-01","more":"y"}""", Words).Id);
    }

    [Theory]
    [InlineData("2015-06-08", 5)]
    [InlineData("2015-06-09", 10)]
    [InlineData("2016-01-01", 7)]
    public void From_a_date_on_another_scale_holds(string date, int max)
    {
        const string Settings = """
            { "Format": "json", "Mapping": { "Metric": "=csat", "Score": "s", "Scale": "=1-5", "ScaleFrom": { "2016-01-01": "=1-7", "2015-06-09": "=1-10" }, "AnsweredAt": "at" } }
            """;
        Assert.Equal(max, Readable($$"""{"s":"3.0","at":"{{date}}"}""", Settings).Score!.Scale.Max);
    }

    private static Response Readable(string json, string settings) => Assert.IsType<ReadResponse.Read>(ReadingTests.Read(json, settings)).Response;
}
