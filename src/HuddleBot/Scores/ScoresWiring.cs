using HuddleBot.Core.Delivery;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.News;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;

namespace HuddleBot.Scores;

/// <summary>What customers answered, counted by day.</summary>
public static class ScoresWiring
{
    public static WebApplicationBuilder AddScores(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IDueWork, ScoreFolding>();
        services.AddSingleton<ScoreRebuild>();
        services.AddSingleton<IRebuild>(provider => provider.GetRequiredService<ScoreRebuild>());
        services.AddSingleton<IScores, ScoreCounters>();
        services.AddSingleton<DropStore>();
        services.AddSingleton<IDrops>(provider => provider.GetRequiredService<DropStore>());
        services.AddSingleton<DropVerbatims>().AddSingleton<DropAlarm>();
        services.AddSingleton<IDueWork, DropClock>();
        services.AddSingleton<ISlotContents, DropCards>().AddSingleton<ISlotContents, DropBackNotes>();
        services.AddSingleton<IScoreDesk, ScoreDesk>();
        return builder;
    }
}
