using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>A form of a huddle under the verb of its button: where no field came with it, it is asked for; where one did, even an empty one, it is sent.</summary>
internal sealed class HuddleFormVerb(IHuddleDesk huddles, TeamsConversation conversation, HuddleCards cards, HuddleFormKind kind) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        if (HuddleId.TryParse(data.Item) is not { } huddle) return conversation.Refuse(null, new Refusal.Unknown());
        if (data.Answer.Values.Count == 0) return await cards.ShowFormAsync(data, kind, who, cancellationToken);
        var owner = conversation.OwnerOf(data.Answer.Text(Verbs.Inputs.Owner), who, out var isReadable);
        var reading = isReadable ? HuddleForms.Read(data.Verb, data.Answer, owner) : new HuddleFormReading.Refused(new Refusal.Unreadable(Verbs.Inputs.Owner));
        HuddleReply reply = reading switch
        {
            HuddleFormReading.Do { Command: var command } => await huddles.DoAsync(huddle, who.Actor, who.Operation, command, cancellationToken),
            HuddleFormReading.Promise { Fix: var fix } => await huddles.PromiseAsync(huddle, who.Actor, who.Operation, fix, cancellationToken),
            HuddleFormReading.Refused { Refusal: var refusal } => new HuddleReply.Refused(null, refusal),
            _ => new HuddleReply.Refused(null, new Refusal.Unknown()),
        };
        return await cards.AfterAsync(data, reply, who, cancellationToken);
    }
}
