using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Feedback;
using HuddleBot.Hosting;

namespace HuddleBot.Feedback;

public static class FeedbackExtensions
{
    /// <summary>The sources, and the quarantine for what cannot be read. Needs an <c>ITableStore</c> and an <c>IFeedbackIntake</c>.</summary>
    /// <exception cref="SettingsException">A source is described wrongly.</exception>
    public static WebApplicationBuilder AddFeedback(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new FeedbackSources(Settings.Read<FeedbackOptions>(builder.Configuration, FeedbackOptions.Section)));
        builder.Services.AddSingleton<FeedbackEndpoint>();
        builder.Services.AddSingleton<IQuarantine, Quarantine>();
        builder.Services.AddSingleton<IDiagnosis, FeedbackDiagnosis>();
        return builder;
    }

    public static WebApplication MapFeedback(this WebApplication app)
    {
        app.MapPost("/feedback/{source}", (string source, HttpContext http, FeedbackEndpoint endpoint) => endpoint.ReceiveAsync(source, http));
        return app;
    }
}
