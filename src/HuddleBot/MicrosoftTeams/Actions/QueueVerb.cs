using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using HuddleBot.Triage;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Another part of the person's queue, in the place of what they look at; for their eyes only. What they chose beside the button goes before the button's own.</summary>
internal sealed class QueueVerb(ManagersQueue queue, TeamsConversation conversation) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken) =>
        QueueQuery.TryParse(data.Answer.Text(Verbs.Inputs.Query) ?? data.Item) is { } query
            ? new CardOutcome.Show(conversation.Compose(await queue.ShowAsync(who.Person, query, cancellationToken)))
            : conversation.Refuse(null, new Refusal.Unknown());
}
