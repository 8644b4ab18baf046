using System.Net;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Protocol;
using NodaTime;

namespace HuddleBot.MicrosoftTeams;

/// <summary>Microsoft Teams as the dispatcher sees it: posts and changes once, at its pace, and says what became of it.</summary>
public sealed class TeamsPlatform(ConnectorClient client, ConversationAddresses addresses, PersonalChats chats, TeamsDirectory directory, ConversationStore store, MicrosoftTeamsOptions options) : IChatPlatform
{
    public Platform Platform => Platform.Teams;

    /// <summary>A certificate that was replaced in its place is not noticed.</summary>
    public string SettingsMark { get; } = StableHash.Of(
    [
        "teams", options.AppId ?? "", options.TenantId ?? "", options.ClientSecret ?? "", options.CertificatePath ?? "", options.ManagedIdentityClientId ?? "", options.Authority?.AbsoluteUri ?? "",
        .. options.AllowedServiceUrls,
    ]);

    public async Task<SendResult> PostAsync(ChatPost post, CancellationToken cancellationToken)
    {
        var (place, tenant) = (post.Channel.Channel, post.Channel.Workspace);
        if (ConversationIds.IsPerson(place)) return await PostToPersonAsync(new(Platform.Teams, tenant, place), post, cancellationToken);
        var reach = await addresses.OfAsync(tenant, place, cancellationToken);
        if (reach is not Reach.Open open) return Unreachable(reach);
        var activity = await ActivityOfAsync(post.Channel, post.Card, cancellationToken);
        if (TooBig(activity) is { } tooBig) return tooBig;
        if (!ConversationIds.IsChannel(place)) return await SendAsync(open.Address, open.Conversation, activity, cancellationToken);

        directory.KeepUsable(post.Channel);
        return post.ThreadMessageId is { } root
            ? await SendAsync(open.Address, ConversationIds.InThread(place, root), activity, cancellationToken)
            : await StartThreadAsync(open, activity, cancellationToken);
    }

    public async Task<SendResult> UpdateAsync(ChatUpdate update, CancellationToken cancellationToken)
    {
        var reach = await addresses.OfAsync(update.Channel.Workspace, update.PostedChannel, cancellationToken);
        if (reach is not Reach.Open open) return Unreachable(reach);
        var activity = await ActivityOfAsync(update.Channel with { Channel = update.PostedChannel }, update.Card, cancellationToken);
        return TooBig(activity) ?? await client.UpdateActivityAsync(open.Address, update.PostedChannel, update.MessageId, activity, cancellationToken) switch
        {
            ConnectorReply<Acknowledged>.Failed { Error: var error } => ResultOf(error, !ConversationIds.IsChannel(update.PostedChannel)),
            _ => new SendResult.Sent(update.PostedChannel, update.MessageId),
        };
    }

    /// <summary>A message carries no mark of ours that could be searched for.</summary>
    public Task<FindResult> FindAsync(ChatPost post, Instant notOlderThan, CancellationToken cancellationToken) =>
        Task.FromResult<FindResult>(new FindResult.CannotTell("Microsoft Teams has no way to look for a message"));

    private async Task<SendResult> PostToPersonAsync(PersonId person, ChatPost post, CancellationToken cancellationToken)
    {
        directory.Warm(person);
        for (var isSecondTry = false; ; isSecondTry = true)
        {
            var reach = await chats.OpenAsync(person, cancellationToken);
            if (reach is not Reach.Open open) return Unreachable(reach);
            var activity = await ActivityOfAsync(post.Channel with { Channel = open.Conversation }, post.Card, cancellationToken);
            if (TooBig(activity) is { } tooBig) return tooBig;
            var reply = await client.SendToConversationAsync(open.Address, open.Conversation, activity, cancellationToken);
            if (isSecondTry || reply is not ConnectorReply<ResourceResponse>.Failed { Error: { Kind: ConnectorErrorKind.ConversationDead, Status: HttpStatusCode.NotFound } })
                return ResultOf(reply, open.Conversation);
            await chats.ForgetAsync(person, open.Conversation, cancellationToken);
        }
    }

