using System.Globalization;
using HuddleBot.Core.Audit;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime.Text;

namespace HuddleBot.Audit;

/// <summary>The history of issues as CSV (RFC 4180, UTF-8 without a mark), one line an event. Spreadsheets take no cell for a formula.</summary>
/// <param name="teams">Says what a customer means to a team.</param>
internal sealed class IssueCsv(IssueAudit audit, TeamsSnapshot teams) : IExport
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "team", "source", "responseId", "words", "version", "at", "byPlatform", "byWorkspace", "byUser", "byName", "from", "event", "loop", "state", "triage", "owner", "ownerName",
        "theme", "details", "before", "after", "quadrant",
    ];

    public Task<long> WriteAsync(Stream output, CancellationToken cancellationToken) =>
        AuditCsv.WriteAsync(output, Columns, audit.ReadAsync(cancellationToken).SelectMany(issue => issue.History.Select(entry => LineOf(issue, entry))), cancellationToken);

    private IEnumerable<string?> LineOf(AuditedIssue audited, AuditEntry entry)
    {
        var (issue, facts) = (audited.Issue, IssueFacts.Of(entry.State));
        return
        [
            issue.Id.ToString(), issue.Id.Team.Value, audited.Response?.Source, audited.Response?.Id, audited.Response?.Comment ?? issue.RaisedWords,
            entry.Version.ToString(CultureInfo.InvariantCulture), InstantPattern.ExtendedIso.Format(entry.At),
            entry.By is { } by ? PlatformNames.NameOf(by.Id.Platform) : null, entry.By?.Id.Workspace, entry.By?.Id.User, entry.By?.Name, entry.From, entry.Event,
            facts.GetValueOrDefault("loop"), facts["state"], facts.GetValueOrDefault("triage"), facts.GetValueOrDefault("owner"), facts.GetValueOrDefault("ownerName"), facts.GetValueOrDefault("theme"),
            AuditCsv.Text(AuditJson.Write(json => json.WriteDetails(entry.Details))), AuditCsv.Text(AuditJson.Write(json => json.WriteFacts(entry.Before))), AuditCsv.Text(AuditJson.Write(json => json.WriteFacts(entry.After))),
            teams.QuadrantOf(audited),
        ];
    }
}
