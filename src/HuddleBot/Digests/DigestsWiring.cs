using HuddleBot.Charts;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Digests;

namespace HuddleBot.Digests;

/// <summary>The digest: when it comes, to whom, how it looks. What it says is <see cref="IDigestReports"/>.</summary>
internal static class DigestsWiring
{
    public static WebApplicationBuilder AddDigests(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<DigestTrend>().AddSingleton<CardLinks>().AddSingleton<DigestReading>().AddSingleton<DigestMaking>().AddSingleton<DigestClock>().AddSingleton<IDigestDesk, DigestDesk>();
        services.AddSingleton<ISlotContents, DigestMessages>();
        services.AddSingleton<DigestAddresses>().AddSingleton<DigestEndpoint>();
        services.AddSingleton<IDigestTables>(provider => provider.GetRequiredService<DigestAddresses>());
        services.AddSingleton<IWhileDispatching, DigestRounds>();
        return builder;
    }

    /// <summary>Without a public address nobody is given the address of a file, and there is none.</summary>
    public static WebApplication MapDigests(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PicturesOptions>().PublicUrl is null) return app;
        app.MapMethods(
            $"/{DigestAddresses.Path}/{{token}}.csv", [HttpMethods.Get, HttpMethods.Head],
            (string token, HttpResponse response, DigestEndpoint endpoint, CancellationToken cancellationToken) => endpoint.AnswerAsync(token, response, cancellationToken));
        return app;
    }
}
