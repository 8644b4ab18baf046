using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Issues;

/// <summary>Who may do what. Members of the channel and the team's managers tag, the owner of a promise says what becomes of it; only managers triage. Fails closed.</summary>
public sealed class Authorization(IEnumerable<IChatDirectory> directories)
{
    /// <summary>Null: they may.</summary>
    public static Refusal? MayTriage(FrontlineTeam team, PersonId person) => team.Managers.Contains(person) ? null : new Refusal.NotAManager();

    /// <summary>As <see cref="MayTagAsync(FrontlineTeam, PersonId, CancellationToken)"/>, for somebody who cannot wait longer than <paramref name="patience"/>.</summary>
    /// <remarks>The question goes on, and the directory keeps its answer for the next time.</remarks>
    public async Task<Refusal?> MayTagAsync(FrontlineTeam team, PersonId person, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var question = MayTagAsync(team, person, cancellationToken);
        await Task.WhenAny(question, Task.Delay(patience, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return question.IsCompleted ? await question : new Refusal.CannotCheck();
    }

    /// <summary>Null: they may.</summary>
    public async Task<Refusal?> MayTagAsync(FrontlineTeam team, PersonId person, CancellationToken cancellationToken)
    {
        if (team.Managers.Contains(person)) return null;
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
