using HuddleBot.Core.Identity;
using Quartz;

namespace HuddleBot.Scheduling;

/// <summary>The job of one team, whose id is its name: a look at what is due. Never twice at once.</summary>
[DisallowConcurrentExecution]
internal sealed class TeamLook(TeamClocks clocks) : IJob
{
    public static JobKey KeyOf(TeamId team) => new(team.Value);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await clocks.LookAsync(new(context.JobDetail.Key.Name), cancellationToken);
}
