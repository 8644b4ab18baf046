using HuddleBot.Playground.MicrosoftTeams.Tenant;

namespace HuddleBot.Playground.MicrosoftTeams.Connector;

/// <summary>A conversation id of a call, read: which place, and which thread of it.</summary>
/// <param name="RootId">Null: the channel itself, or a chat.</param>
internal sealed record Target(Place Place, string? RootId);

/// <summary>Whether the bot may read or write somewhere.</summary>
internal sealed class Conversations(TeamsServer teams)
{
    private TeamsTenant Tenant => teams.Tenant;

    /// <returns>Where it is, or the refusal.</returns>
    public (Target? Target, Answer? Refusal) Find(string conversation)
    {
        var parts = conversation.Split(";messageid=");
        if (parts.Length > 2 || Tenant.FindPlace(parts[0]) is not { } place || place.Id != parts[0]) return (null, NotFound());
        if (place.Channel is { IsDeleted: true } || place.Team is { IsDeleted: true }) return (null, NotFound());
        var root = parts.Length == 2 ? parts[1] : null;
        if (root is not null && (place.Chat is not null || Tenant.FindMessage(place.Id, root) is not { IsReply: false })) return (null, NotFound());
        return Reaches(place) ? (new Target(place, root), null)
            : (null, Answer.Fail(StatusCodes.Status403Forbidden, "BotNotInConversationRoster", "The bot is not part of the conversation roster."));
    }

    public (Target? Target, Answer? Refusal) FindForWriting(string conversation)
    {
        var (target, refusal) = Find(conversation);
        if (target is null) return (null, refusal);
        if (target.Place.Chat is { IsBlocked: true }) return (null, Answer.FailWithSubCode(StatusCodes.Status403Forbidden, 209, "MessageWritesBlocked", "Thread is blocked for message writes."));
        return target.Place.Team is { IsArchived: true } ? (null, Answer.Fail(StatusCodes.Status403Forbidden, "NotEnoughPermissions", "The team is archived.")) : (target, null);
    }

    /// <summary>In a team by installation; to a person who has the app, or is in a team that has it.</summary>
    private bool Reaches(Place place) =>
        place.HasBot || (place.Chat is { } chat && Tenant.Teams.Values.Any(team => team is { HasBot: true, IsDeleted: false } && team.Has(chat.PersonId)));

    private static Answer NotFound() => Answer.Fail(StatusCodes.Status404NotFound, "ConversationNotFound", "Conversation not found.");
}
