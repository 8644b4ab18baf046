using HuddleBot.Core.Huddles;
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

    /// <summary>A theme before one channel or person.</summary>
    public static string ThemeOf(ThemeId theme, ChannelId channel) => $"theme-{theme.Key}-{StableHash.Of(channel.ToString())}";

    /// <summary>Null: it is no card of a theme.</summary>
    public static ThemeId? ThemeIn(string slotId) => slotId.Split('-') is ["theme", var key, _] ? ThemeId.TryParse("theme." + key) : null;

    /// <summary>A reminder of a theme to one person or channel: each once per clock.</summary>
    public static string ThemeReminderOf(ThemeId theme, string clock, string reminder) => $"{ThemeReminder}{theme.Key}-{clock}-{reminder}";

    /// <summary>Null: it is no reminder of a theme.</summary>
    public static (ThemeId Theme, string Clock, string Reminder)? ThemeReminderIn(string slotId) =>
        slotId.StartsWith(ThemeReminder, StringComparison.Ordinal) && slotId[ThemeReminder.Length..].Split('-', 3) is [var key, var clock, var reminder] && ThemeId.TryParse("theme." + key) is { } theme
            ? (theme, clock, reminder)
            : null;

    public static string HuddleOf(HuddleId huddle) => HuddlePrefix + huddle.Key;

    public static string ReceiptOf(HuddleId huddle) => "receipt-" + huddle.Key;

    public static string TimeIsUpOf(HuddleId huddle) => "time-" + huddle.Key;

    public static string LeadReminderOf(HuddleId huddle, PersonId person) => $"lead-{huddle.Key}-{MarkOf(person)}";

    public static string AnswerReminderOf(HuddleId huddle, PersonId person) => $"answer-{huddle.Key}-{MarkOf(person)}";

    /// <summary>The card of one comment in the thread of a huddle.</summary>
    public static string CardInHuddleOf(HuddleId huddle, IssueId issue) => $"{HuddleOf(huddle)}{CardInHuddle}{issue.Key}";

    /// <summary>The huddle that a slot belongs to: its card, its receipt, a card in its thread, a reminder of it. Null: none.</summary>
    public static HuddleId? HuddleIn(TeamId team, string slotId)
    {
        if (HuddlePrefixes.FirstOrDefault(prefix => slotId.StartsWith(prefix, StringComparison.Ordinal)) is not { } prefix) return null;
        var key = slotId[prefix.Length..];
        if (prefix is HuddlePrefix && key.LastIndexOf(CardInHuddle, StringComparison.Ordinal) is > 0 and var card && StableHash.IsHash(key[(card + CardInHuddle.Length)..])) key = key[..card];
        else if (prefix is "lead-" or "answer-" && key.LastIndexOf('-') is > 0 and var mark) key = key[..mark];

        // A day is ten characters long.
        return key.Length > DayLength + 1 && key[DayLength] == '-' ? HuddleId.TryParse($"{team}.{key[..DayLength]}.{key[(DayLength + 1)..]}") : null;
    }

    /// <exception cref="InvalidDataException">It belongs to none.</exception>
    public static HuddleId RequireHuddleIn(TeamId team, string slotId) => HuddleIn(team, slotId) ?? throw new InvalidDataException($"slot {slotId} names no huddle");

    public static bool IsAddressedTo(string slotId, PersonId person) => slotId.EndsWith("-" + MarkOf(person), StringComparison.Ordinal);

    private const string ThemeReminder = "themelate-";
    private const string HuddlePrefix = "huddle-";
    private const string CardInHuddle = "-card-";
    private const int DayLength = 10;
    private static readonly string[] HuddlePrefixes = [HuddlePrefix, "receipt-", "time-", "lead-", "answer-"];

    private static string MarkOf(PersonId person) => StableHash.Of("person", person.ToString());

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
        [.. row.RequireString("Issues").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => IssueId.TryParse(text) ?? throw new InvalidDataException($"'{text}' is no issue id"))],
        row.GetString("ThreadSlot"), row.GetString("PostedChannel"), row.GetString("MessageId"), row.GetString("ShownHash"));
}
