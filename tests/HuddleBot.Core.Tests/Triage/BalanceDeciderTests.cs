using System.Globalization;
using HuddleBot.Core.Triage.Balance;
using Xunit.Abstractions;

namespace HuddleBot.Core.Tests.Triage;

/// <summary>Who escalates next to nothing or next to everything, beyond chance; and how seldom that is said wrongly.</summary>
public sealed class BalanceDeciderTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2, 64, true)]
    [InlineData(0, 40, true)]
    [InlineData(64, 64, true)]
    [InlineData(60, 64, true)]
    [InlineData(8, 64, false)] // Less than usual, but chance explains it.
    [InlineData(32, 64, false)] // Far more than usual, and still not everything.
    [InlineData(0, 29, false)] // Too few to say anything.
    public void Where_the_others_escalate_one_in_five(int escalated, int decided, bool isNamed)
    {
        var found = BalanceDecider.Judge([new(new("ours"), decided, escalated), .. Enumerable.Range(0, 30).Select(i => new TeamBalance(new($"t{i}"), 60 + i, (60 + i + (i % 5)) / 5))]);
        Assert.Equal(isNamed ? ["ours"] : [], found.Select(one => one.Team.Value));
        if (!isNamed) return;
        var one = Assert.Single(found);
        Assert.Equal((decided, escalated, (1, 5)), (one.Decided, one.Escalated, one.OthersShare));
    }

    [Fact]
    public void Where_teams_differ_widely_anyway_nobody_is_named()
    {
        // Each as it is: from almost nothing to almost everything.
        var teams = Enumerable.Range(0, 30).Select(i => new TeamBalance(new($"t{i}"), 64, 2 + (2 * i))).ToList();
        Assert.Empty(BalanceDecider.Judge(teams));
    }

    [Fact]
    public void With_few_other_teams_nobody_knows_what_is_usual() =>
        Assert.Empty(BalanceDecider.Judge([new(new("ours"), 200, 0), .. Enumerable.Range(0, BalanceDecider.FewestOthers - 1).Select(i => new TeamBalance(new($"t{i}"), 200, 100))]));

    [Fact]
    public void Where_nobody_ever_escalates_nobody_is_named() =>
        Assert.Empty(BalanceDecider.Judge(Enumerable.Range(0, 50).Select(i => new TeamBalance(new($"t{i}"), 100, 0))));

    [Theory]
    [InlineData(1, 5, 1, 5)]
    [InlineData(204, 1000, 1, 5)]
    [InlineData(2, 3, 2, 3)]
    [InlineData(9, 10, 9, 10)]
    [InlineData(3, 100, 1, 31)]
    [InlineData(0, 100, 0, 100)]
    public void A_share_is_said_in_small_numbers(int escalated, int decided, int some, int of) =>
        Assert.Equal((some, of), new Imbalance(new("ours"), 64, 2, decided, escalated).OthersShare);

    /// <summary>R: <c>pbinom(2, 64, 0.2)</c>, <c>pbinom(3, 10, 0.5)</c>; the last by hand: with p = ½ and ρ = ⅓ all numbers from 0 to n are equally likely.</summary>
    [Theory]
    [InlineData(3, 10, 0.5, 1e-9, 0.171875)]
    [InlineData(10, 10, 0.3, 1e-9, 1)]
    [InlineData(0, 20, 0.2, 1e-9, 0.011529215)]
    [InlineData(4, 9, 0.5, 1 / 3.0, 0.5)]
    public void The_tails_are_exact(int k, int n, double p, double rho, double expected) => Assert.Equal(expected, BetaBinomial.AtMost(k, n, p, rho), 6);

    /// <summary>
    /// 1,000 rounds of each company: how many rounds name anybody at all. The teams are all alike, or differ by a beta distribution around the same mean; sizes from few
    /// comments to hundreds. The table of docs/balance.md is this.
    /// </summary>
    [Theory]
    [InlineData(6, 0.2, 0)]
    [InlineData(6, 0.2, 0.05)]
    [InlineData(6, 0.5, 0.2)]
    [InlineData(8, 0.2, 0)]
    [InlineData(8, 0.2, 0.05)]
    [InlineData(8, 0.5, 0.2)]
    [InlineData(12, 0.5, 0.2)]
    [InlineData(30, 0.05, 0)]
    [InlineData(30, 0.2, 0)]
    [InlineData(30, 0.6, 0)]
    [InlineData(30, 0.2, 0.05)]
    [InlineData(30, 0.5, 0.2)]
    [InlineData(300, 0.2, 0)]
    [InlineData(300, 0.2, 0.05)]
    [InlineData(300, 0.3, 0.1)]
    public void In_at_most_one_round_of_twenty_is_anybody_named_by_chance(int teams, double share, double rho)
    {
        const int rounds = 1000;
        var chance = new Random(20261122);
        var named = 0;
        for (var round = 0; round < rounds; round++)
        {
            var company = Enumerable.Range(0, teams).Select(i =>
            {
                var (n, p) = (30 + chance.Next(20) + (i % 4 == 0 ? chance.Next(300) : 0), ShareOfOne(chance, share, rho));
                return new TeamBalance(new($"t{i}"), n, Enumerable.Range(0, n).Count(_ => chance.NextDouble() < p));
            });
            if (BalanceDecider.Judge(company).Count > 0) named++;
        }

        Stated(string.Create(CultureInfo.InvariantCulture, $"| {teams} | {share} | {rho} | {named} |"));
        Assert.True(named <= 65, $"{named} of {rounds} rounds named somebody"); // 5 % and two standard errors.
    }

    /// <summary>It does say something where something is. The second table of docs/balance.md.</summary>
    [Theory]
    [InlineData(0.02, 40, 0, 0)]
    [InlineData(0.02, 80, 0, 120)]
    [InlineData(0.02, 160, 0, 150)]
    [InlineData(0.02, 160, 0.02, 0)]
    [InlineData(0.02, 160, 0.05, 0)]
    [InlineData(0.95, 40, 0, 150)]
    [InlineData(0.95, 40, 0.05, 150)]
    public void A_team_that_is_different_is_found_where_the_others_are_alike(double share, int comments, double rho, int atLeast)
    {
        var chance = new Random(7);
        var found = Enumerable.Range(0, 200).Count(_ => BalanceDecider.Judge([.. Enumerable.Range(0, 30).Select(i =>
        {
            var p = i == 0 ? share : ShareOfOne(chance, 0.2, rho);
            return new TeamBalance(new($"t{i}"), comments, Enumerable.Range(0, comments).Count(_ => chance.NextDouble() < p));
        })]).Any(one => one.Team.Value == "t0"));
        Stated(string.Create(CultureInfo.InvariantCulture, $"| {share} | {comments} | {rho} | {found} |"));
        Assert.True(found >= atLeast, $"found {found} of 200");
    }

    [Fact]
    public void The_limits_are_stated()
    {
        Stated($"The {BalanceDecider.Weeks} whole weeks before");
        Stated($"fewer than {BalanceDecider.FewestDecided} is not looked at");
        Stated($"fewer than {BalanceDecider.FewestOthers} other such teams");
        Stated(string.Create(CultureInfo.InvariantCulture, $"a single false word is at most {BalanceDecider.FalseWords} a round"));
    }

    private void Stated(string words)
    {
        output.WriteLine(words);
        Assert.Contains(words, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Triage", "balance.md")), StringComparison.Ordinal);
    }

    private static double ShareOfOne(Random chance, double share, double rho) => rho == 0 ? share : Beta(chance, share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho);

    /// <summary>From two gamma variates (Marsaglia and Tsang 2000).</summary>
    private static double Beta(Random chance, double a, double b)
    {
        var (x, y) = (Gamma(chance, a), Gamma(chance, b));
        return x / (x + y);
    }

    private static double Gamma(Random chance, double shape)
    {
        if (shape < 1) return Gamma(chance, shape + 1) * Math.Pow(1 - chance.NextDouble(), 1 / shape);
        var d = shape - (1 / 3.0);
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
            var v = Math.Pow(1 + (normal / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - chance.NextDouble()) < (normal * normal / 2) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }
}
