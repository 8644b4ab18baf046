using HuddleBot.MicrosoftTeams.Protocol;
using NodaTime;

namespace HuddleBot.MicrosoftTeams.Conversations;

/// <summary>Who was in a channel at a time, by Entra object id.</summary>
/// <param name="AskedAt">When the question was asked: whoever came or went later may be missing.</param>
public sealed record Roster(IReadOnlyDictionary<string, ChannelAccount> Members, Instant AskedAt)
{
    public static Roster Of(IEnumerable<ChannelAccount> members, Instant askedAt) => new(
        members.Where(member => member.EntraId is not null).GroupBy(member => member.EntraId!, PeopleIds.Comparer)
            .ToDictionary(same => same.Key, same => same.First(), PeopleIds.Comparer),
        askedAt);
}
