using System.Text.Json;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Storage.Backup;

/// <summary>
/// The lines of a backup, in UTF-8: one that opens it, one for each row as the storage holds it (<see cref="EntityJson"/>), and one that closes it. Each has a check (<see cref="LineChain"/>).
/// </summary>
internal static class BackupFormat
{
    /// <summary>Of the format; what a newer bot has written, an older one does not restore.</summary>
    public const int Version = 1;

    /// <summary>A row has 1 MiB at most; as JSON, with every character escaped, six times that.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    private const string Kind = "HuddleBot", Opens = "backup", Closes = "end";

    /// <summary>
    /// What belongs to processes, not to the company: who dispatches (a lease that somebody else holds would be waited for), who is to be rung (every team is looked at after a start anyway),
    /// and what the doctor tried.
    /// </summary>
    public static bool IsLeftOut(string partitionKey) => partitionKey is "leases" or "bells" or "doctor";

    public static byte[] Opening(string storage, Instant madeAt) => EntityJson.Write(json =>
    {
        json.WriteString(Kind, Opens);
        json.WriteNumber("Version", Version);
        json.WriteString("MadeAt", InstantPattern.General.Format(madeAt));
        json.WriteString("Storage", storage);
    });

    public static byte[] Row(TableEntity row) => EntityJson.Write(json =>
    {
        json.WriteString("PartitionKey", row.PartitionKey);
        json.WriteString("RowKey", row.RowKey);
        EntityJson.WriteProperties(json, row);
    });

    public static byte[] Closing(long rows, bool isOfOneMoment) => EntityJson.Write(json =>
    {
        json.WriteString(Kind, Closes);
        json.WriteNumber("Rows", rows);
        json.WriteBoolean("OfOneMoment", isOfOneMoment);
    });

    /// <summary>Why a file that begins with this line is no backup that can be restored here; null where it is one.</summary>
    public static string? RefusalOf(ReadOnlyMemory<byte> firstLine)
    {
        if (firstLine.Span is [0xff, 0xfe, ..] or [0xfe, 0xff, ..]) return "it is not UTF-8. An older PowerShell makes such files of '>': write the backup with --out";
        using var json = TryParse(firstLine);
        if (json is not { RootElement.ValueKind: JsonValueKind.Object }) return "line 1 is no line of a backup. 'export backup' makes one";
        var line = json.RootElement;
        if (TextOf(line, Kind) != Opens)
            return line.TryGetProperty("PartitionKey", out _) ? "it was made by another export ('export all' is for other programs), or its beginning is missing. 'export backup' makes what can be restored" : "line 1 is no line of a backup. 'export backup' makes one";
        if (!line.TryGetProperty("Version", out var written) || !written.TryGetInt32(out var version)) return "line 1 does not say which format it has";
        return version > Version ? $"it has format {version}, and this HuddleBot reads up to {Version}. Restore it with the version that made it, or a newer one" : null;
    }

    public static string MadeAtOf(ReadOnlyMemory<byte> firstLine)
    {
        using var json = JsonDocument.Parse(firstLine);
        return TextOf(json.RootElement, "MadeAt") ?? "";
    }

    /// <summary>What a closing line says; null for any other line.</summary>
    public static (long Rows, bool IsOfOneMoment)? TryReadClosing(ReadOnlyMemory<byte> line)
    {
        if (!line.Span.StartsWith("{\"HuddleBot\":\"end\""u8)) return null;
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("Rows").GetInt64(), json.RootElement.GetProperty("OfOneMoment").GetBoolean());
    }

    /// <exception cref="InvalidDataException">The line is no row.</exception>
    public static TableEntity ReadRow(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var row = new TableEntity(json.RootElement.GetProperty("PartitionKey").GetString()!, json.RootElement.GetProperty("RowKey").GetString()!);
            EntityJson.ReadProperties(json.RootElement, row, CheckName);
            return row;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or UnparsableValueException)
        {
            throw new InvalidDataException("it is no row", e);
        }
    }

    private const string CheckName = "#";

    private static string? TextOf(JsonElement line, string name) => line.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
