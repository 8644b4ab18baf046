using System.Globalization;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Posting;

/// <summary>When a team's last messages with comments were posted, and whether what waits is to be gathered. One row: the lock of the team's posting.</summary>
internal sealed record PostingLog(TeamId Team, IReadOnlyList<Instant> Posted, bool Gathering, string? ETag)
{
    public static async Task<PostingLog> ReadAsync(ITableStore store, TeamId team, CancellationToken cancellationToken)
    {
        var row = await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.PostingLog, cancellationToken);
        var posted = row?.GetString("Posted") is { Length: > 0 } text
            ? text.Split(' ').Select(seconds => Instant.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture))).ToList()
            : [];
        return new(team, posted, row?.GetBoolean("Gathering") ?? false, row?.ETag);
    }

    /// <summary>The log after so many more messages; what is older than an hour is forgotten.</summary>
    public TableTransactionAction Save(bool gathering, int messages, Instant now)
    {
        var lately = PostingDecider.Lately(Posted, now).Concat(Enumerable.Repeat(now, messages));
        return TableTransactionAction.Save(new(TeamRows.PartitionOf(Team), TeamRows.PostingLog, ETag)
        {
            ["Posted"] = string.Join(' ', lately.Select(at => at.ToUnixTimeSeconds())),
            ["Gathering"] = gathering,
        });
    }
}
