using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime.Text;

namespace HuddleBot.Core.Scores.Drops;

/// <summary>A fall as a row of its team's partition: <c>d-{issueKey}</c>.</summary>
internal static class DropRow
{
    public static TableEntity ToEntity(ScoreDrop drop, string? eTag) => new(TeamRows.PartitionOf(drop.Team), TeamRows.Drop + drop.Id.Key, eTag)
    {
        ["Issue"] = drop.Id.ToString(),
        ["At"] = drop.At,
        ["IsTold"] = drop.IsTold,
        ["Since"] = LocalDatePattern.Iso.Format(drop.Since),
        ["SeenOn"] = LocalDatePattern.Iso.Format(drop.SeenOn),
        ["OverOn"] = drop.OverOn is { } day ? LocalDatePattern.Iso.Format(day) : null,
        ["Series"] = DropJson.Write(drop.Series.Select(one => new Fallen(one.Series, one.Fell, one.End as DropEvent.Recovered, one.End as DropEvent.BecameUsual))),
        ["MovedMost"] = drop.MovedMost is { } part ? DropJson.Write(part) : null,
        ["Verbatims"] = string.Join(' ', drop.Verbatims),
    };

    public static ScoreDrop FromEntity(TableEntity row) => new(
        IssueOf(row.RequireString("Issue")), row.RequireInstant("At"), row.GetBoolean("IsTold") ?? false,
        [.. DropJson.Read<List<Fallen>>(row.RequireString("Series")).Select(one => new FallenSeries(one.Series, one.Fell, (DropEvent?)one.Recovered ?? one.BecameUsual))],
        row.GetString("MovedMost") is { } part ? DropJson.Read<MovedPart>(part) : null,
        [.. (row.GetString("Verbatims") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IssueOf)]);

    private static IssueId IssueOf(string text) => IssueId.TryParse(text) ?? throw new InvalidDataException($"'{text}' is no issue id");

    private sealed record Fallen(SeriesId Series, DropEvent.Fell Fell, DropEvent.Recovered? Recovered, DropEvent.BecameUsual? BecameUsual);
}
