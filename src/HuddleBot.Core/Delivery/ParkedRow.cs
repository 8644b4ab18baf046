using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>
/// What a person has to look at, as a row of its team's partition: a message (<c>x-{urgency}-{sequence}</c>) or news (<c>x-b-{sequence}</c>), moved from where it waited with all that it had.
/// </summary>
internal static class ParkedRow
{
    private const string Why = "ParkedBecause";
    private const string When = "ParkedAt";

    public static bool IsNews(string rowKey) => rowKey.StartsWith(TeamRows.Parked + TeamRows.News, StringComparison.Ordinal);

    /// <summary>A row as it is, unreadable perhaps.</summary>
    public static TableTransactionAction[] Park(TableEntity row, string reason, Instant now) => Move(row, KeyOf(row.RowKey), moved => (moved[Why], moved[When]) = (reason, now));

    public static string KeyOf(string rowKey) => TeamRows.Parked + (rowKey.StartsWith(TeamRows.News, StringComparison.Ordinal) ? rowKey : rowKey[TeamRows.Outbox.Length..]);

    /// <summary>Back to where it waited.</summary>
    public static TableTransactionAction[] Unpark(TableEntity row) => Move(row, IsNews(row.RowKey) ? row.RowKey[TeamRows.Parked.Length..] : TeamRows.Outbox + row.RowKey[TeamRows.Parked.Length..], moved => (moved[Why], moved[When]) = (null, null));

    public static ParkedMessage Read(TeamId team, TableEntity row)
    {
        var id = $"{team}:{row.RowKey[TeamRows.Parked.Length..]}";
        if (IsNews(row.RowKey)) return new(id, team, null, null, row.GetInstant(When), row.GetString(Why) ?? "");
        try
        {
            var message = OutboxRow.FromEntity(row);
            return new(id, team, message.Channel, message.Key, row.GetInstant(When) ?? message.CreatedAt, row.GetString(Why) ?? message.LastError ?? "");
        }
        catch (Exception e) when (UnreadableRow.IsFault(e))
        {
            return new(id, team, null, null, row.GetInstant(When), row.GetString(Why) ?? UnreadableRow.Words(e));
        }
    }

    private static TableTransactionAction[] Move(TableEntity row, string rowKey, Action<TableEntity> change)
    {
        var moved = new TableEntity(row.PartitionKey, rowKey);
        foreach (var (name, value) in row.Properties) moved.SetStored(name, value);
        change(moved);
        return [TableTransactionAction.Delete(row), TableTransactionAction.Add(moved)];
    }
}

/// <summary>One parked message or piece of news, for an operator. Never a customer's words.</summary>
/// <param name="Id">For the command line: the team and where it lies.</param>
/// <param name="Channel">Where it was to go; null: nobody can read that any more, or it is news between the parts of the bot.</param>
/// <param name="Key">By which logs name it; null likewise.</param>
/// <param name="At">When it was parked, or made; null: unknown.</param>
public sealed record ParkedMessage(string Id, TeamId Team, ChannelId? Channel, string? Key, Instant? At, string Reason);
