using System.Globalization;
using HuddleBot.Core.Audit;
using HuddleBot.Core.Identity;
using NodaTime.Text;

namespace HuddleBot.Audit;

/// <summary>The history of calls to customers as CSV, one line an event. No contact data.</summary>
internal sealed class FollowUpCsv(FollowUpAudit audit) : IExport
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "team", "source", "responseId", "version", "at", "byPlatform", "byWorkspace", "byUser", "byName", "from", "event", "state", "outcome", "owner", "ownerName", "dueAt", "promisedBy",
        "details", "before", "after",
    ];

    public Task<long> WriteAsync(Stream output, CancellationToken cancellationToken) =>
        AuditCsv.WriteAsync(output, Columns, audit.ReadAsync(cancellationToken).SelectMany(followUp => followUp.History.Select(entry => LineOf(followUp, entry))), cancellationToken);

    private static IEnumerable<string?> LineOf(AuditedFollowUp audited, FollowUpEntry entry)
    {
        var (@event, facts) = (entry.Step.Event, FollowUpFacts.Of(entry.Step.After));
        return
        [
            audited.FollowUp.Issue.ToString(), audited.FollowUp.Issue.Team.Value, audited.Source, audited.ResponseId,
            entry.Step.After.Version.ToString(CultureInfo.InvariantCulture), InstantPattern.ExtendedIso.Format(@event.At),
            @event.By is { } by ? PlatformNames.NameOf(by.Id.Platform) : null, @event.By?.Id.Workspace, @event.By?.Id.User, @event.By?.Name, entry.From, @event.GetType().Name,
            facts["state"], facts.GetValueOrDefault("outcome"), facts.GetValueOrDefault("owner"), facts.GetValueOrDefault("ownerName"), facts.GetValueOrDefault("dueAt"), facts.GetValueOrDefault("promisedBy"),
            AuditCsv.Text(AuditJson.Write(json => json.WriteDetails(entry.Details))),
            AuditCsv.Text(AuditJson.Write(json => json.WriteFacts(entry.Before))), AuditCsv.Text(AuditJson.Write(json => json.WriteFacts(entry.After))),
        ];
    }
}
