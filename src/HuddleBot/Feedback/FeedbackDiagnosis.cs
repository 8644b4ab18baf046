using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.Feedback;

/// <summary>Whether feedback can come in, whether it finds a team, and what could not be read.</summary>
internal sealed class FeedbackDiagnosis(FeedbackSources sources, ITeamDirectory directory, IFeedbackIntake intake, IQuarantine quarantine) : IDiagnosis
{
    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = sources.Names.Select(name => sources.Find(name)!).ToList();
        if (known.Count == 0) yield return Finding.Note("no feedback source: no comment can come in", "describe one in the settings (Feedback:Sources:NAME)");
        foreach (var source in known)
        {
            yield return source.Signature is null
                ? Finding.Note($"source {source.Name} takes files only (it has no Secret)", $"for a webhook, set Feedback:Sources:{source.Name}:Secret")
                : Finding.Ok($"source {source.Name} takes a signed webhook and files");
        }

        var teams = (await directory.CurrentAsync(cancellationToken)).Teams;
        foreach (var finding in ExamineRoutes(known, teams)) yield return finding;

        var unrouted = await intake.CountUnroutedAsync(cancellationToken);
        if (unrouted > 0) yield return Finding.Note($"{Responses(unrouted)} no team and {(unrouted == 1 ? "waits" : "wait")}", "add a route to a team in the teams file and run 'teams apply FILE'");

        foreach (var (source, count) in await CountQuarantinedAsync(cancellationToken))
        {
            yield return Finding.Wrong(
                $"source {source}: {count:N0} {(count == 1 ? "response" : "responses")} could not be read", "'quarantine list' says why; mend Feedback:Sources, then run 'quarantine retry'");
        }
    }

    private static IEnumerable<Finding> ExamineRoutes(IReadOnlyList<FeedbackSource> known, IReadOnlyList<FrontlineTeam> teams)
    {
        const string AddRoute = "add a route in the teams file and run 'teams apply FILE'";
        foreach (var team in teams.Where(team => team.Routes.Count == 0)) yield return Finding.Note($"team {team.Id} has no route: no feedback comes to it", AddRoute);
        if (teams.Count == 0) yield break;

        var routes = teams.SelectMany(team => team.Routes, (team, route) => (team, route)).ToList();
        foreach (var source in known.Where(source => !routes.Any(item => item.route.Source is null || item.route.Source == source.Name)))
            yield return Finding.Note($"source {source.Name} is named by no route: its responses find no team", AddRoute);
        foreach (var (team, route) in routes.Where(item => item.route.Source is { } name && !known.Any(source => source.Name == name)))
            yield return Finding.Note($"team {team.Id} has a route from {route.Source}, which is no source of the settings", $"describe it in the settings (Feedback:Sources:{route.Source}), or mend the route and run 'teams apply FILE'");
    }

    private static string Responses(int count) => count == 1 ? "1 response matches" : $"{count:N0} responses match";

    private async Task<SortedDictionary<string, int>> CountQuarantinedAsync(CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var item in quarantine.ListAsync(null, cancellationToken)) counts[item.Source] = counts.GetValueOrDefault(item.Source) + 1;
        return counts;
    }
}
