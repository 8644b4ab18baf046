using HuddleBot.Core.Cards;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>Draws what a slot shows, as things stand now, for the people who see it there.</summary>
public sealed class SlotDrawing(
    IssueStore issues, HuddleStore huddles, ICardComposer composer, TimeProvider time, IEnumerable<ISlotContents>? contents = null, ICardSuggestions? alike = null)
{
    private readonly Dictionary<SlotKind, ISlotContents> contents = (contents ?? []).ToDictionary(one => one.Kind);

    /// <summary>Null: it was not posted yet, and nobody needs it any more.</summary>
    public async Task<RenderedCard?> DrawAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken) =>
        await ContentAsync(team, slot, cancellationToken) is { } content ? composer.Compose(slot.Channel.Platform, content) : null;

    /// <summary>One event of an issue, for the thread below the slot's message.</summary>
    /// <param name="version">Of the issue after the event.</param>
    /// <param name="hasThread">False: the thread is gone, and the note stands in the channel.</param>
    internal RenderedCard DrawNote(FrontlineTeam team, Slot slot, LoadedIssue loaded, int version, bool hasThread)
    {
        var zone = slot.Kind == SlotKind.Escalation ? ReaderZone(team, slot.Channel) ?? team.WorkingTimeOf(team.AnswersFirst).Zone : null;

        // A personal chat of Microsoft Teams has no threads: what is said there stands below whatever came last.
        var isAlone = !hasThread || (slot.Channel.Platform == Platform.Teams && IsPrivateTo(slot.Channel, team));
        return composer.Compose(slot.Channel.Platform, new CardContent.EventNote(team, loaded.Item, loaded.Events[version - 1]) { Zone = zone, IsAlone = isAlone });
    }

    private async Task<CardContent?> ContentAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken)
    {
        if (contents.GetValueOrDefault(slot.Kind) is { } special) return await special.ContentAsync(team, slot, cancellationToken);
        if (slot.Kind is SlotKind.Huddle or SlotKind.Receipt or SlotKind.TimeIsUp or SlotKind.LeadReminder or SlotKind.AnswerReminder) return await ContentOfHuddleAsync(team, slot, cancellationToken);
        var loaded = await issues.LoadAsync(slot.Issues, cancellationToken);
        return slot.Kind == SlotKind.Escalation
            ? await WithSuggestionAsync(EscalationOf(team, slot, loaded.Single()), cancellationToken)
            : ContentOf(team, slot, [.. loaded.Select(one => one.Item)]);
    }

    private static CardContent? ContentOf(FrontlineTeam team, Slot slot, IReadOnlyList<IssueWithResponse> items) => slot.Kind switch
    {
        SlotKind.Issue => new CardContent.IssueCard(team, items.Single()),
        SlotKind.Gathered => new CardContent.GatheredCard(team, items),
        SlotKind.PromiseReminder or SlotKind.DidItWork => PromiseCards.Of(team, slot, items.Single()),
        SlotKind.FollowUpReminder => FollowUpSlots.Reminder(team, slot, items.Single()),
        SlotKind.WroteAgain => new CardContent.WroteAgainNote(team, items.Single()),
        SlotKind.EscalationReminder => EscalationReminderCards.Of(team, slot, items.Single()),
        _ => throw new ArgumentOutOfRangeException(nameof(slot), slot.Kind, "no such card"),
    };

    private async Task<CardContent?> ContentOfHuddleAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken)
    {
        var huddle = await huddles.FindAsync(SlotRow.RequireHuddleIn(team.Id, slot.Id), cancellationToken) ?? throw new InvalidDataException($"slot {slot.Id} is of a huddle that is not known");
        var isOver = HuddleMessages.IsMoot(slot, huddle, Instant.FromDateTimeOffset(time.GetUtcNow()));
        if (slot.MessageId is null && isOver) return null;
        return slot.Kind switch
        {
            SlotKind.Huddle => new CardContent.HuddleCard(team, huddle, await huddles.ItemsAsync(huddle, cancellationToken)),
            SlotKind.Receipt => new CardContent.HuddleReceipt(team, huddle, await huddles.ItemsAsync(huddle, cancellationToken)),
            SlotKind.TimeIsUp => new CardContent.TimeIsUpNote(team, huddle),
            SlotKind.LeadReminder => new CardContent.LeadReminder(team, huddle, isOver),
            SlotKind.AnswerReminder => new CardContent.AnswerReminder(team, huddle, isOver),
            _ => throw new ArgumentOutOfRangeException(nameof(slot), slot.Kind, "no card of a huddle"),
        };
    }

    /// <summary>
    /// The card of an escalation that was taken back stays withdrawn, even when the issue has been escalated anew before it is drawn; that of one that was sent back and is asked
    /// anew says so.
    /// </summary>
    private static CardContent.EscalationCard EscalationOf(FrontlineTeam team, Slot slot, LoadedIssue loaded)
    {
        var audience = IsPrivateTo(slot.Channel, team) ? Audience.Manager : Audience.Everyone;
        var card = new CardContent.EscalationCard(team, loaded.Item, audience) { Zone = ReaderZone(team, slot.Channel) };
        return loaded.Slots.Contains(slot.Id) ? card
            : card with { Item = loaded.Item with { Issue = loaded.Issue with { State = new IssueState.Undecided() } }, IsReplaced = loaded.Events.Any(@event => @event is IssueEvent.TriageReturned) };
    }

    private async Task<CardContent.EscalationCard> WithSuggestionAsync(CardContent.EscalationCard card, CancellationToken cancellationToken) =>
        card.IsReplaced || alike is null ? card : card with { Suggestion = await alike.ForAsync(card.Item, cancellationToken) };

    /// <summary>A direct message to a manager has the person's id for a channel.</summary>
    private static bool IsPrivateTo(ChannelId channel, FrontlineTeam team) =>
        team.Managers.Any(manager => (manager.Platform, manager.Workspace, manager.User) == (channel.Platform, channel.Workspace, channel.Channel));

    /// <summary>That of the manager to whom the message goes; null: it goes to many.</summary>
    private static DateTimeZone? ReaderZone(FrontlineTeam team, ChannelId place) =>
        IsPrivateTo(place, team) ? team.WorkingTimeOf(new PersonId(place.Platform, place.Workspace, place.Channel)).Zone : null;
}
