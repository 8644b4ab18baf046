using HuddleBot.Core.Cards;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;

namespace HuddleBot.Tests.FollowUps;

/// <summary>Says in words what a card would show of the call.</summary>
internal sealed class CallComposer : ICardComposer
{
    public RenderedCard Compose(Platform platform, CardContent content)
    {
        var words = content switch
        {
            CardContent.IssueCard card => $"card {card.Item.Words}: {card.Item.Issue.State.GetType().Name}, {Of(card.Item.FollowUp)}, again {card.Item.Again?.Times ?? 0}",
            CardContent.FollowUpReminder reminder => $"{(reminder.IsOver ? "over" : "open")} {reminder.Reason}{(reminder.IsToOwner ? " yours" : "")}: {Of(reminder.Item.FollowUp)}{(reminder.Item.Again is { } again ? $", again {again.Times}" : "")}",
            CardContent.CustomerContact contact => $"contact {contact.Customer.Phone}",
            CardContent.WroteAgainNote note => $"again {note.Again.Words}",
            _ => content.GetType().Name,
        };
        return new(words, words, words);
    }

    private static string Of(FollowUp? followUp) => followUp is null ? "no call" : $"{followUp.State.GetType().Name} {followUp.Owner?.Name ?? "nobody"}{(followUp.Promise is { } promise ? $" promised {promise.By:MM-dd}" : "")}";
}
