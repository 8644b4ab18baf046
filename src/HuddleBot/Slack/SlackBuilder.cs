using HuddleBot.Core.Delivery;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using HuddleBot.Slack.Buttons;
using HuddleBot.Slack.Commands;
using HuddleBot.Slack.Diagnosis;
using HuddleBot.Slack.Events;
using HuddleBot.Slack.Forms;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Installation;
using HuddleBot.Slack.Queue;
using HuddleBot.Slack.Shortcuts;
using HuddleBot.Slack.SocketMode;
using HuddleBot.Slack.WebApi;
using HuddleBot.Triage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HuddleBot.Slack;

/// <summary>Wires Slack. Without the section <c>Slack</c> nothing is registered and its addresses are 404.</summary>
public static class SlackBuilder
{
    private const string WebApi = "slack-web-api";
    private const string ResponseUrls = "slack-response-urls";

    public static WebApplicationBuilder AddSlack(this WebApplicationBuilder builder)
    {
        var delivery = DeliveryOptions.Read(builder.Configuration);
        if (SlackOptions.Read(builder.Configuration) is not { } options) return builder;
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(s => new SlackPace(s.GetRequiredService<TimeProvider>(), delivery));
        AddHttpClients(services);
        AddInstallation(services, options);

        services.AddSingleton<KnownPeople>().AddSingleton<SlackDirectory>();
        services.AddSingleton<IChatDirectory>(s => s.GetRequiredService<SlackDirectory>());
        services.AddSingleton<IChatPlatform, SlackPlatform>();
        services.AddSingleton<IMessageLinks, SlackLinks>();
        services.AddSingleton<Core.FollowUps.IContactScreen, ContactDialogs>();
        services.AddSingleton<IDiagnosis>(s => ActivatorUtilities.CreateInstance<SlackDiagnosis>(s));

        if (options.HasAddress) services.AddSingleton(new SlackSignature(options.SigningSecret)).AddSingleton<SlackEndpoint>();
        services.AddSingleton<SlackConversation>();
        services.TryAddSingleton<ManagersQueue>();
        services.AddSingleton<EscalationDialog>().AddSingleton<ThemeDialog>().AddSingleton<HomeTab>();
        services.AddSingleton<SlackButtons>().AddSingleton<SlackForms>().AddSingleton<SlackShortcuts>().AddSingleton<SlackEvents>().AddSingleton<HuddleCommand>();
        services.AddSingleton<SlackRouter>().AddSingleton<SlackIntake>().AddSingleton<Deliveries<SlackOutcome>>();
        services.AddHostedService(s => s.GetRequiredService<Deliveries<SlackOutcome>>());
        if (options.AppToken is not null) AddSocketMode(services);
        if (options.BotToken is not null) services.AddHostedService<TokenCheck>();
        return builder;
    }

    public static WebApplication MapSlack(this WebApplication app)
    {
        if (app.Services.GetService<SlackOptions>() is not { } options) return app;
        if (options.HasAddress) app.MapPost(SlackEndpoint.Path, (HttpRequest request, SlackEndpoint endpoint, CancellationToken cancellationToken) => endpoint.AnswerAsync(request, cancellationToken));
        if (!options.CanInstall) return app;
        app.MapGet("/slack/install", InstallEndpoints.Begin);
        app.MapGet("/slack/oauth_redirect", InstallEndpoints.FinishAsync);
        return app;
    }

    /// <summary>After the deliveries, and so stopped before them: what a socket has brought is finished while everything else still works.</summary>
    private static void AddSocketMode(IServiceCollection services)
    {
        services.AddSingleton<SocketOpener>().AddSingleton<SocketState>();
        services.AddSingleton<IConnectionState>(s => s.GetRequiredService<SocketState>());
        services.AddSingleton<IDiagnosis>(s => ActivatorUtilities.CreateInstance<SocketDiagnosis>(s));
        services.AddHostedService<SocketKeeper>();
    }

    private static void AddHttpClients(IServiceCollection services)
    {
        foreach (var name in (string[])[WebApi, ResponseUrls])
        {
            services.AddHttpClient(name, client => client.Timeout = TimeSpan.FromSeconds(10))
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    ConnectTimeout = TimeSpan.FromSeconds(5),
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                })
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                .RemoveAllLoggers();
        }

        services.AddSingleton(s => ActivatorUtilities.CreateInstance<SlackWebApiClient>(s, ClientOf(s, WebApi)));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<ResponseUrlClient>(s, ClientOf(s, ResponseUrls)));
    }

    private static void AddInstallation(IServiceCollection services, SlackOptions options)
    {
        if (options.CanInstall) services.AddSingleton<SlackInstallations>();
        services.AddSingleton(s => new SlackTokens(options, s.GetService<SlackInstallations>(), s.GetRequiredService<TimeProvider>()));
        if (!options.CanInstall) return;
        services.AddSingleton(s => new OAuthState(options.ClientSecret!, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<OAuthClient>(s, ClientOf(s, WebApi)));
    }

    private static HttpClient ClientOf(IServiceProvider services, string name) => services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
}
