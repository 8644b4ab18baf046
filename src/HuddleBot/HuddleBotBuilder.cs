using HuddleBot.Cards;
using HuddleBot.Charts;
using HuddleBot.Delivery;
using HuddleBot.Digests;
using HuddleBot.Effects;
using HuddleBot.Feedback;
using HuddleBot.FrontlineTeams;
using HuddleBot.Hosting;
using HuddleBot.Huddles;
using HuddleBot.MicrosoftTeams;
using HuddleBot.Scheduling;
using HuddleBot.Scores;
using HuddleBot.Silences;
using HuddleBot.Slack;
using HuddleBot.Storage;
using HuddleBot.Telemetry;
using HuddleBot.Themes;
using HuddleBot.Triage;
using HuddleBot.Webhooks;

namespace HuddleBot;

/// <summary>The table of contents: every capability wires itself, and only this file knows them all.</summary>
public static class HuddleBotBuilder
{
    public const string DefaultAddress = "http://127.0.0.1:3978";

    /// <summary>Everything but the web server's start; the verbs of the command line use the services of the same host.</summary>
    /// <param name="settings">Settings in the form of the command line (<c>--Storage:Provider=Sqlite</c>); they go before environment and file.</param>
    /// <exception cref="SettingsException">A setting is missing, unknown or wrong.</exception>
    public static WebApplication Build(params string[] settings) => Build(TimeProvider.System, settings);

    /// <param name="time">Whose time it is; tests bring their own.</param>
    /// <inheritdoc cref="Build(string[])"/>
    public static WebApplication Build(TimeProvider time, params string[] settings) => Build(time, _ => { }, settings);

    /// <param name="replace">Services that tests bring in place of the bot's own.</param>
    /// <inheritdoc cref="Build(TimeProvider, string[])"/>
    internal static WebApplication Build(TimeProvider time, Action<IServiceCollection> replace, params string[] settings)
    {
        var builder = Begin(settings);
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(DefaultAddress);
        builder.Services.AddSingleton(time).AddSingleton<StorageOutage>().AddSingleton<Readiness>();

        // What goes wrong at the start is said in words by the verb; the framework would add a stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.AddCards();
        builder.AddStorage();
        builder.AddTelemetry();
        builder.AddFrontlineTeams();
        builder.AddFeedback();
        builder.AddPictures();
        builder.AddDelivery();
        builder.AddManagerQueue();
        builder.AddScheduling();
        builder.AddScores();
        builder.AddTrends();
        builder.AddEffects();
        builder.AddSilences();
        builder.AddHuddles();
        builder.AddThemes();
        builder.AddDigestReports();
        builder.AddDigests();
        builder.AddSlack();
        builder.AddMicrosoftTeams();
        builder.AddWebhooks();
        replace(builder.Services);

        var app = builder.Build();
        app.WarnOfSectionsToCome();
        app.UseTelemetry();
        app.MapHealth();
        app.MapFeedback();
        app.MapPictures();
        app.MapDigests();
        app.MapSlack();
        app.MapMicrosoftTeams();
        app.CheckCards();
        return app;
    }

    /// <summary>The settings alone, for a verb that needs nothing else of the bot.</summary>
    /// <inheritdoc cref="Build(string[])"/>
    internal static IConfiguration SettingsOf(IReadOnlyList<string> settings) => Begin([.. settings]).Configuration;

    private static WebApplicationBuilder Begin(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        SettingSections.Check(builder.Configuration);
        return builder;
    }
}
