using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Digests;

/// <summary>Whose teams a digest is about: the closed set.</summary>
public abstract record DigestScope
{
    private DigestScope() { }

    /// <summary>Every team: what the CX leads read.</summary>
    public sealed record WholeCompany : DigestScope;

    /// <summary>The teams of one manager.</summary>
    public sealed record TeamsOf(PersonId Manager) : DigestScope;

    /// <summary>In the order of the teams file.</summary>
    public IReadOnlyList<FrontlineTeam> In(TeamsSnapshot snapshot) => this switch
    {
        WholeCompany => snapshot.Teams,
        TeamsOf { Manager: var manager } => [.. snapshot.Teams.Where(team => team.Managers.Contains(manager))],
        _ => throw new InvalidOperationException($"no such scope: {this}"),
    };
}
