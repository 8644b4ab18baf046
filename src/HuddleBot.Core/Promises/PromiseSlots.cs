using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Promises;

/// <summary>What is sent to the owner of a promise alone: the names of its slots, and where they lie.</summary>
internal static class PromiseSlots
{
    private const string Reminder = "due-";
    private const string Question = "worked-";

    /// <summary>So many reminders of one promise are drawn anew when it changes: two for a day, and those of the day before it was moved.</summary>
    private const int RemindersKept = 4;

    /// <param name="day">The day that the reminder is for; one a day, however often the promise is moved to and fro.</param>
    public static string ReminderOf(IssueId issue, LocalDate day) => $"{Reminder}{issue.Key}-{LocalDatePattern.Iso.Format(day)}";

    public static string DidItWorkOf(IssueId issue) => Question + issue.Key;

    /// <summary>The day of a reminder; null for any other slot.</summary>
    public static LocalDate? DayOf(string slot) =>
        IsReminder(slot) && slot.Length > 10 && LocalDatePattern.Iso.Parse(slot[^10..]) is { Success: true, Value: var day } ? day : null;

    public static bool IsReminder(string slot) => slot.StartsWith(Reminder, StringComparison.Ordinal);

    /// <summary>A reminder of a promise or of an escalation, or the managers' card of a fall: the team does not see it, and nothing is told in its thread.</summary>
    public static bool IsToOwner(string slot) =>
        IsReminder(slot) || slot.StartsWith(Question, StringComparison.Ordinal) || EscalationSlots.IsReminder(slot) || DropSlots.IsToManagers(slot);

    /// <summary>An issue's slots with one more; old reminders leave the list, so that it does not grow for ever.</summary>
    public static IReadOnlyList<string> With(IReadOnlyList<string> slots, string added)
    {
        var stale = slots.Append(added).Where(IsReminder).OrderByDescending(slot => slot, StringComparer.Ordinal).Skip(RemindersKept).ToHashSet(StringComparer.Ordinal);
        return [.. slots.Where(slot => slot != added && !stale.Contains(slot)), added];
    }

    /// <summary>To whom those of an issue's slots went that went to its owner of that time.</summary>
    public static async Task<IReadOnlyDictionary<string, ChannelId>> PlacesAsync(ITableStore store, TeamId team, IEnumerable<string> slots, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(slots.Where(IsToOwner).Select(slot => store.GetAsync(TeamRows.PartitionOf(team), TeamRows.Slot + slot, cancellationToken)));
        return rows.OfType<TableEntity>().Select(SlotRow.FromEntity).ToDictionary(slot => slot.Id, slot => slot.Channel, StringComparer.Ordinal);
    }
}
