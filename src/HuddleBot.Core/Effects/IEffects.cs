using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>Did it work? Looks at the counted days of the teams, and at nothing that grows with the number of answers.</summary>
public interface IEffects
{
    /// <summary>Of an issue; where it was resolved through a theme, of the theme.</summary>
    Task<Effect> OfAsync(IssueId issue, CancellationToken cancellationToken);

    Task<Effect> OfAsync(ThemeId theme, CancellationToken cancellationToken);

    /// <summary>Every fix that came to be judged in a period, whatever the verdict, each once: of a theme one for all its teams. The first that was fixed first.</summary>
    /// <param name="teams">Whose fixes; of a theme one of its teams is enough.</param>
    /// <param name="period">In it lies the moment when the last day that is compared was over, in the zone of the fix's first team.</param>
    Task<IReadOnlyList<Effect>> JudgedInAsync(IReadOnlyCollection<TeamId> teams, Interval period, CancellationToken cancellationToken);
}
