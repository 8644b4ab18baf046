namespace HuddleBot.Playground.MicrosoftTeams.Tenant;

/// <summary>Where something is said: a channel of a team, or a person's chat with the bot.</summary>
/// <param name="Channel">Null: a chat.</param>
internal sealed record Place(string Id, Team? Team, Channel? Channel, Chat? Chat)
{
    public bool HasBot => Team?.HasBot ?? Chat!.HasBot;
}

/// <summary>What a person sees. Whoever asks for something that the person does not see has a mistake in the test or the page.</summary>
internal static class Sight
{
    public static Person PersonNamed(this TeamsTenant tenant, string idOrName) => tenant.FindPerson(idOrName) ?? throw new InvalidOperationException($"there is no person {idOrName}");

    public static Team TeamNamed(this TeamsTenant tenant, string idOrName) => tenant.FindTeam(idOrName) ?? throw new InvalidOperationException($"there is no team {idOrName}");

    public static Channel ChannelNamed(this TeamsTenant tenant, string idOrName) => tenant.FindChannel(idOrName) ?? throw new InvalidOperationException($"there is no channel {idOrName}");

    /// <summary>A channel by id or name, a chat by id; null: there is none.</summary>
    public static Place? FindPlace(this TeamsTenant tenant, string idOrName)
    {
        if (tenant.Chats.TryGetValue(idOrName, out var chat)) return new Place(chat.Id, null, null, chat);
        return tenant.FindChannel(idOrName) is { } channel ? new Place(channel.Id, tenant.Teams[channel.TeamId], channel, null) : null;
    }

    /// <param name="name">Also <c>personal</c>: the person's own chat with the bot.</param>
    public static Place PlaceNamed(this TeamsTenant tenant, Person person, string name)
    {
        if (name == TeamsPlayground.Personal) return tenant.FindPlace(tenant.ChatOf(person).Id)!;
        return tenant.FindPlace(name.Split(';')[0]) ?? throw new InvalidOperationException($"there is no conversation {name}");
    }

    public static bool Sees(this TeamsTenant tenant, string person, Place place) =>
        place.Chat is { } chat ? chat.PersonId == person : place is { Team: { IsDeleted: false } team, Channel.IsDeleted: false } && team.Has(person);

    public static (Person Person, Place Place) Seen(this TeamsTenant tenant, string user, string placeName)
    {
        var person = tenant.PersonNamed(user);
        var place = tenant.PlaceNamed(person, placeName);
        return tenant.Sees(person.Id, place) ? (person, place) : throw new InvalidOperationException($"{person.Name} does not see {place.Channel?.Name ?? place.Id}");
    }

    public static (Person Person, Place Place, Message Message) Seen(this TeamsTenant tenant, string user, string placeName, string messageId)
    {
        var (person, place) = tenant.Seen(user, placeName);
        return tenant.FindMessage(place.Id, messageId) is { IsDeleted: false } message
            ? (person, place, message)
            : throw new InvalidOperationException($"{person.Name} sees no message {messageId} in {place.Channel?.Name ?? place.Id}");
    }
}
