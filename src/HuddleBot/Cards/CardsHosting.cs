using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;

namespace HuddleBot.Cards;

public static class CardsHosting
{
    /// <summary>The cards, from <c>cards/</c> beside the binary. They are read while everything else is wired: on a second core the start takes half a second less.</summary>
    public static WebApplicationBuilder AddCards(this WebApplicationBuilder builder)
    {
        var reading = Task.Run(() => CardCatalog.Load(Path.Combine(AppContext.BaseDirectory, "cards")));
        builder.Services.AddSingleton(_ => reading.GetAwaiter().GetResult());
        builder.Services.AddSingleton<ICardComposer, CardComposer>();
        return builder;
    }

    /// <exception cref="CardsException">The cards do not fit together.</exception>
    public static void CheckCards(this WebApplication app) => app.Services.GetRequiredService<CardCatalog>();

    /// <summary>How scores went, as cards show it: of the counters, with pictures.</summary>
    public static WebApplicationBuilder AddTrends(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IScoreTrends, ScoreTrendDrawing>();
        return builder;
    }
}
