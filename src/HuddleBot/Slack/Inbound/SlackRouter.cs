using HuddleBot.Slack.Buttons;
using HuddleBot.Slack.Commands;
using HuddleBot.Slack.Events;
using HuddleBot.Slack.Forms;
using HuddleBot.Slack.Shortcuts;

namespace HuddleBot.Slack.Inbound;

/// <summary>Which handler takes what. What nobody takes is acknowledged and left alone: Slack may send more than we know.</summary>
public sealed class SlackRouter(SlackButtons buttons, SlackForms forms, SlackShortcuts shortcuts, HuddleCommand huddle, SlackEvents events)
{
    private static readonly Task<SlackOutcome> Ignored = Task.FromResult<SlackOutcome>(new SlackOutcome.Fine());

    public Task<SlackOutcome> HandleAsync(SlackPayload payload, CancellationToken cancellationToken) => payload switch
    {
        SlackPayload.BlockAction action => buttons.Find(action.ActionId)?.HandleAsync(action, cancellationToken) ?? Ignored,
        SlackPayload.ViewSubmission submission => forms.HandleAsync(submission, cancellationToken),
        SlackPayload.MessageAction shortcut => shortcuts.Find(shortcut.CallbackId)?.HandleAsync(shortcut, cancellationToken) ?? Ignored,
        SlackPayload.SlashCommand command when command.Command == HuddleCommand.Name => huddle.HandleAsync(command, cancellationToken),
        SlackPayload.EventCallback happened => events.Find(happened.Type)?.HandleAsync(happened, cancellationToken) ?? Ignored,
        _ => Ignored,
    };
}
