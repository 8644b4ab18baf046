using System.Text.RegularExpressions;
using HuddleBot.Core.Identity;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>Every message of the bot that somebody can see at the end of a day, without the minutes, and in small letters: who cannot be asked for just then is called as their account.</summary>
internal static partial class DaySeen
{
    public static IReadOnlyList<string> By(Platform platform, Hotel hotel) =>
        [.. (platform == Platform.Slack ? InSlack(hotel) : InTeams(hotel)).Select(text => Minutes().Replace(text.ReplaceLineEndings(" / "), "<time>").ToLowerInvariant()).Order(StringComparer.Ordinal)];

    /// <summary>What is in one and not in the other, as often as it is more often there.</summary>
    public static IReadOnlyList<string> Without(this IReadOnlyList<string> these, IReadOnlyList<string> those)
    {
        var rest = these.ToList();
        foreach (var one in those) rest.Remove(one);
        return rest;
    }

    private static IEnumerable<string> InSlack(Hotel hotel)
    {
        foreach (var channel in (string[])[Hotel.FrontDesk, Hotel.Managers])
        {
            foreach (var card in hotel.Slack.MessagesIn(channel).Where(card => card.IsBot))
            {
                yield return $"#{channel}: {card.AllText}";
                foreach (var reply in hotel.Slack.ThreadOf(channel, card.Ts).Where(reply => reply.IsBot)) yield return $"#{channel}, below: {reply.AllText}";
            }
        }

        foreach (var user in (string[])["U0001", "U0002", "U0004"])
            foreach (var message in hotel.Slack.DirectMessagesOf(user).Where(message => message.IsBot)) yield return $"@{user}: {message.AllText}";
    }

    private static IEnumerable<string> InTeams(Hotel hotel)
    {
        foreach (var channel in (string[])[Hotel.SpaChannel, Hotel.SpaManagers])
        {
            foreach (var card in hotel.Teams.MessagesIn(channel).Where(card => card.IsBot))
            {
                yield return $"#{channel}: {card.AllText}";
                foreach (var reply in hotel.Teams.ThreadOf(card).Where(reply => reply.IsBot)) yield return $"#{channel}, below: {reply.AllText}";
            }
        }

        foreach (var person in (string[])["tom", "ana", "ben"])
            foreach (var message in hotel.Teams.PersonalChat(person).Where(message => message.IsBot)) yield return $"@{person}: {message.AllText}";
    }

    [GeneratedRegex(@"\b\d\d:\d\d\b", RegexOptions.None, 1000)]
    private static partial Regex Minutes();
}
