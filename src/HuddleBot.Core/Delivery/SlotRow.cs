using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Delivery;

/// <summary>A posted message as a row of its team's partition, and the names of slots.</summary>
internal static class SlotRow
{
    public static string CardOf(IssueId issue) => $"card-{issue.Key}";

    public static string GatheredOf(IEnumerable<IssueId> issues) => $"gathered-{StableHash.Of([.. issues.Select(issue => issue.Key)])}";

    public static bool IsGathered(string slotId) => slotId.StartsWith("gathered-", StringComparison.Ordinal);

    /// <summary>One escalation before one manager or channel; an issue that is escalated again gets a new one.</summary>
    public static string EscalationOf(IssueId issue, int version, ChannelId channel) => $"escalation-{issue.Key}-{version}-{StableHash.Of(channel.ToString())}";

    public static bool IsEscalationTo(ChannelId channel, string slotId) => IsEscalation(slotId) && slotId.EndsWith("-" + StableHash.Of(channel.ToString()), StringComparison.Ordinal);

    public static bool IsEscalation(string slotId) => slotId.StartsWith("escalation-", StringComparison.Ordinal);

    public static TableEntity ToEntity(TeamId team, Slot slot, string? eTag) => new(TeamRows.PartitionOf(team), TeamRows.Slot + slot.Id, eTag)
    {
        ["Channel"] = slot.Channel.ToString(),
        ["Kind"] = slot.Kind.ToString(),
        ["Issues"] = string.Join(' ', slot.Issues),
        ["ThreadSlot"] = slot.ThreadSlot,
        ["PostedChannel"] = slot.PostedChannel,
        ["MessageId"] = slot.MessageId,
        ["ShownHash"] = slot.ShownHash,
    };

    public static Slot FromEntity(TableEntity row) => new(
        row.RowKey[TeamRows.Slot.Length..], ChannelId.Parse(row.RequireString("Channel")), Enum.Parse<SlotKind>(row.RequireString("Kind")),
        [.. row.RequireString("Issues").Split(' ').Select(text => IssueId.TryParse(text) ?? throw new InvalidDataException($"'{text}' is no issue id"))],
        row.GetString("ThreadSlot"), row.GetString("PostedChannel"), row.GetString("MessageId"), row.GetString("ShownHash"));
}
