using HuddleBot.Core.Identity;

namespace HuddleBot.FrontlineTeams;

/// <summary>Channels and people as the teams file writes them.</summary>
internal static class PlaceReader
{
    public static ChannelId? Channel(StrictObject owner, string name, bool required)
    {
        if (owner.Child(name, required, "platform", "workspace", "channel") is not { } place) return null;
        var (platform, workspace, channel) = (PlatformOf(place), WorkspaceOf(place), place.Text("channel", required: true, 500));
        if (channel is ['#', ..]) place.Refuse("channel", $"'{channel}' is a name; give the channel's id, like C0123456789 (at the end of the channel's details)");
        else if (channel?.Contains(";messageid=", StringComparison.OrdinalIgnoreCase) == true) place.Refuse("channel", "names a single thread; leave ;messageid=… away");
        else if (platform is not null && workspace is not null && channel is not null) return new(platform.Value, workspace, channel);
        return null;
    }

    public static IReadOnlyList<PersonId> People(StrictObject owner, string name)
    {
        var people = new List<PersonId>();
        foreach (var person in owner.Children(name, "platform", "workspace", "user"))
        {
            if (PersonOf(person) is { } found && !people.Contains(found)) people.Add(found);
        }

        return people;
    }

    public static PersonId? Person(StrictObject owner, string name, bool required) =>
        owner.Child(name, required, "platform", "workspace", "user") is { } person ? PersonOf(person) : null;

    private static PersonId? PersonOf(StrictObject person)
    {
        var (platform, workspace, user) = (PlatformOf(person), WorkspaceOf(person), person.Text("user", required: true));
        if (user is ['@', ..]) person.Refuse("user", $"'{user}' is a name; give the person's id, like U0123456789");
        else if (platform is not null && workspace is not null && user is not null) return new(platform.Value, workspace, IdOf(platform.Value, user));
        return null;
    }

    private static Platform? PlatformOf(StrictObject place)
    {
        if (place.Text("platform", required: true) is not { } text) return null;
        var platform = PlatformNames.TryParse(text);
        if (platform is null) place.Refuse("platform", $"'{text}' is not known; use slack or teams");
        return platform;
    }

    /// <summary>Microsoft's ids mean the same in capitals; people copy them either way, and Microsoft Teams sends small letters.</summary>
    private static string IdOf(Platform? platform, string id) => platform == Platform.Teams && Guid.TryParse(id, out var guid) ? guid.ToString() : id;

    /// <summary>It is part of keys that are split at the slash.</summary>
    private static string? WorkspaceOf(StrictObject place)
    {
        var workspace = place.Text("workspace", required: true);
        if (workspace?.Contains('/', StringComparison.Ordinal) != true) return workspace is null ? null : IdOf(PlatformNames.TryParse(place.Text("platform", required: true)), workspace);
        place.Refuse("workspace", $"'{workspace}' is no id of a workspace or tenant");
        return null;
    }
}
