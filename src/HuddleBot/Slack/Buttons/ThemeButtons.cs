using System.Globalization;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Buttons;

/// <summary>Decides on a theme at once. Its cards show it to everybody, and a dialog with the card is drawn anew; only a refusal is told.</summary>
internal sealed class OneTapThemeButton(IThemeDesk themes, SlackConversation conversation, ThemeDialog dialog, Func<int?, ThemeCommand> command) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        if (ThemeId.TryParse(action.Value) is not { } theme) return conversation.Refuse(null, new Refusal.Unknown());
        var actor = await conversation.ActorOfAsync(action.Who, cancellationToken);
        var reply = await themes.DoAsync(theme, actor, OperationIds.Of(action), command(SeenIn(action.BlockId)), cancellationToken);
        if (reply is ThemeReply.Refused refused)
        {
            return action.ViewId is { } below
                ? await conversation.OpenAsync(new LookReply.Refused(refused.Team, refused.Refusal), action.Who, action.TriggerId, cancellationToken, below)
                : conversation.Refuse(refused.Team, refused.Refusal);
        }

        if (action.ViewId is { } over) await dialog.RedrawAsync(over, reply, action.Who, cancellationToken);
        return new SlackOutcome.Fine();
    }

    /// <summary>The row's id ends in the version that it was drawn of.</summary>
    private static int? SeenIn(string? block) =>
        block?.Split('-') is [_, _, var version] && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;
}

/// <summary>Opens a form of a theme or what customers say of it, for that person; a button within turns the page. The value is <c>theme</c> or <c>theme:page</c>, pages from 0.</summary>
internal sealed class OpenThemeFormButton(IThemeDesk themes, SlackConversation conversation, SlackWebApiClient client, ThemeForm form) : ISlackButton
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        var parts = (action.Value ?? "").Split(':', 2);
        var page = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (ThemeId.TryParse(parts[0]) is not { } theme) return conversation.Refuse(null, new Refusal.Unknown());
        var reply = await themes.LookAsync(theme, conversation.OnlookerOf(action.Who), form, page, cancellationToken);
        if (action.ViewId is not { } viewId || parts.Length == 1 || reply is not LookReply.Show show)
            return await conversation.OpenAsync(reply, action.Who, action.TriggerId, cancellationToken, action.ViewId);
        var view = SlackConversation.ViewOf(conversation.Compose(show.Content), action.Who.Channel);
        await client.ViewsUpdateAsync(action.Who.Workspace, new(viewId, view, action.ViewHash), cancellationToken);
        return new SlackOutcome.Fine();
    }
}
