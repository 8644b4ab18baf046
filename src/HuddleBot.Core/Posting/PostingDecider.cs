using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Core.Posting;

/// <summary>What to post now, and when to look again.</summary>
/// <param name="Singles">So many of the waiting, oldest first, each as a card of its own.</param>
/// <param name="Gathered">After them, so many in one message; 0: no such message.</param>
/// <param name="Gathering">What still waits is to be gathered when the hour allows.</param>
/// <param name="LookAgain">When the next could be posted; null: nothing waits.</param>
public sealed record PostingPlan(int Singles, int Gathered, bool Gathering, Instant? LookAgain);

/// <summary>Decides what a team's channel gets now: the cap of the hour, gathering, quiet hours. Pure.</summary>
public static class PostingDecider
{
    /// <summary>What one gathered message holds at the most: one block each, within Slack's 50 blocks a message.</summary>
    public const int GatheredAtMost = 40;

    public static Duration Window { get; } = Duration.FromHours(1);

    /// <param name="posted">When messages with comments were posted lately; those older than an hour do not count, and none that a clock put back since makes later than now.</param>
    /// <param name="waiting">How many wait.</param>
    /// <param name="gathering">What waits had to wait because of the cap.</param>
    public static PostingPlan Plan(PostingRules rules, DateTimeZone zone, IReadOnlyCollection<Instant> posted, int waiting, bool gathering, Instant now)
    {
        if (waiting == 0) return new(0, 0, false, null);
        if (rules.Quiet is { } quiet && quiet.Contains(now.InZone(zone).TimeOfDay)) return new(0, 0, gathering, quiet.EndAfter(now, zone));

        var lately = Lately(posted, now).ToList();
        var capacity = rules.PerHour - lately.Count;
        if (capacity <= 0) return new(0, 0, true, lately.Min() + Window);

        if (gathering && waiting > 1)
        {
            var gathered = Math.Min(waiting, GatheredAtMost);
            return new(0, gathered, waiting > gathered, waiting > gathered ? now : null);
        }

        var singles = Math.Min(capacity, waiting);
        return new(singles, 0, waiting > singles, waiting > singles ? now : null);
    }

    /// <summary>Of those, what counts for the hour that ends now.</summary>
    public static IEnumerable<Instant> Lately(IEnumerable<Instant> posted, Instant now) => posted.Where(at => at > now - Window && at <= now);

    /// <summary>Not older than what the team wants to hear of as news, whatever else the import asks for.</summary>
    public static bool IsFresh(Response response, PostingRules rules, PostChoice choice, Instant now) =>
        choice != PostChoice.None && response.AnsweredAt >= now - Duration.FromDays(rules.FreshDays);

    /// <summary>Whether a response becomes a card at once, by the team's rules and its age.</summary>
    public static bool IsToBePosted(Response response, PostingRules rules, PostChoice choice, Instant now)
    {
        if (choice == PostChoice.None) return false;
        if (choice == PostChoice.Fresh && response.AnsweredAt < now - Duration.FromDays(rules.FreshDays)) return false;
        return rules.Immediately switch
        {
            PostImmediately.All => true,
            PostImmediately.Detractors => response.Score?.Sentiment == Sentiment.Detractor,
            PostImmediately.None => false,
            _ => throw new ArgumentOutOfRangeException(nameof(rules), rules.Immediately, "no such choice"),
        };
    }
}
