using HuddleBot.Core.Charts;
using HuddleBot.Hosting;

namespace HuddleBot.Charts;

/// <summary>Pictures of scores, drawn here and served here.</summary>
public static partial class PicturesWiring
{
    /// <exception cref="SettingsException">A setting of the section <c>Pictures</c> is unknown or wrong.</exception>
    public static WebApplicationBuilder AddPictures(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(Settings.Read<PicturesOptions>(builder.Configuration, PicturesOptions.Section));
        services.AddSingleton<ITrendPainter>(_ => new TrendPainter(Path.Combine(AppContext.BaseDirectory, "fonts")));
        services.AddSingleton<PictureKey>().AddSingleton<PictureEndpoint>();
        services.AddSingleton<IPictureAddresses, PictureAddresses>();
        return builder;
    }

    /// <summary>Without a public address there are no pictures, and the address is 404.</summary>
    public static WebApplication MapPictures(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PicturesOptions>().PublicUrl is null) return app;
        if (TrendPainter.CanPaint)
            app.MapMethods(
                $"/{PictureAddresses.Path}/{{token}}", [HttpMethods.Get, HttpMethods.Head],
                (string token, HttpResponse response, PictureEndpoint endpoint, CancellationToken cancellationToken) => endpoint.AnswerAsync(token, response, cancellationToken));
        else app.Lifetime.ApplicationStarted.Register(() => LogNothingToDrawWith(app.Logger));
        return app;
    }

    [LoggerMessage(LogLevel.Warning, "There is no drawing library for this system and processor: cards have words in place of pictures")]
    private static partial void LogNothingToDrawWith(ILogger logger);
}
