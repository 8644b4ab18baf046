using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>Does in a huddle what its form says. The form's item is the huddle.</summary>
internal sealed class HuddleSubmission(IHuddleDesk huddles)
{
    /// <returns>Null: it is done, and the huddle's card shows it.</returns>
    public async Task<HuddleReply.Refused?> DoAsync(SlackPayload.ViewSubmission submission, FormState state, Actor actor, Actor? owner, CancellationToken cancellationToken)
    {
        if (HuddleId.TryParse(state.Item) is not { } huddle) return new(null, new Refusal.Unknown());
        var operation = OperationIds.Of(submission);
        return HuddleForms.Read(submission.CallbackId, submission.Values.Answer, owner) switch
        {
            HuddleFormReading.Do { Command: var command } => await huddles.DoAsync(huddle, actor, operation, command, cancellationToken) as HuddleReply.Refused,
            HuddleFormReading.Promise { Fix: var fix } => await huddles.PromiseAsync(huddle, actor, operation, fix, cancellationToken) as HuddleReply.Refused,
            HuddleFormReading.Refused { Refusal: var refusal } => new(null, refusal),
            _ => new(null, new Refusal.Unknown()),
        };
    }
}
