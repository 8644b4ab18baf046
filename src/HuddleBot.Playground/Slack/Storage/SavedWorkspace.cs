using System.Text.Json;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Storage;

/// <summary>What of a workspace survives a restart: people, channels, messages, home tabs and what was read. Open modals do not.</summary>
internal sealed record SavedWorkspace(
    IReadOnlyList<Person> People, IReadOnlyList<Channel> Channels, IReadOnlyList<Message> Messages, IReadOnlyList<View> Homes, IReadOnlyList<SavedRead> Read, int Serial)
{
    private static readonly JsonSerializerOptions Options = new(ControlJson.Options) { IgnoreReadOnlyProperties = true };

    public static SavedWorkspace Of(SlackWorkspace workspace)
    {
        lock (workspace.Gate)
            return new SavedWorkspace(
                [.. workspace.People.Values], [.. workspace.Channels.Values], [.. workspace.Channels.Keys.SelectMany(workspace.MessagesOf)], [.. workspace.Homes.Values],
                [.. workspace.Read.Select(pair => new SavedRead(pair.Key.User, pair.Key.Channel, pair.Value))], workspace.Ids.Serial);
    }

    public void MoveInto(SlackWorkspace workspace)
    {
        lock (workspace.Gate)
        {
            foreach (var person in People) workspace.Put(person);
            foreach (var channel in Channels) workspace.Put(channel);
            foreach (var message in Messages)
            {
                workspace.Add(message);
                workspace.Ids.NotBefore(message.Ts);
            }

            foreach (var home in Homes) workspace.Homes[home.UserId] = home;
            foreach (var read in Read) workspace.Read[(read.User, read.Channel)] = read.Ts;
            workspace.Ids.Serial = Serial;
        }
    }

    /// <returns>The file, and whether there was something to go on from.</returns>
    public static (StateFile File, bool WasThere) Open(SlackWorkspace workspace, string path)
    {
        var saved = StateFile.Load<SavedWorkspace>(path, Options);
        saved?.MoveInto(workspace);
        return (new StateFile(workspace.Changes, () => StateFile.SaveAsync(path, Of(workspace), Options)), saved is not null);
    }
}

internal sealed record SavedRead(string User, string Channel, string Ts);
