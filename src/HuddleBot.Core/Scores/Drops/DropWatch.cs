using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>Up to which day a team's scores were looked at. Whoever notes a fall saves this row: it is their lock.</summary>
/// <param name="Through">Null: they never were.</param>
internal sealed record DropWatch(TeamId Team, LocalDate? Through, string? ETag)
{
    public static async Task<DropWatch> LoadAsync(ITableStore store, TeamId team, CancellationToken cancellationToken) =>
        await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.DropWatch, cancellationToken) is { } row
            ? new(team, row.GetString("Through") is { } day ? LocalDatePattern.Iso.Parse(day).Value : null, row.ETag)
            : new(team, null, null);

    public TableTransactionAction Save() => TableTransactionAction.Save(
        new(TeamRows.PartitionOf(Team), TeamRows.DropWatch, ETag) { ["Through"] = Through is { } day ? LocalDatePattern.Iso.Format(day) : null });
}
