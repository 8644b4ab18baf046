using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>Who was reminded of a theme, of which clock.</summary>
/// <param name="Name">Which reminder of the clock it is: <see cref="Triage.PlannedReminder.Name"/>.</param>
/// <param name="Team">In whose partition its message lies.</param>
/// <param name="Place">Who is told.</param>
/// <param name="IsPosted">Its message is in the outbox, or was; false: noted, and the bot stopped.</param>
internal sealed record ThemeReminderNote(ThemeId Theme, string Clock, string Name, TeamId Team, ChannelId Place, Instant At, bool IsPosted, string? ETag)
{
    public string Slot => SlotRow.ThemeReminderOf(Theme, Clock, Name);

    public TableEntity ToEntity() => new(ThemeRows.Partition, $"{ThemeRows.RemindersOf(Theme)}{Clock}-{Name}", ETag)
    {
        ["Theme"] = Theme.ToString(),
        ["Clock"] = Clock,
        ["Name"] = Name,
        ["Team"] = Team.Value,
        ["Place"] = Place.ToString(),
        ["At"] = At,
        ["IsPosted"] = IsPosted,
    };

    public static ThemeReminderNote FromEntity(TableEntity row) => new(
        ThemeId.TryParse(row.RequireString("Theme")) ?? throw new InvalidDataException($"row {row.RowKey} names no theme"), row.RequireString("Clock"), row.RequireString("Name"),
        new(row.RequireString("Team")), ChannelId.Parse(row.RequireString("Place")), row.RequireInstant("At"), row.GetBoolean("IsPosted") is true, row.ETag);
}

/// <summary>
/// Notes beside the themes: a reminder is a message of one of the teams, in whose partition it lies, and the teams of a theme come and go. Noted before it is made; where two do
/// this at once, or the bot stops in between, there is one note and one message.
/// </summary>
internal sealed class ThemeReminderNotes(ITableStore store)
{
    /// <summary>So many are drawn anew when the theme changes: more than the clock that runs and the one before it make.</summary>
    private const int Drawn = 24;

    public async Task<IReadOnlyList<ThemeReminderNote>> OfAsync(ThemeId theme, string clock, CancellationToken cancellationToken) =>
        await store.QueryAsync(ThemeRows.Partition, $"{ThemeRows.RemindersOf(theme)}{clock}-", null, cancellationToken).Select(ThemeReminderNote.FromEntity).ToListAsync(cancellationToken);

    /// <summary>Those whose messages may stand somewhere, of all its clocks; the latest.</summary>
    public async Task<IReadOnlyList<ThemeReminderNote>> SentAsync(ThemeId theme, CancellationToken cancellationToken) =>
    [
        .. (await store.QueryAsync(ThemeRows.Partition, ThemeRows.RemindersOf(theme), null, cancellationToken).Select(ThemeReminderNote.FromEntity).ToListAsync(cancellationToken))
            .Where(note => note.IsPosted).OrderByDescending(note => note.At).Take(Drawn),
    ];

    /// <summary>Null: somebody else was faster.</summary>
    public async Task<ThemeReminderNote?> AddAsync(ThemeReminderNote note, CancellationToken cancellationToken) =>
        await store.SubmitTransactionAsync([TableTransactionAction.Add(note.ToEntity())], cancellationToken) is TransactionOutcome.Committed committed ? note with { ETag = committed.ETags[0] } : null;

    public async Task MarkPostedAsync(ThemeReminderNote note, CancellationToken cancellationToken) =>
        await store.SubmitTransactionAsync([TableTransactionAction.Replace((note with { IsPosted = true }).ToEntity())], cancellationToken);
}
