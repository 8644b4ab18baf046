using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>What one of the team's earlier huddles was to talk about, whether it was held or missed.</summary>
public sealed record PastAgenda(Instant StartsAt, Agenda Agenda);

/// <summary>Port: what the team's last huddles were to talk about, so that the next one does not say it again.</summary>
public interface IPastAgendas
{
    /// <summary>Those that started (or were to start) at <paramref name="since"/> or later and before <paramref name="until"/>, of all the team's schedules, the latest first.</summary>
    Task<IReadOnlyList<PastAgenda>> BetweenAsync(TeamId team, Instant since, Instant until, CancellationToken cancellationToken);
}
