using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Connector;

/// <summary>Who is where, and which channels a team has. The bot itself is in no roster.</summary>
internal sealed class Rosters(TeamsServer teams)
{
    private readonly Conversations conversations = new(teams);

    private TeamsTenant Tenant => teams.Tenant;

    public Answer Members(string conversation, IQueryCollection query)
    {
        var (target, refusal) = conversations.Find(conversation);
        if (target is null) return refusal!;
        if (query["pageSize"].ToString() is { Length: > 0 } asked && (!int.TryParse(asked, CultureInfo.InvariantCulture, out var number) || number < 1)) return Bad("pageSize is no number");
        var size = Math.Min(int.TryParse(query["pageSize"], CultureInfo.InvariantCulture, out var given) ? given : 200, teams.Options.MembersPerPage);
        var start = 0;
        if (query["continuationToken"].ToString() is { Length: > 0 } token && !Continues(token, target.Place.Id, out start)) return Bad("the continuation token is another's");
        var people = PeopleOf(target.Place).ToList();
        var answer = new JsonObject { ["members"] = new JsonArray([.. people.Skip(start).Take(size).Select(person => (JsonNode)Wire(person))]) };
        if (start + size < people.Count) answer["continuationToken"] = $"{start + size}~{target.Place.Id}";
        return Answer.Ok(answer);
    }

    /// <param name="member">An MRI or an Entra object id.</param>
    public Answer Member(string conversation, string member)
    {
        var (target, refusal) = conversations.Find(conversation);
        if (target is null) return refusal!;
        return PeopleOf(target.Place).FirstOrDefault(person => person.Mri == member || person.Id == member) is { } found
            ? Answer.Ok(Wire(found))
            : Answer.Fail(StatusCodes.Status404NotFound, "MemberNotFoundInConversation", "The member is not in the conversation.");
    }

    public Answer Team(string id)
    {
        if (Find(id, out var team) is { } refusal) return refusal;
        return Answer.Ok(new JsonObject
        {
            ["id"] = team.Id, ["name"] = team.Name, ["aadGroupId"] = team.AadGroupId, ["type"] = "standard", ["tenantId"] = Tenant.Id, ["channelCount"] = ChannelsOf(team).Count(),
            ["memberCount"] = team.MemberIds.Count,
        });
    }

    public Answer Channels(string id)
    {
        if (Find(id, out var team) is { } refusal) return refusal;
        return Answer.Ok(new JsonObject
        {
            ["conversations"] = new JsonArray([.. ChannelsOf(team).Select(channel =>
                (JsonNode)new JsonObject { ["id"] = channel.Id, ["name"] = channel.IsGeneral ? null : channel.Name, ["type"] = "standard" })]),
        });
    }

    private Answer? Find(string id, out Team team)
    {
        team = Tenant.Teams.GetValueOrDefault(id)!;
        if (team is null or { IsDeleted: true }) return Answer.Fail(StatusCodes.Status404NotFound, "ConversationNotFound", "Conversation not found.");
        return team.HasBot ? null : Answer.Fail(StatusCodes.Status403Forbidden, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
    }

    private IEnumerable<Channel> ChannelsOf(Team team) => Tenant.Channels.Values.Where(channel => channel.TeamId == team.Id && !channel.IsDeleted).OrderBy(channel => channel.Id, StringComparer.Ordinal);

    private IEnumerable<Person> PeopleOf(Place place) => (place.Team?.MemberIds ?? [place.Chat!.PersonId]).Select(id => Tenant.People[id]);

    private JsonObject Wire(Person person) => new()
    {
        ["id"] = person.Mri, ["objectId"] = person.Id, ["aadObjectId"] = person.Id, ["name"] = person.RealName, ["givenName"] = person.GivenName, ["surname"] = person.Surname,
        ["email"] = person.Email, ["userPrincipalName"] = person.Email, ["tenantId"] = Tenant.Id, ["userRole"] = "user",
    };

    private static bool Continues(string token, string place, out int start) =>
        int.TryParse(token.Split('~')[0], CultureInfo.InvariantCulture, out start) && token == $"{start}~{place}";

    private Answer Bad(string complaint)
    {
        teams.Complaints.Add($"members: {complaint}");
        return Answer.Fail(StatusCodes.Status400BadRequest, "BadArgument", complaint);
    }
}
