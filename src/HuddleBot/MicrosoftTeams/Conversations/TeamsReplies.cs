using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>Answers to what people write. Sent a few times where it is known that nothing has arrived; never twice.</summary>
public sealed partial class TeamsReplies(ConnectorClient client, PersonalChats chats, TimeProvider time, ILogger<TeamsReplies> logger)
{
    private const int MostTries = 4;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    /// <summary>An answer that comes later than this answers nothing.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Below the message, in the thread where it was said; in a personal chat, in the chat. False: it could not be sent.</summary>
    public async Task<bool> ReplyAsync(Activity to, RenderedCard card, CancellationToken cancellationToken)
    {
        if (to is not { TenantId: { } tenant, ServiceUrl: { } serviceUrl, Conversation.Id: { Length: > 0 } said }) return false;
        var conversation = ConversationIds.IsChannel(said) && ConversationIds.RootOf(said) is null && (to.ReplyToId ?? to.Id) is { } root && to.Conversation.ConversationType is not "groupChat"
            ? ConversationIds.InThread(said, root)
            : said;
        var activity = CardActivity.Of(card, [], _ => null);
        return await SendAsync(() => client.SendToConversationAsync(new(serviceUrl, tenant), conversation, activity, cancellationToken), tenant, cancellationToken);
    }

    /// <summary>To one person, privately. False: it could not be sent.</summary>
    public async Task<bool> TellAsync(PersonId person, RenderedCard card, CancellationToken cancellationToken)
    {
        var activity = CardActivity.Of(card, [], _ => null);
        return await SendAsync(
            async () => await chats.OpenAsync(person, cancellationToken) switch
            {
                Reach.Open chat => await client.SendToConversationAsync(chat.Address, chat.Conversation, activity, cancellationToken),
                Reach.Failed failed => new ConnectorReply<ResourceResponse>.Failed(failed.Error),
                _ => new ConnectorReply<ResourceResponse>.Failed(new(ConnectorErrorKind.ConversationDead, null, "(no_chat_with_this_person)")),
            },
            person.Workspace, cancellationToken);
    }

    private async Task<bool> SendAsync(Func<Task<ConnectorReply<ResourceResponse>>> send, string tenant, CancellationToken cancellationToken)
    {
        var wait = FirstWait;
        for (var tries = 1; ; tries++, wait *= 2)
        {
            if (await send() is not ConnectorReply<ResourceResponse>.Failed { Error: var error }) return true;
            var next = error.RetryAfter is { } told && told > wait ? told : wait;
            if (error is not { Kind: ConnectorErrorKind.Retry, MayHaveArrived: false } || tries == MostTries || next > LongestWait)
            {
                LogUntold(tenant, error.ToString());
                return false;
            }

            await Task.Delay(next, time, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Microsoft Teams: somebody in tenant {Tenant} could not be told the outcome ({Error})")]
    private partial void LogUntold(string tenant, string error);
}
