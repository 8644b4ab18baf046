using System.Text.Json;
using System.Text.Json.Serialization;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Scores;

/// <summary>
/// What a transaction has changed in the counters, until it is folded into their days: a row of its own, committed with the responses, so that nobody who stores waits for a
/// counter that others write too. It names moments, not days: whose days they are is decided where it is folded.
/// </summary>
/// <param name="Row">As it was read.</param>
public sealed record ScoreChangeRow(TableEntity Row, IReadOnlyList<ScoreChange> Changes)
{
    /// <summary>More than the changes of as many responses as a transaction has room for ever take, in bytes; what is read has touchpoints of up to 200 characters and segments of up to 500.</summary>
    public const int MostBytes = 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>To be committed with the responses.</summary>
    /// <param name="changes">One or more.</param>
    public static TableTransactionAction Add(TeamId team, string sequence, IEnumerable<ScoreChange> changes) =>
        TableTransactionAction.Add(new(TeamRows.PartitionOf(team), TeamRows.ScoreChange + sequence) { ["Changes"] = Write(changes) });

    public static ScoreChangeRow FromEntity(TableEntity row) => new(
        row, [.. JsonSerializer.Deserialize<List<Change>>(row.RequireString("Changes"), Json)!.Select(change => new ScoreChange(change.Response, AnswerOf(change.Removed), AnswerOf(change.Added)))]);

    private static string Write(IEnumerable<ScoreChange> changes) =>
        JsonSerializer.Serialize(changes.Select(change => new Change(change.Response, Answer.Of(change.Removed), Answer.Of(change.Added))), Json);

    private static CountedAnswer? AnswerOf(Answer? answer)
    {
        if (answer is null) return null;
        var score = Scale.TryCreate(answer.Min, answer.Max) is { } scale ? Score.Create(Enum.Parse<Metric>(answer.Metric), answer.Value, scale).Score : null;
        return new(score ?? throw new InvalidDataException($"{answer.Value} is no score of {answer.Metric}"), Instant.FromUnixTimeTicks(answer.At), answer.Touchpoint, answer.Segment);
    }

    private sealed record Change(string Response, Answer? Removed, Answer? Added);

    /// <param name="At">In 100 ns since 1970.</param>
    private sealed record Answer(string Metric, double Value, int Min, int Max, long At, string? Touchpoint, string? Segment)
    {
        public static Answer? Of(CountedAnswer? answer) => answer is null ? null : new(
            answer.Score.Metric.ToString(), answer.Score.Value, answer.Score.Scale.Min, answer.Score.Scale.Max, answer.At.ToUnixTimeTicks(), answer.Touchpoint, answer.Segment);
    }
}
