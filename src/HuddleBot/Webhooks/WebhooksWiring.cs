using HuddleBot.Core.Delivery;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.News;
using HuddleBot.Hosting;

namespace HuddleBot.Webhooks;

/// <summary>Tells receivers outside what becomes of issues (Standard Webhooks).</summary>
public static class WebhooksWiring
{
    private const string Client = "webhooks";

    /// <exception cref="SettingsException">A webhook is described wrongly.</exception>
    public static WebApplicationBuilder AddWebhooks(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(WebhookSettings.Read(builder.Configuration));
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<INewsReader, WebhookNews>();
        services.AddHttpClient(Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(WebhookClient.NewHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton(provider => new WebhookClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WebhookSending>();
        services.AddSingleton<IWhileDispatching>(provider => provider.GetRequiredService<WebhookSending>());
        services.AddSingleton<IDiagnosis, WebhookDiagnosis>();
        return builder;
    }
}
