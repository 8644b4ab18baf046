using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.Telemetry;

/// <summary>How many messages are parked, in the process that dispatches: every team once after a start, slowly, and then whoever has something parked or tried again.</summary>
internal sealed class ParkedCount : IWhileDispatching, IDisposable
{
    private const int TeamsAtOnce = 100;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

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
        meter.CreateObservableGauge("huddlebot.outbox.parked", () => counted.Values.Sum(), "{message}", "Messages that cannot be delivered and wait for a person.");
    }

    public void CountAnew(TeamId team) => due[team] = true;

    /// <summary>Whoever takes something out of what is parked rings.</summary>
    public ValueTask HearAsync(TeamId team, CancellationToken cancellationToken)
    {
        if (counted.ContainsKey(team)) CountAnew(team);
        return ValueTask.CompletedTask;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isFirst = true;
        try
        {
            while (true)
            {
                await Task.Delay(LookEvery, time, cancellationToken);
                try
                {
                    if (isFirst)
                    {
                        foreach (var team in (await directory.CurrentAsync(cancellationToken)).Senders) CountAnew(team.Id);
                    }

                    isFirst = false;
                    foreach (var team in due.Keys.Take(TeamsAtOnce)) await CountAsync(team, cancellationToken);
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

    private async Task CountAsync(TeamId team, CancellationToken cancellationToken)
    {
        // What is parked from now on is counted the next time.
        due.TryRemove(team, out _);
        try
        {
            var count = await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Parked, null, cancellationToken).CountAsync(cancellationToken);
            if (count > 0) counted[team] = count;
            else counted.TryRemove(team, out _);
        }
        catch (StorageUnavailableException)
        {
            CountAnew(team);
            throw;
        }
    }
}
