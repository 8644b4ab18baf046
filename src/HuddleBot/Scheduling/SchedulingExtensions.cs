using HuddleBot.Core.Delivery;
using HuddleBot.Core.Diagnosis;
using Quartz;

namespace HuddleBot.Scheduling;

public static class SchedulingExtensions
{
    /// <summary>Looks at each team when one of the <c>IDueWork</c> is due. Runs in the process that dispatches.</summary>
    public static WebApplicationBuilder AddScheduling(this WebApplicationBuilder builder)
    {
        // How it starts and stops is our own to say; its warnings are not.
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        builder.Services.AddQuartz(quartz => quartz
            .UseInMemoryStore(store => store.MisfireThreshold = TimeSpan.FromMinutes(1))
            .UseDefaultThreadPool(TeamClocks.LooksAtOnce)
            .ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "team clocks";
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(2);
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            }));
        builder.Services.AddQuartzHostedService(host => (host.AutoStart, host.WaitForJobsToComplete) = (false, true));
        builder.Services.AddSingleton<DueWork>();
        builder.Services.AddSingleton<TeamClocks>();
        builder.Services.AddSingleton<IWhileDispatching>(provider => provider.GetRequiredService<TeamClocks>());
        builder.Services.AddSingleton<IDiagnosis, SchedulingDiagnosis>();
        return builder;
    }
}
