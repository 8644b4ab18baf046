using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Queue;

/// <summary>One theme of the queue with its buttons, in a dialog of who opened it. Its forms open over it, and what they decide is drawn into it.</summary>
public sealed class ThemeDialog(IThemeDesk themes, SlackConversation conversation, SlackWebApiClient client)
{
    /// <summary>Null: there is no such theme.</summary>
    public async Task<SlackOutcome?> OpenAsync(ThemeId theme, SlackPayload.BlockAction action, CancellationToken cancellationToken)
    {
        var who = action.Who;
        return await themes.LookAsync(theme, conversation.OnlookerOf(who), ThemeForm.Card, 0, cancellationToken) switch
        {
            LookReply.Show { Content: CardContent.ThemeCard card } => await conversation.ShowAsync(ViewOf(card.View, who.Channel), who, action.TriggerId, action.ViewId is not null, cancellationToken),
            LookReply.Refused { Refusal: Refusal.Unknown } => null,
            LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    /// <summary>After something was decided from it. Whether the person still has it open does not matter.</summary>
    public async Task RedrawAsync(string view, ThemeReply reply, PersonInPlace who, CancellationToken cancellationToken)
    {
        var shown = reply switch
        {
            ThemeReply.Done done => done.View,
            ThemeReply.AlreadyDone already => already.View,
            _ => throw new ArgumentOutOfRangeException(nameof(reply), reply, "decided nothing"),
        };
        await client.ViewsUpdateAsync(who.Workspace, new(view, ViewOf(shown, who.Channel)), cancellationToken);
    }

    private JsonObject ViewOf(ThemeView theme, string? channel) => new()
    {
        ["type"] = "modal",
        ["title"] = new JsonObject { ["type"] = "plain_text", ["text"] = EscalationDialog.TitleOf(theme.Theme.Title), ["emoji"] = false },
        ["private_metadata"] = new FormState(theme.Theme.Id.ToString(), theme.Theme.Version, IsChange: false, channel).Write(),
        ["blocks"] = SlackPlatform.BlocksOf(conversation.Compose(new CardContent.ThemeCard(theme))),
    };
}
