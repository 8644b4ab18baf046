using HuddleBot.Core.Cards;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack;

/// <summary>Writes over the dialog with contact data (<c>views.update</c> by the <c>external_id</c> that it was opened with); one that is closed is <c>not_found</c>.</summary>
internal sealed class ContactDialogs(SlackWebApiClient client, SlackConversation conversation) : IContactScreen
{
    public Platform Platform => Platform.Slack;

    public async Task<bool> TakeAwayAsync(PersonId person, string look, CardContent instead, CancellationToken cancellationToken) =>
        await client.ViewsUpdateAsync(person.Workspace, new(null, SlackConversation.ViewOf(conversation.Compose(instead), null), ExternalId: look), cancellationToken) is
            SlackReply<Acknowledged>.Ok or SlackReply<Acknowledged>.Failed { Error.Kind: SlackErrorKind.MessageGone };
}
