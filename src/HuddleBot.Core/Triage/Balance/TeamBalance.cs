using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Triage.Balance;

/// <summary>What a team has decided in some weeks.</summary>
/// <param name="Decided">Comments and observations that it tagged, thanks apart: what it fixes, escalates, or finds not actionable.</param>
/// <param name="Escalated">How many of them it escalated.</param>
public sealed record TeamBalance(TeamId Team, int Decided, int Escalated);

/// <summary>A team that escalates next to nothing, or next to everything, beyond what chance explains. That may be fine.</summary>
/// <param name="OthersDecided">What the other teams decided in the same weeks.</param>
/// <param name="OthersEscalated">How many of these they escalated.</param>
public sealed record Imbalance(TeamId Team, int Decided, int Escalated, int OthersDecided, int OthersEscalated)
{
    private const int LargestPart = 100;

    /// <summary>What the others escalate, as people say it: 1 in 5. The smallest numbers that are right within a tenth.</summary>
    public (int Some, int Of) OthersShare
    {
        get
        {
            var share = (double)OthersEscalated / OthersDecided;
            for (var of = 2; of < LargestPart; of++)
            {
                var some = (int)Math.Round(share * of);
                if (some > 0 && some < of && Math.Abs(((double)some / of) - share) <= Math.Min(share, 1 - share) / 10) return (some, of);
            }

            return (OthersEscalated, OthersDecided);
        }
    }
}
