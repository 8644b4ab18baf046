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
    /// <param name="part">The part of the queue that they asked to see whole; null: none, the beginning of what waits for them.</param>
    public async Task PublishAsync(string workspace, string user, QueueQuery? part, CancellationToken cancellationToken)
    {
        var person = new PersonId(Platform.Slack, workspace, user);
        var (promises, waiting) = (desk.PromisesOfAsync(person, cancellationToken), queue.FindAsync(person, part ?? QueueQuery.First, cancellationToken));
        var home = new CardContent.Home(await promises, part is null ? await waiting : null);
        var view = (JsonObject)JsonNode.Parse(conversation.Compose(home).Json)!;
        if (part is not null && await waiting is { } page) Append(conversation.Compose(new CardContent.QueueCard(page)), (JsonArray)view["blocks"]!);
        await client.ViewsPublishAsync(workspace, new(user, view), cancellationToken);
    }

    private static void Append(RenderedCard card, JsonArray blocks)
    {
        foreach (var block in SlackPlatform.BlocksOf(card)) blocks.Add(block?.DeepClone());
    }
}
