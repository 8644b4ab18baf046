using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Connector;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>The chats between the bot and one person: the known one, else it is opened.</summary>
public sealed class PersonalChats(ConversationStore store, ConversationAddresses addresses, ConnectorClient client, TeamsDirectory directory, TimeProvider time)
{
    private const string Unknown =
        "the bot cannot write to this person in Microsoft Teams yet: they add the app for themselves, or somebody adds it to a team that they are in (Apps, HuddleBot, Add)";

    public async Task<Reach> OpenAsync(PersonId person, CancellationToken cancellationToken)
    {
        var (tenant, id) = (person.Workspace, PeopleIds.Normal(person.User));
        var known = await store.ReadAsync<KnownPerson>(tenant, id, cancellationToken);
        if (known.Conversation is { } conversation) return await addresses.OfAsync(tenant, conversation, cancellationToken);
        var account = known.Mri is { } mri ? new(mri, known.Name) : await directory.AccountOfAsync(person, cancellationToken);
        if (account?.Id is not { } member) return new Reach.Closed(Unknown, ClosedBecause.PersonGone);

        var address = await addresses.AddressAsync(tenant, null, cancellationToken);
        switch (await client.CreateConversationAsync(address, ConversationParameters.PersonalChat(tenant, member), cancellationToken))
        {
            case ConnectorReply<ConversationResourceResponse>.Ok { Result.Id: var opened }:
                // No activity has come from there yet: whatever one says later is newer.
                await store.ChangeAsync<KnownConversation>(tenant, opened, row => row with { Person = id, ServiceUrl = row.ServiceUrl ?? address.ServiceUrl }, cancellationToken);
                await store.ChangeAsync<KnownPerson>(
                    tenant, id, row => row with { Mri = row.Mri ?? member, Name = row.Name ?? account.Name, Conversation = opened, SeenAt = row.SeenAt ?? time.GetCurrentInstant() }, cancellationToken);

                // The chat may be one that the person has closed before.
                return await addresses.OfAsync(tenant, opened, cancellationToken);
            case ConnectorReply<ConversationResourceResponse>.Failed { Error: { Kind: ConnectorErrorKind.ConversationDead } error }: return new Reach.Closed($"{Unknown} ({error})", ConnectorErrors.BecauseOf(error, isPerson: true));
            case ConnectorReply<ConversationResourceResponse>.Failed { Error: var error }: return new Reach.Failed(error with { MayHaveArrived = false });
            default: throw new InvalidOperationException("no such reply");
        }
    }

    /// <summary>The connector does not know the chat (any more): the next time it is opened anew.</summary>
    public Task ForgetAsync(PersonId person, string conversation, CancellationToken cancellationToken) => store.ChangeAsync<KnownPerson>(
        person.Workspace, PeopleIds.Normal(person.User), row => row.Conversation == conversation ? row with { Conversation = null } : row, cancellationToken);
}
