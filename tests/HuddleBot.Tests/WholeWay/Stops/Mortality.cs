using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>What makes a bot mortal, and what is done with one, in whatever process it lives.</summary>
internal static class Mortality
{
    private static string[] Users { get; } = ["U0001", "U0002", "U0004"];

    public static void Give(IServiceCollection services, IPath path)
    {
        services.RemoveAll<ILoggerProvider>();
        var real = services.Single(service => service.ServiceType == typeof(ITableStore));
        services.Remove(real);
        services.AddSingleton<ITableStore>(provider => new MortalStore((ITableStore)real.ImplementationFactory!(provider), path));
        services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new MortalCalls(path)));
    }

    /// <summary>What a platform calls somebody is asked for once, and who is in a hurry is written down as their account is called until then: that is not what is tried here.</summary>
    public static Task LearnNamesAsync(IServiceProvider bot)
    {
        var slack = bot.GetServices<IChatDirectory>().Single(directory => directory.Platform == Platform.Slack);
        return Task.WhenAll(Users.Select(user => slack.NameOfAsync(new(Platform.Slack, "T0001", user), user, CancellationToken.None)));
    }

    /// <summary>What the bot's own clock does, at once.</summary>
    public static async Task DoDueAsync(IServiceProvider bot)
    {
        foreach (var team in (await bot.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Teams)
            foreach (var work in bot.GetServices<IDueWork>()) await work.RunDueAsync(team, CancellationToken.None);
    }
}
