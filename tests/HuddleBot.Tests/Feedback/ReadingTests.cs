using System.Text.Json;
using HuddleBot.Core.Feedback;
using HuddleBot.Hosting;
using HuddleBot.Feedback;
using HuddleBot.Feedback.Reading;
using NodaTime;

namespace HuddleBot.Tests.Feedback;

/// <summary>The generic JSON, part by part: what is taken and what is not, and why.</summary>
public sealed class ReadingTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 12, 0);

    [Fact]
    public void The_example_of_the_contract_is_read_whole()
    {
        var response = Readable(FeedbackHost.Example());
        Assert.Equal(("shop", "r-17", "arrival", "en"), (response.Source, response.Id, response.Touchpoint, response.Language));
        Assert.Equal((Metric.Nps, 3d, 0, 10), (response.Score!.Metric, response.Score.Value, response.Score.Scale.Min, response.Score.Scale.Max));
        Assert.Equal("Nobody could tell me where the bus leaves.", response.Comment);
        Assert.Equal(Instant.FromUtc(2026, 1, 20, 9, 12), response.AnsweredAt);
        Assert.Equal(new Customer("c-9", "Ada", "ada@example.com", "+44 1", "business", 12000, true), response.Customer);
        Assert.Equal("London Heathrow Airport", response.Attributes["airport"]);
    }

    [Theory]
    [InlineData("score", "\"3\"", 3d)]
    [InlineData("score", "\" 3.0 \"", 3d)]
    [InlineData("score", "3.0", 3d)]
    [InlineData("scale", "null", 3d)]
    [InlineData("scale", "\"0-10\"", 3d)]
    [InlineData("scale", "[\"0\", 10.0]", 3d)]
    [InlineData("metric", "\"NPS\"", 3d)]
    [InlineData("customer", "null", 3d)]
    [InlineData("attributes", "null", 3d)]
    [InlineData("score", "null", null)]
    [InlineData("score", "\"\"", null)]
    [InlineData("score", "", null)]
    public void Ways_of_writing_it_that_mean_the_same(string name, string json, double? score) =>
        Assert.Equal(score, Readable(FeedbackHost.Example((name, json))).Score?.Value);

    [Theory]
    [InlineData("\"2026-11-20T09:12:00Z\"", "2026-11-20T09:12:00Z")]
    [InlineData("\"2026-11-20T10:12:00+01:00\"", "2026-11-20T09:12:00Z")]
    [InlineData("\"2026-11-20T10:12:00+0100\"", "2026-11-20T09:12:00Z")]
    [InlineData("\"2026-11-20 09:12\"", "2026-11-20T09:12:00Z")]
    [InlineData("\"2026-11-20T09:12:00.123456789Z\"", "2026-11-20T09:12:00.123456789Z")]
    [InlineData("\"2026-11-20\"", "2026-11-20T12:00:00Z")]
    [InlineData("1763629920", "2025-11-20T09:12:00Z")]
    [InlineData("\"1763629920\"", "2025-11-20T09:12:00Z")]
    [InlineData("1763629920000", "2025-11-20T09:12:00Z")]
    [InlineData("1763629920.5", "2025-11-20T09:12:00.5Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("\"2026-11-21T11:59:00Z\"", "2026-11-21T11:59:00Z")]
    [InlineData("\"2016-12-31T23:59:60Z\"", "2016-12-31T23:59:59Z")]
    [InlineData("\"2024-02-29\"", "2024-02-29T12:00:00Z")]
    public void Dates_come_in_many_forms(string json, string instant) =>
        Assert.Equal(NodaTime.Text.InstantPattern.ExtendedIso.Parse(instant).Value, Readable(FeedbackHost.Example(("answeredAt", json))).AnsweredAt);

    [Theory]
    [InlineData("id", "", "id is missing")]
    [InlineData("id", "null", "id is missing")]
    [InlineData("id", "\"  \"", "id is missing")]
    [InlineData("id", "true", "id is true")]
    [InlineData("id", "{}", "id is an object or a list")]
    [InlineData("metric", "\"mood\"", "metric 'mood' is not known")]
    [InlineData("metric", "", "metric is missing")]
    [InlineData("metric", "5", "metric '5' is not known")]
    [InlineData("score", "11", "outside its scale 0-10")]
    [InlineData("score", "-1", "outside its scale 0-10")]
    [InlineData("score", "3.5", "whole number")]
    [InlineData("score", "\"three\"", "score 'three' is no number")]
    [InlineData("score", "\"3,5\"", "is no number")]
    [InlineData("score", "\"NaN\"", "is not a number")]
    [InlineData("score", "1e999999", "is not a number")]
    [InlineData("score", "true", "is no number")]
    [InlineData("score", "[3]", "is no number")]
    [InlineData("scale", "[10, 0]", "is no scale")]
    [InlineData("scale", "[0, 10, 20]", "is no scale")]
    [InlineData("scale", "5", "is no scale")]
    [InlineData("scale", "[0, 1e300]", "is no scale")]
    [InlineData("scale", "[1, 10]", "NPS is asked on 0-10")]
    [InlineData("comment", "5", "comment is no text")]
    [InlineData("comment", "{\"text\":\"x\"}", "comment is no text")]
    [InlineData("answeredAt", "", "answeredAt is missing")]
    [InlineData("answeredAt", "null", "answeredAt is missing")]
    [InlineData("answeredAt", "\"yesterday\"", "is no date")]
    [InlineData("answeredAt", "\"2026-02-30\"", "is no date")]
    [InlineData("answeredAt", "\"2026-11-20T25:00:00Z\"", "is no date")]
    [InlineData("answeredAt", "\"20/11/2026\"", "is no date")]
    [InlineData("answeredAt", "20261120", "is no date")]
    [InlineData("answeredAt", "true", "is no date")]
    [InlineData("answeredAt", "1e300", "is no date")]
    [InlineData("answeredAt", "-1", "before 1970")]
    [InlineData("answeredAt", "\"1969-12-31\"", "before 1970")]
    [InlineData("answeredAt", "\"2026-11-21T12:01:00Z\"", "in the future")]
    [InlineData("answeredAt", "\"9998-12-31T23:59:59-18:00\"", "in the future")]
    [InlineData("answeredAt", "\"0001-01-01T00:00:00+18:00\"", "before 1970")]
    [InlineData("customer", "\"Ada\"", "customer is no object")]
    [InlineData("customer", "{\"mayContact\":\"perhaps\"}", "customer.mayContact is neither")]
    [InlineData("customer", "{\"annualValue\":\"much\"}", "customer.annualValue is no number")]
    [InlineData("customer", "{\"name\":[]}", "customer.name is an object or a list")]
    [InlineData("attributes", "[1]", "attributes is no object")]
    [InlineData("attributes", "{\"\":1}", "name is empty")]
    [InlineData("attributes", "{\"a\":1,\"a\":2}", "'a' stands twice")]
    [InlineData("touchpoint", "[]", "touchpoint is an object or a list")]
    public void What_cannot_be_read_says_why(string name, string json, string reason) =>
        Assert.Contains(reason, Unreadable(FeedbackHost.Example((name, json))), StringComparison.Ordinal);

    [Theory]
    [InlineData("csat", "scale is missing")]
    [InlineData("ces", "scale is missing")]
    public void A_metric_without_a_usual_scale_must_say_it(string metric, string reason)
    {
        Assert.Contains(reason, Unreadable(FeedbackHost.Example(("metric", $"\"{metric}\""), ("scale", ""))), StringComparison.Ordinal);
        Assert.Equal(7, Readable(FeedbackHost.Example(("metric", $"\"{metric}\""), ("scale", "[1, 7]"))).Score!.Scale.Max);
    }

    [Fact]
    public void Stars_are_asked_on_1_to_5_unless_said_otherwise() =>
        Assert.Equal("1-5", Readable(FeedbackHost.Example(("metric", "\"stars\""), ("scale", ""))).Score!.Scale.ToString());

    [Fact]
    public void All_reasons_are_told_at_once()
    {
        var reason = Unreadable(FeedbackHost.Example(("id", ""), ("score", "11"), ("answeredAt", "\"soon\"")));
        Assert.Contains("id is missing", reason, StringComparison.Ordinal);
        Assert.Contains("outside its scale", reason, StringComparison.Ordinal);
        Assert.Contains("'soon' is no date", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_or_comment_alone_suffices_and_neither_does_not()
    {
        Assert.Null(Readable(FeedbackHost.Example(("comment", "null"))).Comment);
        Assert.Null(Readable(FeedbackHost.Example(("comment", "\" \\n\\t \""))).Comment);
        Assert.Null(Readable(FeedbackHost.Example(("score", ""), ("metric", ""), ("scale", ""))).Score);
        Assert.Contains("neither score nor comment", Unreadable(FeedbackHost.Example(("score", "null"), ("comment", "\"\""))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  keep my spaces \\n\\n")]
    [InlineData("שלום 👩‍👩‍👧‍👦 مرحبا 你好 e\\u0301 \\u202Eevil")]
    [InlineData("<!channel> *bold* `code` <https://evil.example|click> @here &amp;")]
    [InlineData("\\uD83D\\uDE00 \\\\uD83D \\\\u0000")]
    public void The_customers_words_stay_as_they_are(string json) =>
        Assert.Equal(JsonSerializer.Deserialize<string>($"\"{json}\""), Readable(FeedbackHost.Example(("comment", $"\"{json}\""))).Comment);

    [Theory]
    [InlineData("a\\u0000b", "ab")]
    [InlineData("a\\uD83Db", "a\uFFFDb")]
    [InlineData("a\\uDE00\\uD83Db", "a\uFFFD\uFFFDb")]
    [InlineData("\\uD83D\\uD83D\\uDE00", "\uFFFD😀")]
    [InlineData("\\\\\\uD83D", "\\\uFFFD")]
    public void Zero_characters_and_half_pairs_are_cleaned(string json, string words) =>
        Assert.Equal(words, Readable(FeedbackHost.Example(("comment", $"\"{json}\""))).Comment);

    [Fact]
    public void Half_pairs_in_names_do_no_harm() =>
        Assert.Equal("1", Readable(FeedbackHost.Example(("attributes", """{ "\uD800": 1 }"""))).Attributes["\uFFFD"]);

    [Fact]
    public void Numbers_booleans_and_structures_become_texts_of_attributes()
    {
        var attributes = Readable(FeedbackHost.Example(("attributes", """{ "b": 1.50, "a": true, "c": { "d": [1] }, "e": null, "f": "" }"""))).Attributes;
        Assert.Equal(["a", "b", "c"], attributes.Keys);
        Assert.Equal(["true", "1.50", """{ "d": [1] }"""], attributes.Values);
    }

    [Theory]
    [InlineData("id", 200, 201)]
    [InlineData("comment", 262_144, 262_145)]
    [InlineData("touchpoint", 200, 201)]
    public void Lengths_have_a_limit(string name, int fits, int tooLong)
    {
        Readable(FeedbackHost.Example((name, $"\"{new string('x', fits)}\"")));
        Assert.Contains("longer than", Unreadable(FeedbackHost.Example((name, $"\"{new string('x', tooLong)}\""))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_may_be_a_number() => Assert.Equal("17", Readable(FeedbackHost.Example(("id", "17"))).Id);

    [Fact]
    public void A_property_twice_is_not_guessed() =>
        Assert.Contains("'score' stands twice", Unreadable(FeedbackHost.Example().Replace("{\"id\"", "{\"score\":9,\"id\"", StringComparison.Ordinal)), StringComparison.Ordinal);

    internal static ReadResponse Read(string json, string settings = "{}")
    {
        var (document, refusal) = JsonText.TryParse(json);
        Assert.True(document is not null, refusal);
        using (document)
        {
            var source = SourceSettingsTests.Read(settings).Find("lounge")!;
            return source.Format.Read("shop", new JsonItem(document.RootElement, null), Now);
        }
    }

    private static Response Readable(string json) => Read(json) is ReadResponse.Read { Response: var response } ? response : throw new InvalidOperationException(((ReadResponse.Unreadable)Read(json)).Reason);

    private static string Unreadable(string json) => Assert.IsType<ReadResponse.Unreadable>(Read(json)).Reason;
}
