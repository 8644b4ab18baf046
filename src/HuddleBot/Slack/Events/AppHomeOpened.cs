using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Events;

/// <summary>Draws the home tab: what this person has promised, and for managers what waits for their answer.</summary>
internal sealed class AppHomeOpened(IIssueDesk desk, SlackConversation conversation, SlackWebApiClient client) : ISlackEvent
{
    public async Task<SlackOutcome> HandleAsync(SlackPayload.EventCallback happened, CancellationToken cancellationToken)
    {
        if (happened.Event.Text("user") is not { } user || happened.Event.Text("tab") is not (null or "home")) return new SlackOutcome.Fine();
        var person = new PersonId(Platform.Slack, happened.Workspace, user);
        var (promises, queue) = (desk.PromisesOfAsync(person, cancellationToken), desk.QueueOfAsync(person, cancellationToken));
        var view = (JsonObject)JsonNode.Parse(conversation.Compose(new CardContent.Home(await promises, await queue)).Json)!;
        await client.ViewsPublishAsync(happened.Workspace, new(user, view), cancellationToken);
        return new SlackOutcome.Fine();
    }
}
