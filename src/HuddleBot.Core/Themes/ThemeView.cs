using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>A theme as its card shows it.</summary>
/// <param name="Teams">The teams that raised it, by the order in which they did; those that the teams file no longer has are left out.</param>
/// <param name="Customers">How many customers are known to be hurt by it.</param>
/// <param name="AnnualValue">What they are worth in a year together, in the company's own currency; null: not known of any.</param>
/// <param name="ThisWeek">How many asked within the last seven days.</param>
/// <param name="WeekBefore">How many asked in the seven days before these.</param>
/// <param name="Tried">What teams had tried themselves, the latest first; at most <see cref="MostTried"/>.</param>
/// <param name="Helped">How many teams say what of the answer; nothing before it is resolved.</param>
public sealed record ThemeView(
    Theme Theme, IReadOnlyList<FrontlineTeam> Teams, int Customers, double? AnnualValue, int ThisWeek, int WeekBefore, IReadOnlyList<TriedByTeam> Tried, HelpedCount Helped)
{
    public const int MostTried = 3;

    /// <summary>How many of the customers are at risk; 0 where no team says who that is.</summary>
    public int AtRisk { get; init; }

    public static ThemeView Of(Theme theme, IReadOnlyList<MemberFacts> facts, TeamsSnapshot teams, Instant now)
    {
        var members = facts.Where(fact => theme.Has(fact.Issue)).ToList();
        var week = Duration.FromDays(7);
        var figures = ThemeFigures.Of(theme, facts);
        IReadOnlyList<FrontlineTeam> known = [.. theme.Teams.Select(teams.Find).OfType<FrontlineTeam>()];
        return new(
            theme, known, figures.Customers,
            figures.AnnualValue, members.Count(fact => fact.AskedAt > now - week),
            members.Count(fact => fact.AskedAt <= now - week && fact.AskedAt > now - week - week),
            [
                .. members.Where(fact => fact.Tried is not null).OrderByDescending(fact => fact.AskedAt).Take(MostTried)
                    .Select(fact => new TriedByTeam(teams.Find(fact.Issue.Team)?.Name ?? fact.Issue.Team.Value, fact.Tried!, fact.TriedOutcome)),
            ],

            // A team that was not helped and asks again has left the theme; what it said counts all the same.
            new(Count(facts, Outcome.Yes), Count(facts, Outcome.Partly), Count(facts, Outcome.No)))
        {
            AtRisk = known.Any(team => team.Quadrants is not null) ? figures.AtRisk : 0,
        };
    }

    private static int Count(IReadOnlyList<MemberFacts> facts, Outcome outcome) => facts.Count(fact => fact.Helped == outcome);
}

/// <summary>What a team tried itself before it asked.</summary>
/// <param name="Outcome">Null: it did not say whether it worked.</param>
public sealed record TriedByTeam(string Team, string Tried, Outcome? Outcome);

public sealed record HelpedCount(int Yes, int Partly, int No);
