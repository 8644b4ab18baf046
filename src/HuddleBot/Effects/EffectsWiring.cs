using HuddleBot.Core.Cases;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Effects;
using HuddleBot.Core.Huddles;

namespace HuddleBot.Effects;

/// <summary>Did it work?</summary>
public static class EffectsWiring
{
    public static WebApplicationBuilder AddEffects(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<FixIndex>();
        services.AddSingleton<IEffects, ScoreEffects>();
        services.AddSingleton<EffectClock>();
        services.AddSingleton<IDueWork>(provider => provider.GetRequiredService<EffectClock>());
        services.AddSingleton<ISlotContents>(provider => provider.GetRequiredService<EffectClock>());
        services.AddSingleton<FixCases>();
        services.AddSingleton<ProgrammeCases>();
        return builder;
    }
}
