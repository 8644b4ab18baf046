using HuddleBot.Core.Delivery;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.News;
using HuddleBot.Core.Silences;
using HuddleBot.Feedback;

namespace HuddleBot.Silences;

/// <summary>What has gone silent: for the digest, for the log, for <c>doctor</c>.</summary>
public static class SilencesWiring
{
    public static WebApplicationBuilder AddSilences(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SignLog>();
        services.AddSingleton<INewsReader, SignsOfPeople>();
        services.AddSingleton<IRebuild, SignRebuild>();
        services.AddSingleton<ISourceNames>(provider => provider.GetRequiredService<FeedbackSources>());
        services.AddSingleton<ISilences, SilenceList>();
        services.AddSingleton<IWhileDispatching, SilenceWatch>();
        services.AddSingleton<IDiagnosis, SilenceDiagnosis>();
        return builder;
    }
}
