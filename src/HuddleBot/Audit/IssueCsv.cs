using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using HuddleBot.Core.Audit;
using HuddleBot.Core.Identity;
using NodaTime.Text;

namespace HuddleBot.Audit;

/// <summary>The history of issues as CSV (RFC 4180, UTF-8 without a mark), one line an event. Spreadsheets take no cell for a formula.</summary>
internal sealed class IssueCsv(IssueAudit audit) : IExport
{
    /// <summary>A spreadsheet takes what begins so for a formula, or for a cell of its own.</summary>
    private const string BeginningsOfFormulas = "=+-@\t\r\n＝＋－＠";

    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "team", "source", "responseId", "words", "version", "at", "byPlatform", "byWorkspace", "byUser", "byName", "from", "event", "loop", "state", "triage", "owner", "ownerName",
        "theme", "details", "before", "after",
    ];

    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var count = 0L;
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true);
        await WriteLineAsync(csv, Columns);
        await foreach (var issue in audit.ReadAsync(cancellationToken))
        {
            foreach (var entry in issue.History)
            {
                await WriteLineAsync(csv, LineOf(issue, entry));
                count++;
            }
        }

        return count;
    }

    /// <summary>An apostrophe before it: the spreadsheet shows the text, and whoever reads the file otherwise takes it off again.</summary>
    public static string? Harmless(string? text) => text?.Length > 0 && BeginningsOfFormulas.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static async Task WriteLineAsync(CsvWriter csv, IEnumerable<string?> values)
    {
        foreach (var value in values) csv.WriteField(Harmless(value) ?? "");
        await csv.NextRecordAsync();
    }

    private static IEnumerable<string?> LineOf(AuditedIssue audited, AuditEntry entry)
    {
        var (issue, facts) = (audited.Issue, IssueFacts.Of(entry.State));
        return
        [
            issue.Id.ToString(), issue.Id.Team.Value, audited.Response?.Source, audited.Response?.Id, audited.Response?.Comment ?? issue.RaisedWords,
            entry.Version.ToString(CultureInfo.InvariantCulture), InstantPattern.ExtendedIso.Format(entry.At),
            entry.By is { } by ? PlatformNames.NameOf(by.Id.Platform) : null, entry.By?.Id.Workspace, entry.By?.Id.User, entry.By?.Name, entry.From, entry.Event,
            facts.GetValueOrDefault("loop"), facts["state"], facts.GetValueOrDefault("triage"), facts.GetValueOrDefault("owner"), facts.GetValueOrDefault("ownerName"), facts.GetValueOrDefault("theme"),
            Text(AuditJson.Write(json => json.WriteDetails(entry.Details))), Text(AuditJson.Write(json => json.WriteFacts(entry.Before))), Text(AuditJson.Write(json => json.WriteFacts(entry.After))),
        ];
    }

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
