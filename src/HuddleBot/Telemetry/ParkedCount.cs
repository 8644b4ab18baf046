using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.Telemetry;

/// <summary>
/// How much is parked, in the process that dispatches: the only one that parks. What it parks is counted at once, and so is a team whose bell rings (somebody has tried again or dropped
/// something); what others have parked before it, in one slow round over all teams. A bell that was lost is found within a minute. At rest it asks for nothing.
/// </summary>
internal sealed class ParkedCount : IWhileDispatching, IDisposable
{
    /// <summary>So many of the round, each <see cref="Step"/>: 10,000 teams take 200 seconds.</summary>
    private const int TeamsOfStep = 10;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CountAgainEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TeamId, int> counted = new();
    private readonly ConcurrentDictionary<TeamId, bool> due = new();
    private readonly Meter meter = new(BotMetrics.MeterName);
    private readonly ITableStore store;
    private readonly ITeamDirectory directory;
    private readonly StorageOutage outage;
    private readonly TimeProvider time;

    public ParkedCount(ITableStore store, ITeamDirectory directory, StorageOutage outage, TimeProvider time)
    {
        (this.store, this.directory, this.outage, this.time) = (store, directory, outage, time);
        meter.CreateObservableGauge("huddlebot.outbox.parked", () => Now, "{message}", "Messages and news that wait for a person.");
    }

    /// <summary>As far as it has been counted.</summary>
    public int Now => counted.Values.Sum();

    public void CountAnew(TeamId team) => due[team] = true;

    /// <summary>Whoever takes something out of what is parked rings.</summary>
    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken)
    {
        if (counted.ContainsKey(team)) CountAnew(team);
        return ValueTask.CompletedTask;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Queue<TeamId>? round = null;
        var since = time.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(round?.Count > 0 ? Step : LookEvery, time, cancellationToken);
                try
                {
                    round ??= new((await directory.CurrentAsync(cancellationToken)).Senders.Select(team => team.Id));
                    if (round.Count == 0 && time.GetElapsedTime(since) >= CountAgainEvery)
                    {
                        foreach (var team in await StillHereAsync(cancellationToken)) round.Enqueue(team);
                        since = time.GetTimestamp();
                    }

                    await CountDueAsync(round, cancellationToken);
                }
                catch (StorageUnavailableException e)
                {
                    outage.Noticed(e);
                }
            }
        }
        finally
        {
            due.Clear();
            counted.Clear();
        }
    }

    public void Dispose() => meter.Dispose();

    /// <summary>Those that have something parked. What belongs to a team that is not there any more is in no list, either.</summary>
    private async Task<IReadOnlyList<TeamId>> StillHereAsync(CancellationToken cancellationToken)
    {
        var teams = (await directory.CurrentAsync(cancellationToken)).Senders.Select(team => team.Id).ToHashSet();
        foreach (var gone in counted.Keys.Where(team => !teams.Contains(team))) counted.TryRemove(gone, out _);
        return [.. counted.Keys];
    }

    private async Task CountDueAsync(Queue<TeamId> round, CancellationToken cancellationToken)
    {
        foreach (var team in due.Keys) await CountAsync(team, cancellationToken);
        for (var i = 0; i < TeamsOfStep && round.TryPeek(out var team); i++)
        {
            await CountAsync(team, cancellationToken);
            round.Dequeue();
        }
    }

    private async Task CountAsync(TeamId team, CancellationToken cancellationToken)
    {
        // What is parked from now on is counted the next time.
        var wasDue = due.TryRemove(team, out _);
        try
        {
            var count = await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Parked, null, cancellationToken).CountAsync(cancellationToken);
            if (count > 0) counted[team] = count;
            else counted.TryRemove(team, out _);
        }
        catch (StorageUnavailableException) when (wasDue)
        {
            CountAnew(team);
            throw;
        }
    }
}
