using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;

namespace HuddleBot.Cards;

public static class CardsHosting
{
    /// <summary>The cards, from <c>cards/</c> beside the binary.</summary>
    /// <exception cref="CardsException">They do not fit together.</exception>
    public static WebApplicationBuilder AddCards(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(CardCatalog.Load(Path.Combine(AppContext.BaseDirectory, "cards")));
        builder.Services.AddSingleton<ICardComposer, CardComposer>();
        return builder;
    }

    /// <summary>How scores went, as cards show it: of the counters, with pictures.</summary>
    public static WebApplicationBuilder AddTrends(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IScoreTrends, ScoreTrendDrawing>();
        return builder;
    }
}