    private async Task<SendResult> StartThreadAsync(Reach.Open open, Activity activity, CancellationToken cancellationToken)
    {
        var reply = await client.CreateConversationAsync(open.Address, ConversationParameters.NewThread(open.Address.Tenant, open.Conversation, activity), cancellationToken);
        if (reply is ConnectorReply<ConversationResourceResponse>.Failed { Error: var error }) return ResultOf(error, isPerson: false);
        var created = ((ConnectorReply<ConversationResourceResponse>.Ok)reply).Result;

        // The first message of a thread gives the thread its id.
        return (created.ActivityId ?? ConversationIds.RootOf(created.Id)) is { } id
            ? new SendResult.Sent(ConversationIds.RootOf(created.Id) is null ? ConversationIds.InThread(open.Conversation, id) : created.Id, id)
            : new SendResult.TryLater(null, MayHaveArrived: true, "the connector started a thread and did not say which");
    }

    private async Task<SendResult> SendAsync(ConnectorAddress address, string conversation, Activity activity, CancellationToken cancellationToken) =>
        ResultOf(await client.SendToConversationAsync(address, conversation, activity, cancellationToken), conversation);

    /// <summary>With the ids that Microsoft Teams knows people by, for those who are to see a view of their own: whoever is in the place is in its roster.</summary>
    private async Task<Activity> ActivityOfAsync(ChannelId place, RenderedCard card, CancellationToken cancellationToken)
    {
        var viewers = CardActivity.ViewersOf(card.Json);
        var people = directory.PeopleNow(place);
        if (viewers.Count == 0) return CardActivity.Of(card, people, _ => null);
        var known = new Dictionary<string, string?>(PeopleIds.Comparer);
        var roster = ConversationIds.IsChannel(place.Channel) ? await directory.RosterOfAsync(place, cancellationToken) : null;
        foreach (var viewer in viewers)
        {
            known[viewer] = roster?.Members.GetValueOrDefault(viewer)?.Id
                ?? (await store.ReadAsync<KnownPerson>(place.Workspace, PeopleIds.Normal(viewer), cancellationToken)).Mri
                ?? directory.KnownAccount(new(Platform.Teams, place.Workspace, viewer))?.Id;
        }

        return CardActivity.Of(card, people, viewer => known.GetValueOrDefault(viewer));
    }

    private static SendResult.Refused? TooBig(Activity activity) => CardActivity.SizeOf(activity) is var size and > CardActivity.MostBytes
        ? new SendResult.Refused($"the message has {size / 1024} KB, Microsoft Teams takes {CardActivity.MostBytes / 1024}")
        : null;

    private static SendResult Unreachable(Reach reach) => reach switch
    {
        Reach.Closed closed => new SendResult.ChannelClosed(closed.Reason) { Because = closed.Because },
        Reach.Failed failed => ResultOf(failed.Error, isPerson: false),
        _ => throw new ArgumentOutOfRangeException(nameof(reach), reach, "is open"),
    };

    private static SendResult ResultOf(ConnectorReply<ResourceResponse> reply, string conversation) => reply switch
    {
        ConnectorReply<ResourceResponse>.Ok { Result.Id: var id } => new SendResult.Sent(conversation, id),

        // The thread is not there: whether its channel is, the next message for the channel will tell.
        ConnectorReply<ResourceResponse>.Failed { Error: { Kind: ConnectorErrorKind.ConversationDead, Status: HttpStatusCode.NotFound } error } when ConversationIds.RootOf(conversation) is not null =>
            new SendResult.Gone(error.ToString()),
        ConnectorReply<ResourceResponse>.Failed { Error: var error } => ResultOf(error, !ConversationIds.IsChannel(conversation)),
        _ => throw new InvalidOperationException("no such reply"),
    };

    private static SendResult ResultOf(ConnectorError error, bool isPerson) => error.Kind switch
    {
        ConnectorErrorKind.Retry => new SendResult.TryLater(error.RetryAfter is { } wait ? Duration.FromTimeSpan(wait) : null, error.MayHaveArrived, error.ToString()),
        ConnectorErrorKind.ConversationDead => new SendResult.ChannelClosed($"{error}: Microsoft Teams does not take the bot's messages there; see that the app is installed and not blocked") { Because = ConnectorErrors.BecauseOf(error, isPerson) },
        ConnectorErrorKind.Credentials => new SendResult.ChannelClosed($"{error}: Microsoft Teams does not take the bot's credentials; see MicrosoftTeams:AppId, TenantId and the secret, and run doctor") { Because = ClosedBecause.Credentials },
        ConnectorErrorKind.ServiceUrl => new SendResult.ChannelClosed("the service URL of this place is not in MicrosoftTeams:AllowedServiceUrls") { Because = ClosedBecause.AddressNotAllowed },
        ConnectorErrorKind.MessageGone => new SendResult.Gone(error.ToString()),
        _ => new SendResult.Refused(error.ToString()),
    };
}
