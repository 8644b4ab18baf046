using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Triage;

/// <summary>The names of the slots of reminders: <c>late-{issueKey}-{clock}-{reminder}</c>.</summary>
internal static class EscalationSlots
{
    private const string Prefix = "late-";

    /// <summary>So many reminders of one escalation are drawn anew when it changes: more than one clock makes.</summary>
    private const int Kept = 24;

    /// <param name="clock"><see cref="EscalationTurn.Clock"/>: each reminder once per clock.</param>
    /// <param name="reminder"><see cref="PlannedReminder.Name"/>.</param>
    public static string Of(IssueId issue, string clock, string reminder) => $"{Prefix}{issue.Key}-{clock}-{reminder}";

    public static bool IsReminder(string slot) => slot.StartsWith(Prefix, StringComparison.Ordinal);

    /// <exception cref="InvalidDataException">No name that <see cref="Of"/> has made.</exception>
    public static (string Clock, ReminderStep Step) Read(string slot) =>
        slot.Split('-', 4) is [_, _, var clock, var reminder] && PlannedReminder.StepOf(reminder) is { } step ? (clock, step) : throw new InvalidDataException($"slot {slot} is no reminder");

    /// <summary>An issue's slots with some more; the oldest reminders leave the list, so that it does not grow for ever.</summary>
    public static IReadOnlyList<string> With(IReadOnlyList<string> slots, IReadOnlyList<string> added)
    {
        var all = slots.Except(added).Concat(added).ToList();
        var stale = all.Where(IsReminder).SkipLast(Kept).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(slot => !stale.Contains(slot))];
    }
}
