using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Inbound;

namespace HuddleBot.MicrosoftTeams;

/// <summary>Wires Microsoft Teams. Without the section <c>MicrosoftTeams</c> nothing is registered and its address is 404.</summary>
public static partial class MicrosoftTeamsBuilder
{
    private const string Metadata = "teams-openid-metadata";
    private const string Authority = "teams-authority";

    /// <summary>Bytes; a key set and a token stay well below.</summary>
    private const int AnswerLimit = 4 * 1024 * 1024;

    public static WebApplicationBuilder AddMicrosoftTeams(this WebApplicationBuilder builder)
    {
        if (MicrosoftTeamsOptions.Read(builder.Configuration) is not { } options) return builder;
        var services = builder.Services;
        services.AddSingleton(options).AddSingleton<ServiceUrls>();
        AddInbound(services, options);
        AddTokens(services, options);
        services.AddConnector(DeliveryOptions.Read(builder.Configuration));
        services.AddTalk();
        return builder;
    }

    public static WebApplication MapMicrosoftTeams(this WebApplication app)
    {
        if (app.Services.GetService<MicrosoftTeamsOptions>() is not { } options) return app;
        app.MapPost(ActivityEndpoint.Path, (HttpRequest request, ActivityEndpoint endpoint, CancellationToken cancellationToken) => endpoint.AnswerAsync(request, cancellationToken));
        if (options.DangerouslyAllowUnauthenticatedLoopback) app.Lifetime.ApplicationStarted.Register(() => LogUnauthenticated(app.Logger, ActivityEndpoint.Path));
        return app;
    }

    private static void AddInbound(IServiceCollection services, MicrosoftTeamsOptions options)
    {
        if (options.DangerouslyAllowUnauthenticatedLoopback) services.AddSingleton<IRequestVerification, UnauthenticatedLoopback>();
        else AddVerification(services, options);
        services.AddSingleton<InvokeAnswers>().AddSingleton<ActivityWork>().AddSingleton<ActivityEndpoint>().AddSingleton<Deliveries<ActivityOutcome>>();
        services.AddHostedService(s => s.GetRequiredService<Deliveries<ActivityOutcome>>());
    }

    private static void AddVerification(IServiceCollection services, MicrosoftTeamsOptions options)
    {
        AddHttpClient(services, Metadata, mayRedirect: true);
        var address = options.OpenIdMetadataUrl?.AbsoluteUri ?? CloudEnvironment.Of(options.Cloud).OpenIdMetadata;
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<SigningKeys>(s, address, new MetadataDocuments(ClientOf(s, Metadata))));
        services.AddSingleton<IRequestVerification, ConnectorTokenVerification>();
    }

    private static void AddTokens(IServiceCollection services, MicrosoftTeamsOptions options)
    {
        if (options.DangerouslyAllowUnauthenticatedLoopback)
        {
            services.AddSingleton<IBotTokens, NoBotTokens>();
            return;
        }

        AddHttpClient(services, Authority, mayRedirect: false);
        var certificate = options.CertificatePath is null ? null : BotCertificate.Load(options);
        services.AddSingleton<IBotTokens>(s => new BotTokens(TokenSources.Of(options, certificate, new MsalHttpClients(ClientOf(s, Authority)))));
    }

    private static void AddHttpClient(IServiceCollection services, string name, bool mayRedirect) =>
        services.AddHttpClient(name, client => (client.Timeout, client.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(10), AnswerLimit))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = mayRedirect,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    private static HttpClient ClientOf(IServiceProvider services, string name) => services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    [LoggerMessage(LogLevel.Warning, "DangerouslyAllowUnauthenticatedLoopback is on: whoever can reach {Path} from this machine is believed to be whoever they say. For development only.")]
    private static partial void LogUnauthenticated(ILogger logger, string path);
}
