using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Issues;

/// <summary>
/// Who may do what; fails closed. Members of the channel, the team's managers and admins decide for the team, the owner of a promise says what becomes of it. Whoever has
/// a <see cref="Role"/> decides for the managers, the owner of an accepted escalation on that one.
/// </summary>
public sealed class Authorization(IEnumerable<IChatDirectory> directories)
{
    /// <summary>Whether the person decides on everything that the team escalates. Null: they may.</summary>
    public static Refusal? MayTriage(FrontlineTeam team, PersonId person) => Roles.Of(team, person).Any() ? null : new Refusal.NotAManager();

    /// <summary>Whether the person makes this decision of the managers on the issue as it stands. Null: they may.</summary>
    /// <param name="right">One of those to triage; any other is refused.</param>
    public static Refusal? MayDecide(FrontlineTeam team, Issue issue, PersonId person, Right right)
    {
        if (right is not (Right.Triage or Right.TriageOrOwn or Right.TriageOrHaveSpoken)) return new Refusal.NotAManager();
        if (MayTriage(team, person) is not { } refusal) return null;
        return right switch
        {
            Right.TriageOrOwn when Ownership.OwnsEscalation(team, issue, person) => null,
            Right.TriageOrHaveSpoken when Ownership.HasSpokenAsOwner(team, issue, person) => null,
            _ => refusal,
        };
    }

    /// <inheritdoc cref="MayDecide(FrontlineTeam, Issue, PersonId, Right)"/>
    public static Refusal? MayDecide(FrontlineTeam team, Issue issue, PersonId person, IssueCommand command) => MayDecide(team, issue, person, Rights.Of(command));

    /// <summary>Whether the person may do this with the issue as it stands. Null: they may.</summary>
    public async Task<Refusal?> MayAsync(FrontlineTeam team, Issue issue, PersonId person, Right right, CancellationToken cancellationToken)
    {
        if (right is Right.Triage or Right.TriageOrOwn or Right.TriageOrHaveSpoken) return MayDecide(team, issue, person, right);
        if (right is Right.TagOrOwnPromise or Right.Look && Ownership.OwnsPromise(issue, person)) return null;
        if (right is Right.TagOrTriage or Right.Look && MayTriage(team, person) is null) return null;
        if (right is Right.Look && Ownership.OwnsEscalation(team, issue, person)) return null;
        return await MayTagAsync(team, person, cancellationToken);
    }

    /// <inheritdoc cref="MayAsync(FrontlineTeam, Issue, PersonId, Right, CancellationToken)"/>
    public Task<Refusal?> MayAsync(FrontlineTeam team, Issue issue, PersonId person, IssueCommand command, CancellationToken cancellationToken) =>
        MayAsync(team, issue, person, Rights.Of(command), cancellationToken);

    /// <summary>As <see cref="MayAsync(FrontlineTeam, Issue, PersonId, Right, CancellationToken)"/>, for somebody who cannot wait longer than <paramref name="patience"/>.</summary>
    public Task<Refusal?> MayAsync(
        FrontlineTeam team, Issue issue, PersonId person, Right right, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken) =>
        MayAsync(team, issue, person, right, cancellationToken).WithinAsync(patience, new Refusal.CannotCheck(), time, cancellationToken);

    /// <summary>As <see cref="MayTagAsync(FrontlineTeam, PersonId, CancellationToken)"/>, for somebody who cannot wait longer than <paramref name="patience"/>.</summary>
    public Task<Refusal?> MayTagAsync(FrontlineTeam team, PersonId person, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken) =>
        MayTagAsync(team, person, cancellationToken).WithinAsync(patience, new Refusal.CannotCheck(), time, cancellationToken);

    /// <summary>Null: they may.</summary>
    public async Task<Refusal?> MayTagAsync(FrontlineTeam team, PersonId person, CancellationToken cancellationToken)
    {
        if (team.Managers.Contains(person) || team.Company.Admins.Contains(person)) return null;
        if (person.Platform != team.Channel.Platform || person.Workspace != team.Channel.Workspace) return new Refusal.NotAMember();
        if (directories.FirstOrDefault(directory => directory.Platform == person.Platform) is not { } directory) return new Refusal.CannotCheck();
        return await directory.IsMemberAsync(team.Channel, person, cancellationToken) switch
        {
            true => null,
            false => new Refusal.NotAMember(),
            null => new Refusal.CannotCheck(),
        };
    }
}
