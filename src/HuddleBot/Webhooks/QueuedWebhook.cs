using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Webhooks;

/// <summary>A message on its way to a receiver, as its row has it.</summary>
/// <param name="Attempts">Tries so far.</param>
/// <param name="NotBefore">The next try; null: go.</param>
/// <param name="PutOffAt">When it was put off until then.</param>
/// <param name="HoldsAll">The last try met with trouble of the receiver, not of this message: nothing else goes there before.</param>
internal sealed record QueuedWebhook(
    TableEntity Row, string Id, string Type, string Issue, string Body, Instant CreatedAt, int Attempts, Instant? NotBefore, Instant? PutOffAt, bool HoldsAll, string? LastError)
{
    public static TableEntity ToEntity(string partition, string rowKey, WebhookMessage message, Instant now) => new(partition, rowKey)
    {
        ["Id"] = message.Id, ["Type"] = message.Type, ["Issue"] = message.Issue.ToString(), ["Version"] = message.Version, ["Body"] = message.Body, ["CreatedAt"] = now,
    };

    public static QueuedWebhook FromEntity(TableEntity row) => new(
        row, row.RequireString("Id"), row.RequireString("Type"), row.RequireString("Issue"), row.RequireString("Body"), row.RequireInstant("CreatedAt"), row.GetInt32("Attempts") ?? 0,
        row.GetInstant("NotBefore"), row.GetInstant("PutOffAt"), row.GetBoolean("HoldsAll") ?? false, row.GetString("LastError"));

    /// <summary>Until when it waits still; null: go. What was put off later than now was put off by a clock that has been put back since: how long it would wait, nobody meant.</summary>
    public Instant? WaitsUntil(Instant now) => NotBefore > now && !(PutOffAt > now) ? NotBefore : null;

    /// <summary>The same row, tried once more in vain.</summary>
    public TableEntity After(WebhookOutcome.Failed failure, Instant? notBefore, Instant now)
    {
        var row = Row.Copy(Row.ETag);
        (row["Attempts"], row["NotBefore"], row["PutOffAt"]) = (Attempts + 1, notBefore, notBefore is null ? null : now);
        (row["HoldsAll"], row["LastError"]) = (failure.IsOfReceiver, failure.Reason);
        return row;
    }
}
