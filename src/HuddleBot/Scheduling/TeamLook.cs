using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using HuddleBot.Telemetry;
using Quartz;

namespace HuddleBot.Scheduling;

/// <summary>The job of one team, whose id is its name: a look at what is due. Never twice at once.</summary>
[DisallowConcurrentExecution]
internal sealed class TeamLook(TeamClocks clocks, UnhurriedWork unhurried, TimeProvider time) : IJob
{
    public static JobKey KeyOf(TeamId team) => new(team.Value);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (context.ScheduledFireTimeUtc is { } planned) BotMetrics.LookedLate(time.GetUtcNow() - planned);
        await unhurried.RunAsync(() => clocks.LookAsync(new(context.JobDetail.Key.Name), cancellationToken));
    }
}
