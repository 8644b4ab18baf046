using System.Diagnostics;
using System.Diagnostics.Metrics;
using HuddleBot.Core.Feedback;

namespace HuddleBot.Telemetry;

/// <summary>What is counted and measured. Attributes are of small closed sets (platforms, methods, sources of the settings), never teams, people or words.</summary>
internal static class BotMetrics
{
    public const string MeterName = "HuddleBot";

    private static readonly double[] Quick = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Slow = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14400, 43200];

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Responses = Meter.CreateCounter<long>("huddlebot.feedback.responses", "{response}", "Responses that came in, by source and what became of them.");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("huddlebot.delivery.messages", "{message}", "Tries to send a message, by platform and outcome.");
    private static readonly Counter<long> Parked = Meter.CreateCounter<long>("huddlebot.delivery.parked", "{message}", "Messages that cannot be delivered and wait for a person.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("huddlebot.delivery.retries", "{message}", "Tries after the first.");
    private static readonly Counter<long> RateLimited = Meter.CreateCounter<long>("huddlebot.platform.rate_limited", "{call}", "Calls that the platform asked us to make later (429).");
    private static readonly Counter<long> StorageFailures = Meter.CreateCounter<long>("huddlebot.storage.failures", "{operation}", "Storage operations that failed; a conflict is none.");
    private static readonly Counter<long> JobFailures = Meter.CreateCounter<long>("huddlebot.job.failures", "{job}", "Work that was due and failed, to be tried again.");

    private static readonly Histogram<double> PostTime = Duration("huddlebot.delivery.post.duration", "From a response's arrival to its card in the channel, what posting rules hold back included.", Slow);
    private static readonly Histogram<double> SendTime = Duration("huddlebot.delivery.send.duration", "From a message's making to its being sent.", Slow);
    private static readonly Histogram<double> AnswerTime = Duration("huddlebot.inbound.duration", "From a request of a platform or survey tool to our answer.", Quick);
    private static readonly Histogram<double> CallTime = Duration("huddlebot.platform.call.duration", "Calls to a platform, the wait for our own pace not included.", Quick);
    private static readonly Histogram<double> StorageTime = Duration("huddlebot.storage.operation.duration", "Storage operations.", Quick);
    private static readonly Histogram<double> JobLateness = Duration("huddlebot.job.lateness", "How much later than planned a look at a team's clocks began.", Slow);

    public static bool MeasuresStorage => StorageTime.Enabled || StorageFailures.Enabled;

    public static void Took(string source, IntakeSummary taken)
    {
        Count("accepted", taken.Accepted);
        Count("updated", taken.Updated);
        Count("duplicate", taken.Duplicates);
        Count("quarantined", taken.Quarantined);

        void Count(string outcome, int responses)
        {
            if (responses > 0) Responses.Add(responses, new(SpanKeys.Source, source), new(SpanKeys.Outcome, outcome));
        }
    }

    public static void Tried(string platform, string content, string outcome) =>
        Messages.Add(1, new(SpanKeys.Platform, platform), new(SpanKeys.Content, content), new(SpanKeys.Outcome, outcome));

    public static void WasParked(string platform) => Parked.Add(1, new KeyValuePair<string, object?>(SpanKeys.Platform, platform));

    public static void TriesAgain(string platform) => Retries.Add(1, new KeyValuePair<string, object?>(SpanKeys.Platform, platform));

    public static void Sent(string platform, TimeSpan sinceMade) => SendTime.Record(sinceMade.TotalSeconds, new KeyValuePair<string, object?>(SpanKeys.Platform, platform));

    public static void Posted(string platform, TimeSpan sinceReceived) => PostTime.Record(sinceReceived.TotalSeconds, new KeyValuePair<string, object?>(SpanKeys.Platform, platform));

    /// <param name="platform">Or <c>feedback</c>.</param>
    /// <param name="kind">What came: of a closed set.</param>
    public static void Answered(string platform, string kind, string outcome, TimeSpan took) =>
        AnswerTime.Record(took.TotalSeconds, new(SpanKeys.Platform, platform), new(SpanKeys.Kind, kind), new(SpanKeys.Outcome, outcome));

    /// <param name="error">Our word for what went wrong; null: nothing.</param>
    public static void Called(string platform, string method, string? error, TimeSpan took, bool isLimited)
    {
        var tags = new TagList { { SpanKeys.Platform, platform }, { "url.template", method } };
        if (isLimited) RateLimited.Add(1, tags);
        if (error is not null) tags.Add("error.type", error);
        CallTime.Record(took.TotalSeconds, tags);
    }

    public static void Stored(string system, string operation, string? error, TimeSpan took)
    {
        var tags = new TagList { { "db.system.name", system }, { "db.operation.name", operation } };
        if (error is not null)
        {
            tags.Add("error.type", error);
            StorageFailures.Add(1, tags);
        }

        StorageTime.Record(took.TotalSeconds, tags);
    }

    public static void LookedLate(TimeSpan late) => JobLateness.Record(Math.Max(0, late.TotalSeconds));

    public static void JobFailed(string work) => JobFailures.Add(1, new KeyValuePair<string, object?>(SpanKeys.Work, work));

    private static Histogram<double> Duration(string name, string description, double[] bounds) =>
        Meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
