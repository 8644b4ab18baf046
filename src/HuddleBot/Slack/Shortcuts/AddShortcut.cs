using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Shortcuts;

/// <summary>Opens the form that raises an issue, with the words of the message in it.</summary>
internal sealed class AddShortcut(IIssueDesk desk, SlackConversation conversation) : ISlackShortcut
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.MessageAction shortcut, CancellationToken cancellationToken)
    {
        var who = shortcut.Who;
        if (await conversation.TeamOfAsync(who.Workspace, who.Channel, cancellationToken) is not { } team)
            return new SlackOutcome.Tell(conversation.Compose(new CardContent.Help(null)));
        var actor = conversation.OnlookerOf(who);
        var words = string.IsNullOrWhiteSpace(shortcut.Text) ? null : Shorten(shortcut.Text.Trim());
        return await conversation.OpenAsync(await desk.LookToAddAsync(team.Id, actor, words, cancellationToken), who, shortcut.TriggerId, cancellationToken);
    }

    /// <summary>A message may be longer than what the form takes; the person sees the beginning and can edit it.</summary>
    private static string Shorten(string text)
    {
        if (text.Length <= IssueLimits.Text) return text;
        var end = char.IsHighSurrogate(text[IssueLimits.Text - 2]) ? IssueLimits.Text - 2 : IssueLimits.Text - 1;
        return text[..end] + "…";
    }
}
