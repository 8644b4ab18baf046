using HuddleBot.Core.Digests;
using HuddleBot.Core.Digests.Loops;

namespace HuddleBot.Digests;

/// <summary>What the digest says.</summary>
internal static class DigestReportsWiring
{
    public static WebApplicationBuilder AddDigestReports(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<LoopIndex>().AddSingleton<TeamReading>().AddSingleton<ThemesOfPeriod>().AddSingleton<PeriodReadings>().AddSingleton<DigestVerbatims>().AddSingleton<DecisionReading>();
        services.AddSingleton<IDigestReports, DigestReports>();
        return builder;
    }
}
