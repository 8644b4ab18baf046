using HuddleBot.Core.Delivery;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Triage;
using HuddleBot.Core.Triage.Balance;

namespace HuddleBot.Triage;

/// <summary>The managers' queue.</summary>
internal static class TriageWiring
{
    public static WebApplicationBuilder AddManagerQueue(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<EscalationIndex>();
        services.AddSingleton<QueueProjection>();
        services.AddSingleton<INewsReader>(provider => provider.GetRequiredService<QueueProjection>());
        services.AddSingleton<QueueFeed>();
        services.AddSingleton<IManagerQueue, ManagerQueue>();
        services.AddHostedService<QueueWarmUp>();
        services.AddSingleton<QueueRebuild>();
        services.AddSingleton<IRebuild>(provider => provider.GetRequiredService<QueueRebuild>());
        services.AddSingleton<BalanceCounting>();
        services.AddSingleton<INewsReader>(provider => provider.GetRequiredService<BalanceCounting>());
        services.AddSingleton<BalanceNotes>();
        services.AddSingleton<IWhileDispatching, BalanceRounds>();
        return builder;
    }
}
