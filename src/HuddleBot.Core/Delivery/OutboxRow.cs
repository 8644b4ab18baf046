using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>A message waiting to be sent as a row of its team's partition.</summary>
internal static class OutboxRow
{
    /// <summary>A new message, to be committed with the change that causes it.</summary>
    /// <param name="notBefore">Of what is prepared before its time; null: go.</param>
    /// <param name="trace">Of what caused it; null: what is going on now.</param>
    /// <param name="receivedAt">When the response that it shows came in; null: it shows no fresh one.</param>
    public static TableTransactionAction Add(
        TeamId team, string sequence, string key, ChannelId channel, Urgency urgency, OutgoingContent content, Instant now, Instant? notBefore = null, string? trace = null, Instant? receivedAt = null) =>
        TableTransactionAction.Add(ToEntity(
            team, new($"{PrefixOf(urgency)}{sequence}", key, channel, urgency, content, now, 0, notBefore, null, null) { Trace = trace ?? Traces.Current, ReceivedAt = receivedAt }, null));

    /// <summary>A new card with the message that posts it; the same cause makes the same key.</summary>
    public static TableTransactionAction[] AddSlot(TeamId team, string sequence, Slot slot, Urgency urgency, Instant now, Instant? notBefore = null) =>
    [
        TableTransactionAction.Add(SlotRow.ToEntity(team, slot, null)),
        Add(team, sequence, $"{team}/{slot.Id}", slot.Channel, urgency, new OutgoingContent.Post(slot.Id), now, notBefore),
    ];

    public static string PrefixOf(Urgency urgency) => urgency switch
    {
        Urgency.Urgent => TeamRows.Outbox + "0-",
        Urgency.Routine => TeamRows.Outbox + "1-",
        _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, "no such urgency"),
    };

    public static TableEntity ToEntity(TeamId team, OutboxMessage message, string? eTag)
    {
        var row = new TableEntity(TeamRows.PartitionOf(team), message.RowKey, eTag)
        {
            ["Key"] = message.Key,
            ["Channel"] = message.Channel.ToString(),
            ["Urgency"] = message.Urgency.ToString(),
            ["Content"] = message.Content.GetType().Name,
            ["CreatedAt"] = message.CreatedAt,
            ["Attempts"] = message.Attempts,
            ["NotBefore"] = message.NotBefore,
            ["PutOffAt"] = message.PutOffAt,
            ["ClaimedAt"] = message.ClaimedAt,
            ["LastError"] = message.LastError,
            ["Trace"] = message.Trace,
            ["ReceivedAt"] = message.ReceivedAt,
            ["WaitsFor"] = message.WaitsFor?.ToString(),
        };
        switch (message.Content)
        {
            case OutgoingContent.Post c: row["Slot"] = c.Slot; break;
            case OutgoingContent.Redraw c: row["Slot"] = c.Slot; break;
            case OutgoingContent.Tell c: row["Slot"] = c.Slot; row["Issue"] = c.Issue.ToString(); row["Version"] = c.Version; break;
            default: throw new ArgumentOutOfRangeException(nameof(message), message.Content, "no such content");
        }

        return row;
    }

    public static OutboxMessage FromEntity(TableEntity row)
    {
        var slot = row.RequireString("Slot");
        OutgoingContent content = row.RequireString("Content") switch
        {
            nameof(OutgoingContent.Post) => new OutgoingContent.Post(slot),
            nameof(OutgoingContent.Redraw) => new OutgoingContent.Redraw(slot),
            nameof(OutgoingContent.Tell) => new OutgoingContent.Tell(
                slot, IssueId.TryParse(row.GetString("Issue")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no issue"), row.GetInt32("Version") ?? 0),
            var other => throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} holds unknown content {other}"),
        };
        return new(
            row.RowKey, row.RequireString("Key"), ChannelId.Parse(row.RequireString("Channel")), Enum.Parse<Urgency>(row.RequireString("Urgency")), content,
            row.RequireInstant("CreatedAt"), row.GetInt32("Attempts") ?? 0, row.GetInstant("NotBefore"), row.GetInstant("ClaimedAt"), row.GetString("LastError"))
        {
            Trace = row.GetString("Trace"),
            PutOffAt = row.GetInstant("PutOffAt"),
            ReceivedAt = row.GetInstant("ReceivedAt"),
            WaitsFor = row.GetString("WaitsFor") is { } place ? ChannelId.Parse(place) : null,
        };
    }
}
