using System.Text.Json;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>Slash commands and shortcuts (docs: Implementing slash commands; Implementing shortcuts).</summary>
internal sealed class Commands(SlackServer slack)
{
    /// <param name="line">Such as <c>/huddle add The lift is slow</c>.</param>
    public async Task<Interaction> RunAsync(string user, string channelName, string line)
    {
        var (command, text) = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (line[..space], line[(space + 1)..].Trim()) : (line, "");
        if (!slack.Options.Commands.Contains(command, StringComparer.Ordinal)) return new Interaction(null, $"{command} is not a valid command.");
        BotRequest request;
        ResponseTarget target;
        lock (slack.Workspace.Gate)
        {
            var (person, channel) = slack.Workspace.Seen(user, channelName);
            target = new ResponseTarget(person.Id, channel.Id, null, null, default, 1);
            request = Payloads.FormRequest("command",
            [
                ("token", Payloads.VerificationToken), ("team_id", slack.Workspace.Id), ("team_domain", slack.Workspace.Domain),
                ("channel_id", channel.Id), ("channel_name", Payloads.NameOf(channel)), ("user_id", person.Id), ("user_name", person.Name),
                ("command", command), ("text", TypedText.Escape(text)), ("api_app_id", slack.Workspace.AppId), ("is_enterprise_install", "false"),
                ("response_url", slack.ResponseUrls.Issue(slack.Address, person.Id, channel.Id)), ("trigger_id", slack.Triggers.Issue(person.Id)),
            ]);
        }

        var delivery = await slack.Bot.SendAsync(request);
        return delivery.Failure switch
        {
            null => Answered(delivery, command, target),
            "http_timeout" => new Interaction(delivery, $"{command} failed with the error \"operation_timeout\""),
            "http_error" => new Interaction(delivery, $"{command} failed with the error \"http_service_error\""),
            _ => new Interaction(delivery, $"{command} failed with the error \"dispatch_failed\""),
        };
    }

    public async Task<Interaction> MessageShortcutAsync(string user, string channelName, string ts, string callbackId)
    {
        BotRequest request;
        lock (slack.Workspace.Gate)
        {
            var (person, channel, message) = slack.Workspace.Seen(user, channelName, ts);
            request = Payloads.InteractionRequest(Payloads.MessageAction(slack, person, channel, message, callbackId));
        }

        return Shortcut(await slack.Bot.SendAsync(request));
    }

    public async Task<Interaction> GlobalShortcutAsync(string user, string callbackId)
    {
        BotRequest request;
        lock (slack.Workspace.Gate) request = Payloads.InteractionRequest(Payloads.GlobalShortcut(slack, slack.Workspace.PersonNamed(user), callbackId));
        return Shortcut(await slack.Bot.SendAsync(request));
    }

    private static Interaction Shortcut(Delivery delivery) => new(delivery, delivery.IsAcknowledged ? null : "HuddleBot is not responding. Please try again.");

    private Interaction Answered(Delivery delivery, string command, ResponseTarget target)
    {
        if (string.IsNullOrWhiteSpace(delivery.AnswerBody)) return new Interaction(delivery);
        lock (slack.Workspace.Gate)
        {
            var problem = delivery.AnswerType == "application/json"
                ? new ResponseMessage(slack, target).Apply(JsonElement.Parse(delivery.AnswerBody))
                : new ResponseMessage(slack, target).ApplyText(delivery.AnswerBody);
            if (problem is null) return new Interaction(delivery);
            slack.Complaints.Add($"the answer to {command} is refused: {problem}");
            return new Interaction(delivery, $"{command} failed with the error \"{problem}\"");
        }
    }
}
