using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>What somebody sees who was reminded of a theme: as it stands now.</summary>
public sealed class ThemeReminderCards(ThemeStore themes, ITeamDirectory directory, TimeProvider time) : ISlotContents
{
    public SlotKind Kind => SlotKind.ThemeReminder;

    /// <summary>Null: it was not posted yet, and nobody needs it any more.</summary>
    public async Task<CardContent?> ContentAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken)
    {
        var (id, clock, reminder) = SlotRow.ThemeReminderIn(slot.Id) ?? throw new InvalidDataException($"slot {slot.Id} is no reminder of a theme");
        var step = PlannedReminder.StepOf(reminder) ?? throw new InvalidDataException($"slot {slot.Id} names no step");
        if (await themes.FindAsync(id, cancellationToken) is not { } theme) return null;
        var teams = await directory.CurrentAsync(cancellationToken);

        // Decided, moved, handed over: another clock runs now, or none.
        var isOver = ThemeTurn.Of(theme, teams)?.Turn.Clock != clock;
        if (isOver && slot.MessageId is null) return null;
        var view = ThemeView.Of(theme, await themes.FactsAsync(id, cancellationToken), teams, Instant.FromDateTimeOffset(time.GetUtcNow()));
        return new CardContent.ThemeReminder(view, EscalationReminderCards.RungOf(step), isOver);
    }
}
