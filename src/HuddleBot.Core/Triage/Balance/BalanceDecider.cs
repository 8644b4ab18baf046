namespace HuddleBot.Core.Triage.Balance;

/// <summary>
/// Which teams escalate next to nothing or next to everything, beyond chance. Each team is held against all the others: the exact beta-binomial probability of a count as
/// far out as its own, where the others' spread says how much teams differ anyway. Over all teams together the chance of a single false word is at most
/// <see cref="FalseWords"/> a round (Holm 1979), however many teams there are. Pure.
/// </summary>
public static class BalanceDecider
{
    /// <summary>Weeks that count.</summary>
    public const int Weeks = 13;

    /// <summary>A team that has decided less is not looked at.</summary>
    public const int FewestDecided = 30;

    /// <summary>With fewer other teams nobody knows what is usual.</summary>
    public const int FewestOthers = 5;

    /// <summary>Of a hundred rounds in a company whose teams are all alike, in so many (or fewer) any team at all is named.</summary>
    public const double FalseWords = 0.05;

    /// <summary>Next to nothing: at most such a part of what the others escalate; next to everything likewise, of what they do not.</summary>
    private const double Part = 0.25;

    public static IReadOnlyList<Imbalance> Judge(IEnumerable<TeamBalance> teams)
    {
        var known = teams.Where(team => team.Decided >= FewestDecided).ToList();
        if (known.Count <= FewestOthers) return [];
        var all = Spread.Of(known);
        var judged = known.ConvertAll(team => (Team: team, Others: all.Without(team))).ConvertAll(one => (one.Team, one.Others, Chance: ChanceOf(one.Team, one.Others)));

        // Holm: the least likely against all of them, the next against the rest, and so on until one may be chance.
        var beyond = judged.OrderBy(one => one.Chance).Index().TakeWhile(one => one.Item.Chance <= FalseWords / (known.Count - one.Index)).Select(one => one.Item);
        return
        [
            .. beyond.Where(one => IsFarOut(one.Team, one.Others.Share)).OrderBy(one => one.Team.Team.Value, StringComparer.Ordinal)
                .Select(one => new Imbalance(one.Team.Team, one.Team.Decided, one.Team.Escalated, (int)one.Others.Decided, (int)one.Others.Escalated)),
        ];
    }

    /// <summary>Two-sided.</summary>
    private static double ChanceOf(TeamBalance team, Spread others)
    {
        var (p, rho) = (others.Share, others.CorrelationOfAnother);
        var lower = BetaBinomial.AtMost(team.Escalated, team.Decided, p, rho);
        var upper = BetaBinomial.AtLeast(team.Escalated, team.Decided, p, rho);
        return Math.Min(1, 2 * Math.Min(lower, upper));
    }

    private static bool IsFarOut(TeamBalance team, double othersShare)
    {
        var share = (double)team.Escalated / team.Decided;
        return share <= othersShare * Part || 1 - share <= (1 - othersShare) * Part;
    }
}
