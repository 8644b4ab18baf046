using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams;

/// <summary>Who does something, where, and what identifies it; from a verified activity and from nothing else.</summary>
/// <param name="Channel">Null: in a personal chat.</param>
/// <param name="Operation">The same for the same activity, however often it comes.</param>
/// <param name="Mri">What Microsoft Teams calls the person in a conversation with this bot (<c>29:…</c>).</param>
public sealed record Speaker(Actor Actor, ChannelId? Channel, string Operation, string? Mri)
{
    public PersonId Person => Actor.Id;

    /// <summary>Null: nobody who could be known again, such as another bot.</summary>
    public static Speaker? Of(Activity activity, TeamsDirectory directory)
    {
        if (activity.TenantId is not { Length: > 0 } tenant || activity.From is not { EntraId: { Length: > 0 } user } from || IsBot(from)) return null;
        var person = new PersonId(Platform.Teams, IdOf(tenant), IdOf(user));
        var channel = ChannelOf(activity, person.Workspace);
        var actor = new Actor(person, directory.NameNow(person, string.IsNullOrWhiteSpace(from.Name) ? user : from.Name)) { From = channel };
        return new(actor, channel, OperationIds.Of(activity), from.Id);
    }

    /// <summary>Microsoft writes these ids in small letters; where somebody did not, they mean the same.</summary>
    public static string IdOf(string id) => Guid.TryParse(id, out var guid) ? guid.ToString() : id;

    public static bool IsBot(ChannelAccount account) =>
        account.Id?.StartsWith("28:", StringComparison.Ordinal) == true || "bot".Equals(account.Role, StringComparison.OrdinalIgnoreCase);

    /// <summary>The channel itself, whatever thread it was said in.</summary>
    private static ChannelId? ChannelOf(Activity activity, string tenant) =>
        activity.Conversation is { Id: { } id, ConversationType: not "personal" } && id.StartsWith("19:", StringComparison.Ordinal)
            ? new(Platform.Teams, tenant, id.Split(';', 2)[0])
            : null;
}
