using System.Globalization;
using System.Text;

namespace HuddleBot.Storage.AzureTables;

/// <summary>One write as it is sent, alone or in a transaction.</summary>
/// <param name="Path">Below the endpoint, percent-encoded.</param>
/// <param name="IfMatch">Null for an insert or upsert.</param>
/// <param name="Body">Empty for a delete.</param>
internal sealed record TableOperation(string Method, string Path, string? IfMatch, byte[] Body);

/// <summary>One answer within the answer to a transaction.</summary>
internal sealed record TableBatchPart(int Status, string? ETag, string Body);

/// <summary>The multipart form of an entity group transaction ("Performing entity group transactions").</summary>
internal static class TableBatch
{
    public static (string ContentType, byte[] Body) WriteRequest(Uri endpoint, IReadOnlyList<TableOperation> operations, string id)
    {
        using var body = new MemoryStream();
        void Line(string text) => body.Write(Encoding.UTF8.GetBytes(text + "\r\n"));

        Line($"--batch_{id}");
        Line($"Content-Type: multipart/mixed; boundary=changeset_{id}");
        Line("");
        foreach (var operation in operations)
        {
            Line($"--changeset_{id}");
            Line("Content-Type: application/http");
            Line("Content-Transfer-Encoding: binary");
            Line("");
            Line($"{operation.Method} {endpoint.AbsoluteUri.TrimEnd('/')}/{operation.Path} HTTP/1.1");
            Line("Accept: application/json;odata=minimalmetadata");
            Line("DataServiceVersion: 3.0");
            Line("Prefer: return-no-content");
            if (operation.IfMatch is not null) Line($"If-Match: {operation.IfMatch}");
            if (operation.Body.Length > 0) Line("Content-Type: application/json");
            Line("");
            body.Write(operation.Body);
            Line("");
        }

        Line($"--changeset_{id}--");
        Line($"--batch_{id}--");
        return ($"multipart/mixed; boundary=batch_{id}", body.ToArray());
    }

    /// <summary>The parts in order. When the transaction failed there is just one, that of the operation that failed.</summary>
    public static List<TableBatchPart> ReadResponse(string body)
    {
        var parts = new List<TableBatchPart>();
        using var lines = new StringReader(body);
        while (lines.ReadLine() is { } line)
        {
            if (!line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)) continue;
            parts.Add(ReadPart(int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture), lines));
        }

        return parts;
    }

    private static TableBatchPart ReadPart(int status, StringReader lines)
    {
        string? eTag = null;
        while (lines.ReadLine() is { Length: > 0 } header)
        {
            if (header.StartsWith("ETag:", StringComparison.OrdinalIgnoreCase)) eTag = header["ETag:".Length..].Trim();
        }

        // JSON has no line that starts with two dashes, so the next boundary is the first such line.
        var body = new StringBuilder();
        while (lines.ReadLine() is { } line && !line.StartsWith("--", StringComparison.Ordinal)) body.AppendLine(line);
        return new(status, eTag, body.ToString().Trim());
    }
}
