using HuddleBot.Core.Feedback;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Huddles;

/// <summary>What a huddle is made of.</summary>
public static class HuddlesWiring
{
    /// <exception cref="SettingsException">A setting of the section <c>Huddles</c> is unknown or wrong.</exception>
    public static WebApplicationBuilder AddHuddles(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IQuestions>(QuestionBank.Read(Settings.Read<HuddlesOptions>(builder.Configuration, "Huddles")));
        services.AddSingleton<AnsweredIndex>();
        services.AddSingleton<TriagedIndex>();
        services.AddSingleton<IPastAgendas, NoneYet>();
        services.AddSingleton<IAgendaMaker, AgendaMaker>();
        return builder;
    }

    /// <summary>Until huddles are stored.</summary>
    private sealed class NoneYet : IPastAgendas
    {
        public Task<IReadOnlyList<PastAgenda>> BetweenAsync(TeamId team, Instant since, Instant until, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PastAgenda>>([]);
    }
}
