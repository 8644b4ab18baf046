using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HuddleBot.Core.Audit;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Webhooks;

/// <summary>What a receiver is told of one event. The same event makes the same message, whenever and how often it is made.</summary>
/// <param name="Id">The header <c>webhook-id</c>.</param>
internal sealed record WebhookMessage(string Id, string Type, IssueId Issue, int Version, string Body)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The issue as it stood right after the event, not as it stands when this is sent.</summary>
    public static WebhookMessage Of(IssueNews news, bool withWords)
    {
        var fresh = Core.Issues.Issue.Fresh(news.Item.Issue.Id, news.Item.Issue.CreatedAt);
        var issue = news.Events.Take(news.Version).Aggregate(fresh, IssueHistory.Apply);
        var type = WebhookType.Of(issue.LastEvent);
        return new("msg_" + StableHash.Of("webhook", issue.Id.ToString(), issue.Version.ToString("D6")), type, issue.Id, issue.Version, BodyOf(type, issue, news.Item.Response?.Source, withWords ? news.Item.Words : null));
    }

    private static string BodyOf(string type, Issue issue, string? source, string? words) => BodyOf(type, issue.LastEvent?.At ?? issue.CreatedAt, json =>
    {
        json.WriteString("id", issue.Id.ToString());
        json.WriteString("team", issue.Id.Team.Value);
        json.WriteString("source", source);
        json.WriteNumber("version", issue.Version);
        json.WriteString("event", issue.LastEvent?.GetType().Name ?? AuditEntry.Created);
        json.WriteString("loop", IssueFacts.LoopOf(issue.State));
        json.WriteString("state", IssueFacts.StateOf(issue.State));
        json.WriteString("triage", IssueFacts.TriageOf(issue.State));
        if (words is not null) json.WriteString("words", words);
    });

    /// <param name="data">What happened.</param>
    public static string BodyOf(string type, Instant at, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", InstantPattern.ExtendedIso.Format(at));
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
