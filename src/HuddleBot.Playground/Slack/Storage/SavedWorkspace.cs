using System.Text.Json;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Storage;

/// <summary>What of a workspace survives a restart: people, channels, messages, home tabs and what was read. Open modals do not.</summary>
internal sealed record SavedWorkspace(
    IReadOnlyList<Person> People, IReadOnlyList<Channel> Channels, IReadOnlyList<Message> Messages, IReadOnlyList<View> Homes, IReadOnlyList<SavedRead> Read, int Serial)
{
    private static readonly JsonSerializerOptions Options = new(Control.ControlJson.Options) { IgnoreReadOnlyProperties = true };

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

    public static SavedWorkspace? Load(string path)
    {
        if (!File.Exists(path)) return null;
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize<SavedWorkspace>(file, Options);
    }

    /// <summary>Whole or not at all, whatever happens in between.</summary>
    public async Task SaveAsync(string path)
    {
        var next = path + ".next";
        await using (var file = File.Create(next)) await JsonSerializer.SerializeAsync(file, this, Options);
        File.Move(next, path, overwrite: true);
    }
}

internal sealed record SavedRead(string User, string Channel, string Ts);
