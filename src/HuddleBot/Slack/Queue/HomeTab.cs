using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using HuddleBot.Slack.WebApi;
using HuddleBot.Triage;

namespace HuddleBot.Slack.Queue;

/// <summary>The home tab of one person: what they have promised, and for who decides, their queue.</summary>
public sealed class HomeTab(IIssueDesk desk, SlackConversation conversation, SlackWebApiClient client, ManagersQueue queue)
{
    /// <param name="query">The part of the queue that they look at.</param>
    public async Task PublishAsync(string workspace, string user, QueueQuery query, CancellationToken cancellationToken)
    {
        var person = new PersonId(Platform.Slack, workspace, user);
        var (promises, waiting) = (desk.PromisesOfAsync(person, cancellationToken), queue.FindAsync(person, query, cancellationToken));
        var view = (JsonObject)JsonNode.Parse(conversation.Compose(new CardContent.Home(await promises, null)).Json)!;
        if (await waiting is { } page)
        {
            var blocks = (JsonArray)view["blocks"]!;
            foreach (var block in SlackPlatform.BlocksOf(conversation.Compose(page))) blocks.Add(block?.DeepClone());
        }

        await client.ViewsPublishAsync(workspace, new(user, view), cancellationToken);
    }
}
