using System.Text.Json;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Storage;

/// <summary>What of a tenant survives a restart. Open dialogs and toasts do not.</summary>
internal sealed record SavedTenant(
    IReadOnlyList<Person> People, IReadOnlyList<Team> Teams, IReadOnlyList<Channel> Channels, IReadOnlyList<Chat> Chats, IReadOnlyList<Message> Messages, IReadOnlyList<PersonalView> Views,
    IReadOnlyList<SavedRead> Read)
{
    private static readonly JsonSerializerOptions Options = new(ControlJson.Options) { IgnoreReadOnlyProperties = true };

    /// <returns>The file, and whether there was something to go on from.</returns>
    public static (StateFile File, bool WasThere) Open(TeamsTenant tenant, string path)
    {
        var saved = StateFile.Load<SavedTenant>(path, Options);
        saved?.MoveInto(tenant);
        return (new StateFile(tenant.Changes, () => StateFile.SaveAsync(path, Of(tenant), Options)), saved is not null);
    }

    private static SavedTenant Of(TeamsTenant tenant)
    {
        lock (tenant.Gate)
            return new SavedTenant(
                [.. tenant.People.Values], [.. tenant.Teams.Values], [.. tenant.Channels.Values], [.. tenant.Chats.Values],
                [.. tenant.Channels.Keys.Concat(tenant.Chats.Keys).SelectMany(tenant.MessagesOf)], [.. tenant.Views.Values],
                [.. tenant.Read.Select(pair => new SavedRead(pair.Key.Person, pair.Key.Conversation, pair.Value))]);
    }

    private void MoveInto(TeamsTenant tenant)
    {
        lock (tenant.Gate)
        {
            foreach (var person in People) tenant.Put(person);
            foreach (var team in Teams) tenant.Put(team);
            foreach (var channel in Channels) tenant.Put(channel);
            foreach (var chat in Chats) tenant.Put(chat);
            foreach (var message in Messages)
            {
                tenant.Add(message);
                tenant.Ids.NotBefore(message.Id);
            }

            foreach (var view in Views) tenant.Put(view);
            foreach (var read in Read) tenant.Read[(read.Person, read.Conversation)] = read.MessageId;
        }
    }
}

internal sealed record SavedRead(string Person, string Conversation, string MessageId);
