using HuddleBot.Core.Feedback;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Hosting;

namespace HuddleBot.Huddles;

/// <summary>What a huddle is made of.</summary>
public static class HuddlesWiring
{
    /// <exception cref="SettingsException">A setting of the section <c>Huddles</c> is unknown or wrong.</exception>
    public static WebApplicationBuilder AddHuddles(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IQuestions>(QuestionBank.Read(Settings.Read<HuddlesOptions>(builder.Configuration, "Huddles")));
        services.AddSingleton<PromiseIndex>();
        services.AddSingleton<AnsweredIndex>();
        services.AddSingleton<TriagedIndex>();
        services.AddSingleton<IAgendaMaker, AgendaMaker>();
        return builder;
    }
}
