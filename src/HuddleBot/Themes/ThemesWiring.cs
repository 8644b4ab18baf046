using HuddleBot.Core.Delivery;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Themes;

namespace HuddleBot.Themes;

/// <summary>Escalations that are the same thing, decided on together.</summary>
public static class ThemesWiring
{
    public static WebApplicationBuilder AddThemes(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ThemeStore>();
        services.AddSingleton<ThemeCards>();
        services.AddSingleton<ISlotContents>(provider => provider.GetRequiredService<ThemeCards>());
        services.AddSingleton<ISlotContents, ThemeReminderCards>();
        services.AddSingleton<ThemeClock>();
        services.AddSingleton<IThemeDesk, ThemeDesk>();
        services.AddSingleton<ThemePassing>();
        services.AddSingleton<IThemeFollowers>(provider => provider.GetRequiredService<IssueDesk>());
        services.AddSingleton(provider => new ThemeCourier(
            new(provider.GetRequiredService<ThemePassing>), provider.GetRequiredService<ThemeClock>(), provider.GetRequiredService<Hosting.StorageOutage>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ThemeCourier>>()));
        services.AddSingleton<IThemeBell>(provider => provider.GetRequiredService<ThemeCourier>());
        services.AddSingleton<IWhileDispatching>(provider => provider.GetRequiredService<ThemeCourier>());
        services.AddSingleton<INewsReader, ThemeReader>();
        services.AddSingleton<LikenessFeed>();
        services.AddSingleton<INewsReader>(provider => provider.GetRequiredService<LikenessFeed>());
        services.AddSingleton<IThemeSuggestions, ThemeSuggestions>();
        services.AddSingleton<ICardSuggestions, CardSuggestions>();
        services.AddSingleton<LikenessRebuild>();
        services.AddSingleton<IRebuild>(provider => provider.GetRequiredService<LikenessRebuild>());
        services.AddSingleton<IWhileDispatching, LikenessForgetting>();
        return builder;
    }
}
