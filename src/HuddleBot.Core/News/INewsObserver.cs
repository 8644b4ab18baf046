using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.News;

/// <summary>What the operator should see of the news.</summary>
public interface INewsObserver
{
    /// <summary>The reader could not take it over; it is brought again at <paramref name="next"/>, and meanwhile nothing later of this team.</summary>
    void Failed(string reader, IssueId issue, int version, Exception exception, Instant next);

    /// <summary>Nobody was told: neither the issue nor a response is there any more, or the event is not.</summary>
    void Dropped(IssueId issue, int version);
}
