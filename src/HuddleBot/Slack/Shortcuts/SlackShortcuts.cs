using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Shortcuts;

/// <summary>Takes an entry of a message's menu.</summary>
public interface ISlackShortcut
{
    Task<SlackOutcome> HandleAsync(SlackPayload.MessageAction shortcut, CancellationToken cancellationToken);
}

/// <summary>Which entry of a message's menu does what.</summary>
public sealed class SlackShortcuts(IIssueDesk desk, SlackConversation conversation)
{
    private readonly Dictionary<string, ISlackShortcut> table = new(StringComparer.Ordinal) { [Verbs.Add] = new AddShortcut(desk, conversation) };

    public IReadOnlyCollection<string> CallbackIds => table.Keys;

    public ISlackShortcut? Find(string callbackId) => table.GetValueOrDefault(callbackId);
}
