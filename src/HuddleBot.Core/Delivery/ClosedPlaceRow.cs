using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>A closed place as a row of a partition of its own: it concerns every team that writes there.</summary>
internal static class ClosedPlaceRow
{
    public const string Partition = "closed-places";

    public static string KeyOf(Platform platform, string workspace, string? channel) => TableLimits.EscapeKey(ClosedPlace.NameOf(platform, workspace, channel));

    public static TableEntity ToEntity(ClosedPlace place) => new(Partition, KeyOf(place.Platform, place.Workspace, place.Channel), place.ETag)
    {
        ["Platform"] = place.Platform.ToString(),
        ["Workspace"] = place.Workspace,
        ["Channel"] = place.Channel,
        ["Because"] = place.Because.ToString(),
        ["Reason"] = place.Reason,
        ["Since"] = place.Since,
        ["ToldAt"] = place.ToldAt,
        ["NextQuestion"] = place.NextQuestion,
        ["GapSeconds"] = (long)place.Gap.TotalSeconds,
        ["Settings"] = place.Settings,
    };

    public static ClosedPlace FromEntity(TableEntity row) => new(
        Enum.Parse<Platform>(row.RequireString("Platform")), row.RequireString("Workspace"), row.GetString("Channel"),
        Enum.TryParse<ClosedBecause>(row.GetString("Because"), out var because) ? because : ClosedBecause.Unsaid, row.GetString("Reason") ?? "", row.RequireInstant("Since"),
        row.GetInstant("ToldAt"), row.RequireInstant("NextQuestion"), Duration.FromSeconds(row.GetInt64("GapSeconds") ?? 0), row.GetString("Settings") ?? "", row.ETag);
}
