using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.News;

/// <summary>What the operator should see of the news.</summary>
public interface INewsObserver
{
    /// <summary>The reader could not take it over; it is brought again at <paramref name="next"/>, and meanwhile nothing later of this team.</summary>
    void Failed(string reader, IssueId issue, int version, Exception exception, Instant next);

    /// <summary>News that cannot be read was set aside, alone: a person has to look at it.</summary>
    /// <param name="key">The row's.</param>
    void Parked(TeamId team, string key, string reason) { }

    /// <summary>Nobody was told: neither the issue nor a response is there any more, or the event is not.</summary>
    void Dropped(IssueId issue, int version);
}
