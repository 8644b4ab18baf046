using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.FrontlineTeams;

namespace HuddleBot.FrontlineTeams;

/// <summary>Whether there are teams, and somebody to escalate to.</summary>
internal sealed class TeamsDiagnosis(ITeamDirectory directory) : IDiagnosis
{
    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var snapshot = await directory.CurrentAsync(cancellationToken);
        var teams = snapshot.Teams;
        yield return teams.Count switch
        {
            0 => Finding.Wrong("no teams: every comment waits", "write a teams file (docs/teams.schema.json describes it) and run 'teams apply FILE'"),
            1 => Finding.Ok("1 team is applied"),
            _ => Finding.Ok($"{teams.Count:N0} teams are applied"),
        };

        foreach (var team in teams.Where(team => team.Managers.Count == 0))
        {
            yield return team.ManagerChannel is null
                ? Finding.Note($"team {team.Id} has no managers: it cannot escalate", "name them in the teams file (managers) and run 'teams apply FILE'")
                : Finding.Wrong($"team {team.Id} has no managers: escalations go to {team.ManagerChannel}, and nobody there may answer them", "name them in the teams file (managers) and run 'teams apply FILE'");
        }

        if (PeopleWithoutHours.NoteOn(snapshot.Company) is { } note)
            yield return Finding.Note(note, "add them to the teams file (people), with their timeZone, and run 'teams apply FILE'");

        if (snapshot.Company is { CxLeads.Count: 0, CxLeadChannel: { } channel })
            yield return Finding.Note($"what nobody answers is told in {channel}, and nobody there may answer it", "name the CX leads in the teams file (cxLeads.people) and run 'teams apply FILE'");
    }
}
