using System.Globalization;
using System.Text.Json;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Feedback;

/// <summary>A response as a row: plain properties that other tools can read; the attributes as one JSON object.</summary>
internal static class ResponseRow
{
    // Emoji and letters of every script stay readable in the storage.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TableEntity ToEntity(string partition, string rowKey, Response response, bool queued, string? eTag)
    {
        var row = new TableEntity(partition, rowKey, eTag)
        {
            ["Source"] = response.Source,
            ["ResponseId"] = response.Id,
            ["Metric"] = response.Score?.Metric.ToString(),
            ["Score"] = response.Score?.Value,
            ["ScaleMin"] = response.Score?.Scale.Min,
            ["ScaleMax"] = response.Score?.Scale.Max,
            ["Comment"] = response.Comment,
            ["AnsweredAt"] = response.AnsweredAt,
            ["Touchpoint"] = response.Touchpoint,
            ["Language"] = response.Language,
            ["CustomerId"] = response.Customer?.Id,
            ["CustomerName"] = response.Customer?.Name,
            ["CustomerEmail"] = response.Customer?.Email,
            ["CustomerPhone"] = response.Customer?.Phone,
            ["CustomerSegment"] = response.Customer?.Segment,
            ["CustomerAnnualValue"] = response.Customer?.AnnualValue,
            ["CustomerMayContact"] = response.Customer?.MayContact,
            ["Attributes"] = JsonSerializer.Serialize(response.Attributes, Readable),
            ["Queued"] = queued,
        };
        row["Content"] = ContentOf(row);
        return row;
    }

    public static Response FromEntity(TableEntity row) => new(
        row.RequireString("Source"), row.RequireString("ResponseId"), ScoreOf(row), row.GetString("Comment"), row.RequireInstant("AnsweredAt"), row.GetString("Touchpoint"),
        row.GetString("Language"), CustomerOf(row),
        new SortedDictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(row.RequireString("Attributes"))!, StringComparer.Ordinal));

    /// <summary>A hash of everything that the source said: the same content again is a duplicate.</summary>
    public static string ContentOf(TableEntity row) =>
        StableHash.Of([.. row.Properties.Where(p => p.Key is not ("Queued" or "Content")).SelectMany(p => new[] { p.Key, Convert.ToString(p.Value, CultureInfo.InvariantCulture) ?? "" })]);

    internal static Score? ScoreOf(TableEntity row)
    {
        if (row.GetString("Metric") is not { } metric) return null;
        var scale = Scale.TryCreate(row.GetInt32("ScaleMin") ?? 0, row.GetInt32("ScaleMax") ?? 0);
        return scale is { } known ? Score.Create(Enum.Parse<Metric>(metric), row.GetDouble("Score") ?? double.NaN, known).Score : null;
    }

    private static Customer? CustomerOf(TableEntity row)
    {
        var customer = new Customer(
            row.GetString("CustomerId"), row.GetString("CustomerName"), row.GetString("CustomerEmail"), row.GetString("CustomerPhone"), row.GetString("CustomerSegment"),
            row.GetDouble("CustomerAnnualValue"), row.GetBoolean("CustomerMayContact"));
        return customer == new Customer(null, null, null, null, null, null, null) ? null : customer;
    }
}
