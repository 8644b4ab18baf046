using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace HuddleBot.Audit;

/// <summary>CSV as the audit writes it: RFC 4180, UTF-8 without a mark. Spreadsheets take no cell for a formula.</summary>
internal static class AuditCsv
{
    /// <summary>A spreadsheet takes what begins so for a formula, or for a cell of its own.</summary>
    private const string BeginningsOfFormulas = "=+-@\t\r\n＝＋－＠";

    /// <returns>How many lines of data were written.</returns>
    public static async Task<long> WriteAsync(Stream output, IReadOnlyList<string> columns, IAsyncEnumerable<IEnumerable<string?>> lines, CancellationToken cancellationToken)
    {
        var count = 0L;
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true);
        await WriteLineAsync(csv, columns);
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await WriteLineAsync(csv, line);
            count++;
        }

        return count;
    }

    /// <summary>An apostrophe before it: the spreadsheet shows the text, and whoever reads the file otherwise takes it off again.</summary>
    public static string? Harmless(string? text) => text?.Length > 0 && BeginningsOfFormulas.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    public static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    private static async Task WriteLineAsync(CsvWriter csv, IEnumerable<string?> values)
    {
        foreach (var value in values) csv.WriteField(Harmless(value) ?? "");
        await csv.NextRecordAsync();
    }
}
