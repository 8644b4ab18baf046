using System.Text.Json;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>What is remembered of a series, as a row of its team's partition.</summary>
/// <param name="Through">The last day that was taken in.</param>
/// <param name="Known">So many answers the series had up to then, of whatever time: what comes behind the look is noticed by it.</param>
internal sealed record WatchedSeries(SeriesId Series, DropState State, LocalDate Through, int Known, string? ETag)
{
    /// <summary>Of the form of <see cref="DropState"/>; what was written in another one is learned anew from the counters.</summary>
    private const int Form = 1;

    public TableTransactionAction Save(TeamId team) => TableTransactionAction.Save(new(TeamRows.PartitionOf(team), TeamRows.WatchedSeries + Series.Key, ETag)
    {
        ["Series"] = DropJson.Write(Series),
        ["Form"] = Form,
        ["Through"] = LocalDatePattern.Iso.Format(Through),
        ["Known"] = Known,
        ["State"] = DropJson.Write(State),
    });

    /// <summary>By the key of the series.</summary>
    public static async Task<IReadOnlyDictionary<string, TableEntity>> RowsAsync(ITableStore store, TeamId team, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.WatchedSeries, null, cancellationToken)
            .ToDictionaryAsync(row => row.RowKey[TeamRows.WatchedSeries.Length..], StringComparer.Ordinal, cancellationToken);

    /// <returns>Null: it is written in a form that is not known here.</returns>
    public static WatchedSeries? FromEntity(TableEntity row, SeriesId series)
    {
        if (row.GetInt32("Form") != Form) return null;
        try
        {
            return new(series, DropJson.Read<DropState>(row.RequireString("State")), LocalDatePattern.Iso.Parse(row.RequireString("Through")).Value, row.GetInt32("Known") ?? 0, row.ETag);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} holds no state of a series", e);
        }
    }
}
