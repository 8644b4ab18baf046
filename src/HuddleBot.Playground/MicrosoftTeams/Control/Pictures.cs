using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Control;

/// <summary>The tenant as one person sees it, for the page.</summary>
internal sealed class Pictures(TeamsPlayground playground)
{
    private readonly Reachability reachability = new(() => playground.BotUrl);

    private TeamsTenant Tenant => playground.Server.Tenant;

    /// <param name="user">Null, when the page does not know anybody yet: the first person.</param>
    public async Task<object> StateAsync(string? user)
    {
        var botReachable = await reachability.IsReachableAsync();
        lock (Tenant.Gate)
        {
            var person = user is null ? Tenant.People.Values.MinBy(someone => someone.Id, StringComparer.Ordinal)! : Tenant.PersonNamed(user);
            var chat = Tenant.ChatOf(person);
            return new
            {
                tenant = new { Tenant.Id, Tenant.Name, platform = "teams" },
                bot = new { id = Tenant.BotId, Tenant.AppId, name = Tenant.BotName },
                me = person.Id,
                users = Tenant.People.Values.OrderBy(someone => someone.Id, StringComparer.Ordinal).Select(someone => new { someone.Id, someone.Mri, someone.Name, someone.RealName }).ToList(),
                teams = Tenant.Teams.Values.OrderBy(team => team.Id, StringComparer.Ordinal).Select(team => TeamFor(person, team)).ToList(),
                chat = new { chat.Id, name = Tenant.BotName, chat.HasBot, blocked = chat.IsBlocked, unread = UnreadIn(person, chat.Id) },
                messageActions = playground.Server.Options.MessageActions,
                botUrl = playground.BotUrl,
                botReachable,
            };
        }
    }

    /// <summary>Everything in the conversation, replies too, oldest first; looking at it marks it as read.</summary>
    public IReadOnlyList<object> MessagesIn(string conversation, string user)
    {
        lock (Tenant.Gate)
        {
            var (person, place) = Tenant.Seen(user, conversation);
            var messages = Tenant.MessagesOf(place.Id);
            MarkRead(person, place.Id, messages);
            return [.. messages.Select(message => Picture(person, place, message))];
        }
    }

    public IReadOnlyList<object> DialogsOf(string user) => playground.DialogOf(user) is { } dialog
        ? [new { dialog.Id, dialog.Title, dialog.Width, dialog.Height, dialog.Card, dialog.Url, dialog.Message, dialog.Problem }] : [];

    /// <summary>The people picker.</summary>
    public IReadOnlyList<object> PeopleLike(string query)
    {
        lock (Tenant.Gate)
            return [.. Tenant.People.Values.Where(person => person.RealName.Contains(query, StringComparison.OrdinalIgnoreCase)).OrderBy(person => person.RealName, StringComparer.Ordinal)
                .Select(person => (object)new { person.Id, person.Mri, person.RealName })];
    }

    public bool Sees(string person, string conversation)
    {
        lock (Tenant.Gate) return Tenant.FindPlace(conversation) is { } place && Tenant.Sees(person, place);
    }

    private object TeamFor(Person person, Team team) => new
    {
        team.Id, team.AadGroupId, team.Name, team.HasBot, team.IsArchived, team.IsDeleted, isMember = team.Has(person.Id), team.MemberIds,
        channels = Tenant.Channels.Values.Where(channel => channel.TeamId == team.Id).OrderBy(channel => !channel.IsGeneral).ThenBy(channel => channel.Id, StringComparer.Ordinal)
            .Select(channel => new { channel.Id, channel.Name, channel.IsGeneral, channel.IsDeleted, unread = team.Has(person.Id) && !channel.IsDeleted ? UnreadIn(person, channel.Id) : 0 }).ToList(),
    };

    private object Picture(Person person, Place place, Message message)
    {
        var isThere = !message.IsDeleted;
        return new
        {
            message.Id, message.Conversation, message.RootId, message.AuthorId, authorName = message.IsBot ? Tenant.BotName : Tenant.FindPerson(message.AuthorId)?.RealName ?? message.AuthorId, message.IsBot,
            text = isThere ? message.Text : "", mentions = message.Mentions, message.Summary, card = isThere ? CardActions.CardFor(Tenant, person.Id, message) : null,
            ownCard = Tenant.ViewOf(person.Id, message)?.Card is not null, refreshDue = playground.CardActions.IsRefreshDue(person, place, message), edited = message.IsEdited, deleted = message.IsDeleted,
            message.Importance, message.At,
            replyCount = message.IsReply || message.RootId is null ? 0 : Tenant.MessagesOf(place.Id).Count(reply => reply.IsReply && reply.RootId == message.Id && !reply.IsDeleted),
        };
    }

    private int UnreadIn(Person person, string conversation)
    {
        var read = Tenant.Read.GetValueOrDefault((person.Id, conversation), "");
        return Tenant.MessagesOf(conversation).Count(message => !message.IsDeleted && !message.IsReply && message.AuthorId != person.Id && string.CompareOrdinal(message.Id, read) > 0);
    }

    private void MarkRead(Person person, string conversation, IReadOnlyList<Message> messages)
    {
        if (messages.Count == 0 || UnreadIn(person, conversation) == 0) return;
        Tenant.Read[(person.Id, conversation)] = messages[^1].Id;
        Tenant.Changes.Publish(new Change("state", Only: person.Id));
    }
}
