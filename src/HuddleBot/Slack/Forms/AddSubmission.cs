using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>Raises an issue with no survey behind it. The form's item is the team.</summary>
internal sealed class AddSubmission(IIssueDesk desk)
{
    public async Task<IssueReply> DoAsync(SlackPayload.ViewSubmission submission, FormState state, Actor actor, CancellationToken cancellationToken) =>
        TeamId.IsValid(state.Item)
            ? await desk.RaiseAsync(new(state.Item), actor, OperationIds.Of(submission), submission.Values.Answer.Text(Verbs.Inputs.Words) ?? "", cancellationToken)
            : new IssueReply.Refused(null, new Refusal.Unknown());
}
