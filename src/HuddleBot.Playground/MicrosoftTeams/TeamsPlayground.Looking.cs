using System.Text.Json;
using HuddleBot.Playground.MicrosoftTeams.Connector;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams;

/// <summary>What can be looked at. Everything handed out is a picture of the moment.</summary>
public sealed partial class TeamsPlayground
{
    /// <summary>Every call of the connector, the token endpoint and the OpenID metadata, in order.</summary>
    public IReadOnlyList<ConnectorCall> Calls => teams.Calls.All;

    /// <summary>Everything that was sent to the bot.</summary>
    public IReadOnlyList<Delivery> Deliveries => teams.Deliveries.All;

    /// <summary>What the bot did that a correct bot would not do; tests ask that there is none.</summary>
    public IReadOnlyList<string> Complaints => teams.Complaints.All;

    public Person PersonNamed(string name) => Tell(() => teams.Tenant.PersonNamed(name));

    public Channel ChannelNamed(string name) => Tell(() => teams.Tenant.ChannelNamed(name));

    public Team TeamNamed(string name) => Tell(() => teams.Tenant.TeamNamed(name));

    /// <summary>The messages that start the threads of a channel, oldest first, without deleted ones.</summary>
    public IReadOnlyList<Message> MessagesIn(string channel) => Tell<IReadOnlyList<Message>>(() => [.. Standing(teams.Tenant.ChannelNamed(channel).Id).Where(message => !message.IsReply)]);

    /// <summary>The replies below a message, oldest first.</summary>
    public IReadOnlyList<Message> ThreadOf(Message message) =>
        Tell<IReadOnlyList<Message>>(() => [.. Standing(message.Conversation).Where(reply => reply.IsReply && reply.RootId == message.RootId)]);

    /// <summary>The chat between the bot and a person.</summary>
    public IReadOnlyList<Message> PersonalChat(string person) => Tell<IReadOnlyList<Message>>(() => [.. Standing(teams.Tenant.ChatOf(teams.Tenant.PersonNamed(person)).Id)]);

    /// <summary>The message as it stands now, deleted or not.</summary>
    public Message Now(Message message) => Tell(() => teams.Tenant.FindMessage(message.Conversation, message.Id)!);

    /// <summary>The card as this person's client shows it; null: the message is deleted, has none, or is where the person does not look.</summary>
    public JsonElement? WhatSees(string person, Message message) => Tell(() =>
    {
        var someone = teams.Tenant.PersonNamed(person);
        return teams.Tenant.Sees(someone.Id, teams.Tenant.FindPlace(message.Conversation)!) && teams.Tenant.FindMessage(message.Conversation, message.Id) is { IsDeleted: false } now
            ? CardActions.CardFor(teams.Tenant, someone.Id, now) : null;
    });

    /// <summary>The dialog that a person has open; null: none.</summary>
    public Dialog? DialogOf(string person) => Tell(() => teams.Tenant.Dialogs.GetValueOrDefault(teams.Tenant.PersonNamed(person).Id));

    /// <summary>The short messages that a person was shown, oldest first.</summary>
    public IReadOnlyList<string> ToastsOf(string person)
    {
        var id = PersonNamed(person).Id;
        return [.. teams.Tenant.Toasts.All.Where(toast => toast.Person == id).Select(toast => toast.Text)];
    }

    /// <summary>Waits until there is something to see, looking again after every change.</summary>
    /// <param name="timeout">10 seconds unless given.</param>
    /// <exception cref="TimeoutException">It did not come; the message tells the last calls.</exception>
    public Task<T> WaitForAsync<T>(Func<T?> look, TimeSpan? timeout = null) where T : class =>
        teams.Tenant.Changes.WaitForAsync(look, timeout ?? TimeSpan.FromSeconds(10), () => string.Join('\n', Calls.TakeLast(10)));

    /// <summary>Waits until a condition holds.</summary>
    /// <inheritdoc cref="WaitForAsync{T}(Func{T}, TimeSpan?)"/>
    public Task WaitUntilAsync(Func<bool> holds, TimeSpan? timeout = null) => WaitForAsync(() => holds() ? this : null, timeout);

    private IEnumerable<Message> Standing(string conversation) => teams.Tenant.MessagesOf(conversation).Where(message => !message.IsDeleted);
}
