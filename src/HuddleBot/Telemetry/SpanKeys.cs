namespace HuddleBot.Telemetry;

/// <summary>What our own attributes of spans and metrics are called. Values are ids, numbers and words of ours; never what somebody wrote.</summary>
internal static class SpanKeys
{
    public const string Platform = "huddlebot.platform";
    public const string Kind = "huddlebot.inbound.kind";
    public const string Outcome = "huddlebot.outcome";
    public const string Source = "huddlebot.source";
    public const string Attempt = "huddlebot.delivery.attempt";
    public const string Content = "huddlebot.delivery.content";
    public const string Actions = "huddlebot.storage.actions";
    public const string ClosedBecause = "huddlebot.closed.because";
    public const string Work = "huddlebot.work";
    public const string Accepted = "huddlebot.feedback.accepted";
    public const string Updated = "huddlebot.feedback.updated";
    public const string Duplicates = "huddlebot.feedback.duplicates";
    public const string Quarantined = "huddlebot.feedback.quarantined";
}
