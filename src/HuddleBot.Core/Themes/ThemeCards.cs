using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>
/// The cards of a theme before those who decide: one in each managers' channel of the teams concerned, or with each of their managers, and one with its owner, or with the group that has taken it on. A card is a
/// message of one of these teams, in whose partition it lies.
/// </summary>
public sealed class ThemeCards(ITableStore store, ThemeStore themes, ITeamDirectory directory, IDoorbell doorbell, RowSequence sequence, TimeProvider time) : ISlotContents
{
    private readonly ThemeReminderNotes reminded = new(store);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public SlotKind Kind => SlotKind.Theme;

    public async Task<CardContent?> ContentAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken)
    {
        if (SlotRow.ThemeIn(slot.Id) is not { } id || await themes.FindAsync(id, cancellationToken) is not { } theme) return null;
        return new CardContent.ThemeCard(ThemeView.Of(theme, await themes.FactsAsync(id, cancellationToken), await directory.CurrentAsync(cancellationToken), Now));
    }

    /// <summary>Posts the cards that are missing, and draws the others anew.</summary>
    /// <param name="cause">The row of what is passed on: its repetition draws nothing twice.</param>
    internal async Task DrawAsync(Theme theme, TableEntity cause, CancellationToken cancellationToken)
    {
        var teams = await directory.CurrentAsync(cancellationToken);
        var known = await store.QueryAsync(ThemeRows.Partition, ThemeRows.CardsOf(theme.Id), null, cancellationToken).ToListAsync(cancellationToken);
        var cards = known.Select(row => (Team: new TeamId(row.RequireString("Team")), Channel: ChannelId.Parse(row.RequireString("Channel")))).ToList();
        foreach (var (team, channel) in PlacesOf(theme, teams).DistinctBy(place => place.Channel).Where(place => cards.TrueForAll(card => card.Channel != place.Channel)).ToList())
        {
            // Noted before it is made: a crash in between finds the note and makes it. Where two do this at once, the first one's team has the card.
            var note = new TableEntity(ThemeRows.Partition, ThemeRows.CardsOf(theme.Id) + StableHash.Of(channel.ToString())) { ["Team"] = team.Value, ["Channel"] = channel.ToString() };
            if (await store.SubmitTransactionAsync([TableTransactionAction.Add(note)], cancellationToken) is TransactionOutcome.Committed) cards.Add((team, channel));
            else if (await store.GetAsync(note.PartitionKey, note.RowKey, cancellationToken) is { } first) cards.Add((new(first.RequireString("Team")), channel));
        }

        foreach (var (team, channel) in cards) await DrawAsync(theme.Id, team, channel, cause, cancellationToken);
        var reminders = await reminded.SentAsync(theme.Id, cancellationToken);
        foreach (var reminder in reminders) await RedrawAsync(theme.Id, reminder.Team, reminder.Place, reminder.Slot, cause, cancellationToken);
        foreach (var team in cards.Select(card => card.Team).Concat(reminders.Select(reminder => reminder.Team)).Distinct()) await doorbell.RingAsync(team, cancellationToken);
    }

    private async Task DrawAsync(ThemeId theme, TeamId team, ChannelId channel, TableEntity cause, CancellationToken cancellationToken)
    {
        var (now, slot) = (Now, SlotRow.ThemeOf(theme, channel));
        var isThere = await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.Slot + slot, cancellationToken) is not null;
        if (isThere) await RedrawAsync(theme, team, channel, slot, cause, cancellationToken);
        else await store.SubmitTransactionAsync(OutboxRow.AddSlot(team, sequence.Next(now), new(slot, channel, SlotKind.Theme, [], null, null, null, null), Urgency.Urgent, now), cancellationToken);
    }

    private async Task RedrawAsync(ThemeId theme, TeamId team, ChannelId channel, string slot, TableEntity cause, CancellationToken cancellationToken)
    {
        var now = Now;
        var redraw = OutboxRow.Add(team, sequence.Next(now), $"{theme}/{cause.RowKey}/draw/{slot}", channel, Urgency.Routine, new OutgoingContent.Redraw(slot), now);
        await store.SubmitTransactionAsync([redraw], cancellationToken);
    }

    private static IEnumerable<(TeamId Team, ChannelId Channel)> PlacesOf(Theme theme, TeamsSnapshot teams)
    {
        var concerned = theme.Teams.Select(teams.Find).OfType<FrontlineTeam>().ToList();
        foreach (var team in concerned)
        {
            if (team.ManagerChannel is { } channel) yield return (team.Id, channel);
            else foreach (var manager in team.Managers) yield return (team.Id, To(manager));
        }

        if (theme.State is not ThemeState.Accepted accepted || concerned is not [var first, ..]) yield break;
        yield return (first.Id, accepted.Group is { } group && first.Company.FindGroup(group.Id)?.Channel is { } place ? place : To(accepted.Owner.Id));
    }

    private static ChannelId To(PersonId person) => new(person.Platform, person.Workspace, person.User);
}
