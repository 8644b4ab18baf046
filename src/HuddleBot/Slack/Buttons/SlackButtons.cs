using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Buttons;

/// <summary>Takes a tap on a button.</summary>
public interface ISlackButton
{
    Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken);
}

/// <summary>Which button does what.</summary>
public sealed class SlackButtons(IIssueDesk desk, SlackConversation conversation, SlackWebApiClient client)
{
    private readonly Dictionary<string, ISlackButton> table = new(StringComparer.Ordinal)
    {
        [Verbs.Fix] = new OpenFormButton(desk, conversation, FormKind.Fix),
        [Verbs.Escalate] = new OpenFormButton(desk, conversation, FormKind.Escalate),
        [Verbs.Dismiss] = new OpenFormButton(desk, conversation, FormKind.Dismiss),
        [Verbs.Done] = new OpenFormButton(desk, conversation, FormKind.Done),
        [Verbs.Change] = new OpenFormButton(desk, conversation, FormKind.Change),
        [Verbs.TriageAssign] = new OpenFormButton(desk, conversation, FormKind.TriageChange),
        [Verbs.TriageDecline] = new OpenFormButton(desk, conversation, FormKind.Decline),
        [Verbs.TriageResolve] = new OpenFormButton(desk, conversation, FormKind.Resolve),
        [Verbs.Celebrate] = new OneTapButton(desk, conversation, _ => new IssueCommand.Celebrate(null)),
        [Verbs.TriageAccept] = new OneTapButton(desk, conversation, _ => new IssueCommand.TriageAccept(null, Priority.Normal, null)),
        [Verbs.Undo] = new OneTapButton(desk, conversation, seen => new IssueCommand.Undo(seen)),
        [Verbs.Show] = new ShowCommentButton(desk, conversation, client),
        [Verbs.Open] = new OpenGatheredButton(desk, conversation),
    };

    public IReadOnlyCollection<string> ActionIds => table.Keys;

    /// <summary>Null for inputs, links and what other versions of the bot have posted.</summary>
    public ISlackButton? Find(string actionId) => table.GetValueOrDefault(actionId);
}
