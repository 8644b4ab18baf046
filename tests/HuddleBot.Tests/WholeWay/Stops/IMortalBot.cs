using HuddleBot.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>A bot that may die.</summary>
internal interface IMortalBot : IAsyncDisposable
{
    BotLife Life { get; }

    Uri Address { get; }

    Task<bool> IsDispatchingAsync();

    /// <summary>What its own clock does, at once. Never comes back where it dies meanwhile.</summary>
    Task DoDueAsync();

    /// <summary>The clock of everybody has been put forward.</summary>
    void Skip(TimeSpan by);
}

/// <summary>In this process: it is dead when nothing of it has any effect any more.</summary>
internal sealed class OwnBot : IMortalBot
{
    private readonly WebApplication app;

    private OwnBot(WebApplication app, BotLife life) => (this.app, Life) = (app, life);

    public BotLife Life { get; }

    public Uri Address => new(app.Urls.Single());

    public static async Task<IMortalBot> StartAsync(Hotel hotel, BotLife life)
    {
        var bot = new OwnBot(hotel.BuildMortal(life), life);
        await bot.app.StartAsync();
        await Mortality.LearnNamesAsync(bot.app.Services);
        return bot;
    }

    /// <summary>The verb of the command line, in a life of its own.</summary>
    public static async Task ImportAsync(Hotel hotel, BotLife life, string source, string file)
    {
        await using var verb = hotel.BuildMortal(life);
        await Task.WhenAny(Hotel.ImportAsync(verb.Services, source, file), life.Ended).Unwrap();
    }

    public Task<bool> IsDispatchingAsync() => Task.FromResult(app.Services.GetRequiredService<Doorbell>().IsDispatching);

    public Task DoDueAsync() => Mortality.DoDueAsync(app.Services);

    /// <summary>It has everybody's clock.</summary>
    public void Skip(TimeSpan by)
    {
    }

    public async ValueTask DisposeAsync()
    {
        if (!Life.IsOver) await app.StopAsync();
        await app.DisposeAsync();
    }
}
