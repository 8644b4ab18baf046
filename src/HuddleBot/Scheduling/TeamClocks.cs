using System.Collections.Concurrent;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;
using Quartz;

namespace HuddleBot.Scheduling;

/// <summary>
/// A clock for each team, kept by Quartz in memory: what is due follows from the team's rows and its schedules, so that there is nothing to store, and a look at the wrong time
/// does nothing. Each look plans the next one. Every team is looked at anew, spread over some seconds, when the process begins to dispatch, when a teams file was applied,
/// and when the clock was set; and one team when its bell rings.
/// </summary>
internal sealed partial class TeamClocks(ISchedulerFactory schedulers, ITeamDirectory directory, DueWork work, StorageOutage outage, TimeProvider time, ILogger<TeamClocks> logger) : IWhileDispatching
{
    public const int LooksAtOnce = 16;

    private const int LooksPerSecond = 250;
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);

    /// <summary>What changes comes in bursts: a click rings several times.</summary>
    private static readonly Duration AfterBell = Duration.FromSeconds(1);

    private readonly ConcurrentDictionary<TeamId, FrontlineTeam> teams = new();
    private readonly ConcurrentDictionary<TeamId, Task> looking = new();
    private IScheduler? scheduler;
    private CancellationToken dispatching = new(canceled: true);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        scheduler = await schedulers.GetScheduler(cancellationToken);
        dispatching = cancellationToken;
        await scheduler.Start(cancellationToken);
        try
        {
            await KeepAsync(scheduler, cancellationToken);
        }
        finally
        {
            await StandByAsync(scheduler);
        }
    }

    public async ValueTask HearAsync(TeamId team, CancellationToken cancellationToken)
    {
        if (teams.ContainsKey(team)) await PlanAsync(team, time.GetCurrentInstant() + AfterBell);
    }

    /// <summary>What is due in the team; then plans the next look.</summary>
    public async Task LookAsync(TeamId id, CancellationToken shuttingDown)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(shuttingDown, dispatching);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        looking[id] = ended.Task;
        try
        {
            if (either.IsCancellationRequested || !teams.TryGetValue(id, out var team)) return;
            await PlanAsync(id, await work.RunAsync(team, either.Token));
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Whoever dispatches next looks at every team.
        }
        finally
        {
            looking.TryRemove(id, out _);
            ended.SetResult();
        }
    }

    private async Task KeepAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var watch = new ClockWatch(time);
        string? version = null;
        while (true)
        {
            try
            {
                var current = await directory.CurrentAsync(cancellationToken);
                var wasSet = watch.WasSet();
                if (wasSet) LogClockSet(logger);
                if (current.Version != version || wasSet) await PlanAllAsync(scheduler, current.Teams, cancellationToken);
                version = current.Version;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                version = null;
                if (e is StorageUnavailableException unavailable) outage.Noticed(unavailable);
                else LogTrouble(logger, e);
            }

            await Task.Delay(TickEvery, time, cancellationToken);
        }
    }

    /// <summary>A look at every team soon, and none any more at those that have gone.</summary>
    private async Task PlanAllAsync(IScheduler scheduler, IReadOnlyList<FrontlineTeam> current, CancellationToken cancellationToken)
    {
        var gone = teams.Keys.Except(current.Select(team => team.Id)).ToList();
        foreach (var id in gone)
        {
            teams.TryRemove(id, out _);
            await scheduler.DeleteJob(TeamLook.KeyOf(id), cancellationToken);
        }

        var now = time.GetCurrentInstant();
        foreach (var (index, team) in current.Index())
        {
            if (!teams.ContainsKey(team.Id)) await scheduler.AddJob(JobBuilder.Create<TeamLook>().WithIdentity(TeamLook.KeyOf(team.Id)).StoreDurably().Build(), AddJobOptions.Replacing, cancellationToken);
            teams[team.Id] = team;
            await PlanAsync(team.Id, now + Duration.FromSeconds((double)index / LooksPerSecond));
        }
    }

    /// <summary>A look at this moment, unless an earlier one is planned. One that comes late comes at once.</summary>
    private async ValueTask PlanAsync(TeamId team, Instant at)
    {
        if (scheduler is not { } clockwork) return;
        var trigger = TriggerBuilder.Create(time).WithIdentity(team.Value).ForJob(TeamLook.KeyOf(team)).StartAt(at.ToDateTimeOffset())
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build();
        try
        {
            await clockwork.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, CancellationToken.None);
        }
        catch (SchedulerException) when (dispatching.IsCancellationRequested || !teams.ContainsKey(team))
        {
            // The team has just gone, or this process dispatches no more: nobody waits for the look.
        }
    }

    /// <summary>Forgets all that is planned. Returns when the last look has ended.</summary>
    private async Task StandByAsync(IScheduler scheduler)
    {
        teams.Clear();
        try
        {
            await scheduler.Standby(CancellationToken.None);
            await scheduler.Clear(CancellationToken.None);
        }
        catch (SchedulerException) when (scheduler.Status is SchedulerStatus.Shutdown or SchedulerStatus.ShuttingDown)
        {
            // The process ends, and Quartz has heard of it first.
        }

        await Task.WhenAll(looking.Values);
    }

    [LoggerMessage(LogLevel.Warning, "The clock was set; looking at every team again")]
    private static partial void LogClockSet(ILogger logger);

    [LoggerMessage(LogLevel.Error, "Planning was interrupted; nothing is lost, trying again")]
    private static partial void LogTrouble(ILogger logger, Exception exception);
}
