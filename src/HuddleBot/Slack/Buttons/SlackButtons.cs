using HuddleBot.Core.Digests;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;
using HuddleBot.Slack.WebApi;
using HuddleBot.Triage;

namespace HuddleBot.Slack.Buttons;

/// <summary>Takes a tap on a button.</summary>
public interface ISlackButton
{
    Task<SlackOutcome> HandleAsync(SlackPayload.BlockAction action, CancellationToken cancellationToken);
}

/// <summary>Which button does what.</summary>
public sealed class SlackButtons(
    IIssueDesk desk, IHuddleDesk huddles, IFollowUpDesk followUps, IThemeDesk themes, SlackConversation conversation, SlackWebApiClient client, EscalationDialog dialog,
    ThemeDialog themeDialog, ManagersQueue queue, HomeTab home, IDigestDesk digests)
{
    private readonly Dictionary<string, ISlackButton> table = ButtonMeaning.ByVerb.ToDictionary(button => button.Key, button => (ISlackButton)(button.Value switch
    {
        ButtonMeaning.Decide decide => new OneTapButton(desk, conversation, dialog, decide.Command),
        ButtonMeaning.OpenForm open => new OpenFormButton(desk, conversation, dialog, open.Form),
        ButtonMeaning.ShowComment => new ShowCommentButton(desk, conversation, client),
        ButtonMeaning.OpenGathered => new OpenGatheredButton(desk, conversation),
        ButtonMeaning.ShowQueue => new QueueButton(conversation, queue, home),
        ButtonMeaning.OpenQueued => new OpenQueuedButton(conversation, dialog, themeDialog),
        ButtonMeaning.InHuddle at => new OneTapHuddleButton(huddles, conversation, at.Command),
        ButtonMeaning.OpenHuddleForm open => new OpenHuddleFormButton(huddles, conversation, open.Form),
        ButtonMeaning.ForCustomer call => new OneTapFollowUpButton(followUps, conversation, call.Command),
        ButtonMeaning.LookAtFollowUp look => new LookAtFollowUpButton(followUps, conversation, look.Look),
        ButtonMeaning.InTheme at => new OneTapThemeButton(themes, conversation, themeDialog, at.Command),
        ButtonMeaning.OpenThemeForm open => new OpenThemeFormButton(themes, conversation, client, open.Form),
        ButtonMeaning.SendDigest send => new SendDigestButton(digests, conversation, send.Target),
        _ => throw new InvalidOperationException($"{button.Key} has no handler"),
    }), StringComparer.Ordinal);

    public IReadOnlyCollection<string> ActionIds => table.Keys;

    /// <summary>Null for inputs, links and what other versions of the bot have posted.</summary>
    public ISlackButton? Find(string actionId) => table.GetValueOrDefault(actionId);
}
