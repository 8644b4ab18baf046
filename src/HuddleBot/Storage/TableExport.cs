using System.Text.Json;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Storage;

/// <summary>Rows for other programs: one JSON object a line, long texts in one piece, numbers as numbers, moments in ISO 8601, bytes in base 64.</summary>
internal static class TableExport
{
    private const string All = "all", Responses = "responses", Unrouted = "unrouted", Quarantine = "quarantine";
    private const string TeamPartitions = "team-";

    /// <summary>The bot's own workings: who dispatches, who was rung, what the doctor tried, the key of the pictures' addresses.</summary>
    private static readonly string[] Workings = ["bells", "leases", "doctor", "pictures"];

    public static IReadOnlyList<string> Kinds { get; } = [All, Responses, Unrouted, Quarantine];

    /// <summary>The rows of a kind, ordered by partition key, then row key.</summary>
    public static IAsyncEnumerable<TableEntity> ReadAsync(ITableStore store, string kind, CancellationToken cancellationToken) => kind switch
    {
        All => store.ScanAsync("", cancellationToken).Where(row => !Workings.Contains(row.PartitionKey)),
        Responses => store.ScanAsync(TeamPartitions, cancellationToken).Where(row => StartsWith(row, "r-")).Concat(ReadAsync(store, Unrouted, cancellationToken)),
        Unrouted => store.QueryAsync("unrouted", "", fromRowKey: null, cancellationToken),
        Quarantine => store.ScanAsync("quarantine-", cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    /// <returns>How many rows were written.</returns>
    public static async Task<long> WriteAsync(IAsyncEnumerable<TableEntity> rows, Stream output, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await output.WriteAsync(EntityJson.Write(json => WriteRow(json, row)), cancellationToken);
            output.WriteByte((byte)'\n');
            count++;
        }

        await output.FlushAsync(cancellationToken);
        return count;
    }

    private static bool StartsWith(TableEntity row, string prefix) => row.RowKey.StartsWith(prefix, StringComparison.Ordinal);

    private static void WriteRow(Utf8JsonWriter json, TableEntity row)
    {
        json.WriteString("PartitionKey", row.PartitionKey);
        json.WriteString("RowKey", row.RowKey);
        foreach (var (name, value) in row.Values)
        {
            switch (value)
            {
                case string text: json.WriteString(name, text); break;
                case bool flag: json.WriteBoolean(name, flag); break;
                case int number: json.WriteNumber(name, number); break;
                case long number: json.WriteNumber(name, number); break;
                case double number when double.IsFinite(number): json.WriteNumber(name, number); break;
                case double number: json.WriteString(name, number.ToString()); break;
                case Instant instant: json.WriteString(name, InstantPattern.ExtendedIso.Format(instant)); break;
                case byte[] bytes: json.WriteBase64String(name, bytes); break;
                default: throw new InvalidDataException($"{value.GetType().Name} is no type of a stored property");
            }
        }
    }
}
