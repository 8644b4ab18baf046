using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.Triage;
using NodaTime;

namespace HuddleBot.Tests.Replicas.Histories;

/// <summary>One issue of the lounge, where Ana and Ben work; Mia manages it, and Cleo leads customer experience.</summary>
internal static class HistoryScene
{
    public static readonly Actor Ana = QueueScene.Ana;
    public static readonly Actor Ben = new(new(Platform.Slack, "T0001", "U0009"), "Ben");
    public static readonly Actor Mia = QueueScene.Mia;
    public static readonly Actor Cleo = QueueScene.Cleo;

    public static readonly IssueCommand Celebrate = new IssueCommand.Celebrate(null);
    public static readonly IssueCommand Escalate = new IssueCommand.Escalate(null, null, null);
    public static readonly IssueCommand Fix = new IssueCommand.Fix(null, null, null);
    public static readonly IssueCommand Accept = new IssueCommand.TriageAccept(null, Priority.Normal, null);
    public static readonly IssueCommand Resolve = new IssueCommand.TriageResolve("It comes on Monday.");

    public static IssueModel Model { get; } = new(QueueScene.Team("lounge", "Europe/London", Mia), IssueId.Raised(new("lounge"), "test"), Instant.FromUtc(2026, 11, 23, 12, 0));

    public static Operation Done(Actor by, IssueCommand command, long called, long answered) => new(by, command, called, answered, new Answer.Done());

    public static Operation Refused(Actor by, IssueCommand command, long called, long answered, Actor? first, string? @event = null) => new(by, command, called, answered, new Answer.Refused(first?.Name, @event));

    public static Operation Saw(Actor by, long called, long answered, Actor? who, string? @event) => new(by, null, called, answered, new Answer.Shown(who?.Name, @event));

    public static Operation Unanswered(Actor by, IssueCommand command, long called) => new(by, command, called, null, null);
}
