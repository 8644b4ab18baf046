using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.FrontlineTeams;

public static class FrontlineTeamsExtensions
{
    /// <summary>The directory of teams. Needs an <c>ITableStore</c>.</summary>
    public static WebApplicationBuilder AddFrontlineTeams(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StoredTeams>();
        builder.Services.AddSingleton<ITeamDirectory, TeamDirectory>();
        builder.Services.AddSingleton<IDiagnosis, TeamsDiagnosis>();
        return builder;
    }
}
