using HuddleBot.Core.Feedback;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Audit;

/// <summary>An issue with everything that ever happened to it.</summary>
/// <param name="Issue">As it stands now.</param>
/// <param name="Response">Null: a member raised it.</param>
/// <param name="History">Oldest first; an issue that came from a response begins with an entry of version 0 for its creation.</param>
public sealed record AuditedIssue(Issue Issue, Response? Response, IReadOnlyList<AuditEntry> History);

/// <summary>One change: who, when, from where, before and after.</summary>
/// <param name="By">Null: no person, the response itself.</param>
/// <param name="From">Where it was done, as the event says; null: not recorded then.</param>
/// <param name="Event">What kind of change; <see cref="Created"/> or the name of an <see cref="IssueEvent"/>.</param>
/// <param name="Details">What the event says beside that, as it is stored.</param>
/// <param name="Before">What it changed of <see cref="IssueFacts"/>, as it was; what was not there is not in it.</param>
/// <param name="After">The same, as it was then.</param>
/// <param name="State">The issue after it.</param>
public sealed record AuditEntry(
    int Version, Instant At, Actor? By, string? From, string Event, IReadOnlyDictionary<string, object> Details, IReadOnlyDictionary<string, string> Before,
    IReadOnlyDictionary<string, string> After, Issue State)
{
    public const string Created = "Created";
}
