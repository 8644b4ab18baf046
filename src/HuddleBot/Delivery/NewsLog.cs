using HuddleBot.Core.Identity;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Telemetry;
using NodaTime;

namespace HuddleBot.Delivery;

/// <summary>Tells the operator what news could not be taken over; by the issue's id, never by its words.</summary>
internal sealed partial class NewsLog(StorageOutage outage, ParkedCount parked, ILogger<NewsLog> logger) : INewsObserver
{
    public void Failed(string reader, IssueId issue, int version, Exception exception, Instant next)
    {
        if (exception is StorageUnavailableException unavailable) outage.Noticed(unavailable);
        else LogFailed(logger, reader, issue, version, next, exception);
    }

    public void Parked(TeamId team, string key, string reason)
    {
        parked.CountAnew(team);
        LogParked(logger, team.Value, key, reason);
    }

    public void Dropped(IssueId issue, int version) => LogDropped(logger, issue, version);

    [LoggerMessage(LogLevel.Error, "{Reader} could not take over {Issue}, version {Version}; nothing is lost, trying again at {Next}")]
    private static partial void LogFailed(ILogger logger, string reader, IssueId issue, int version, Instant next, Exception exception);

    [LoggerMessage(LogLevel.Error, "News of team {Team} is parked as {Key}: {Reason}; the others go on")]
    private static partial void LogParked(ILogger logger, string team, string key, string reason);

    [LoggerMessage(LogLevel.Warning, "Nobody was told of {Issue}, version {Version}: it is not there any more")]
    private static partial void LogDropped(ILogger logger, IssueId issue, int version);
}
