using HuddleBot.Core.Delivery;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Diagnosis;

namespace HuddleBot.MicrosoftTeams;

/// <summary>Wires what the bot sends to Microsoft Teams, and what it knows of places and people there.</summary>
internal static class ConnectorHosting
{
    private const string Http = "teams-connector";

    /// <summary>Bytes; a page of members stays well below.</summary>
    private const int AnswerLimit = 4 * 1024 * 1024;

    public static IServiceCollection AddConnector(this IServiceCollection services, DeliveryOptions delivery)
    {
        services.AddHttpClient(Http, client => (client.Timeout, client.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(10), AnswerLimit))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton(s => new ConnectorPace(s.GetRequiredService<TimeProvider>(), delivery));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<ConnectorClient>(s, s.GetRequiredService<IHttpClientFactory>().CreateClient(Http)));

        services.AddSingleton<ConversationStore>().AddSingleton<ConversationAddresses>().AddSingleton<RosterReader>().AddSingleton<TeamChannels>();
        services.AddSingleton<PersonalChats>().AddSingleton<TeamsReplies>().AddSingleton<ConversationReferences>();
        services.AddSingleton<TeamsDirectory>();
        services.AddSingleton<IChatDirectory>(s => s.GetRequiredService<TeamsDirectory>());
        services.AddSingleton<IChatPlatform, TeamsPlatform>();
        services.AddSingleton<IMessageLinks, TeamsLinks>();
        services.AddSingleton<IDiagnosis, TeamsDiagnosis>();
        services.AddSingleton<RosterWarmUp>();
        services.AddSingleton<IWhileDispatching>(s => s.GetRequiredService<RosterWarmUp>());
        services.AddHostedService(s => s.GetRequiredService<RosterWarmUp>());
        return services;
    }
}
