using System.Collections.Concurrent;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using HuddleBot.Hosting;
using HuddleBot.Telemetry;
using NodaTime;

namespace HuddleBot.Scheduling;

/// <summary>All that is due in one team now. One piece of work that fails keeps no other from being done, and is tried again, less and less often.</summary>
internal sealed partial class DueWork(IEnumerable<IDueWork> works, StorageOutage outage, TimeProvider time, ILogger<DueWork> logger)
{
    /// <summary>Looked at again after this at the latest, in case a change of the team was not heard.</summary>
    public static readonly Duration LongestWait = Duration.FromMinutes(15);

    private static readonly Duration ShortestWait = Duration.FromSeconds(1);
    private static readonly Duration FirstRetry = Duration.FromSeconds(2);
    private static readonly Duration LastRetry = Duration.FromMinutes(2);

    private readonly IDueWork[] works = [.. works];
    private readonly ConcurrentDictionary<TeamId, int> failures = new();

    /// <summary>Returns when to look again: a second to <see cref="LongestWait"/> from now.</summary>
    public async Task<Instant> RunAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var (next, failed) = ((Instant?)null, false);
        foreach (var work in works)
        {
            using var occasion = Occasion.Of(work.GetType().Name);
            try
            {
                if (await work.RunDueAsync(team, cancellationToken) is { } due) next = next is { } other ? Instant.Min(other, due) : due;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                failed = true;
                BotMetrics.JobFailed(work.GetType().Name);
                if (e is StorageUnavailableException unavailable)
                {
                    outage.Noticed(unavailable);
                    break;
                }

                LogTrouble(logger, team.Id.Value, work.GetType().Name, e);
            }
        }

        if (!failed) failures.TryRemove(team.Id, out _);
        var now = time.GetCurrentInstant();
        var latest = now + (failed ? RetryAfter(failures.AddOrUpdate(team.Id, 1, (_, before) => before + 1)) : LongestWait);
        return Instant.Max(now + ShortestWait, Instant.Min(next ?? latest, latest));
    }

    private static Duration RetryAfter(int failures) => Duration.Min(LastRetry, FirstRetry * Math.Pow(2, Math.Min(failures - 1, 10)));

    [LoggerMessage(LogLevel.Error, "What was due in team {Team} could not be done by {Work}; trying again")]
    private static partial void LogTrouble(ILogger logger, string team, string work, Exception exception);
}
