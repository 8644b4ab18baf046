using HuddleBot.Core.Effects;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Cases;

/// <summary>What became of one issue or theme, for a sponsor: who did what when, how long it took, whether it worked, and customers' own words.</summary>
/// <param name="Effect">Never <see cref="Effect.NotFixed"/>.</param>
/// <param name="Teams">Those that had it and that the teams file still has; 1 or more.</param>
/// <param name="Others">The comparison teams' names.</param>
/// <param name="Steps">Oldest first.</param>
/// <param name="Trend">Null: there is too little to draw.</param>
/// <param name="Evidence">What customers wrote that raised it, the first first; at most <see cref="MostVerbatims"/>.</param>
/// <param name="Since">What customers wrote of the same touchpoint in the weeks after, whatever it says: the latest; at most <see cref="MostVerbatims"/>.</param>
public sealed record FixCase(
    Fix Fix, Effect Effect, IReadOnlyList<FrontlineTeam> Teams, IReadOnlyList<string> Others, IReadOnlyList<CaseStep> Steps, CaseClocks Clocks, CalledBack Called, ScoreTrend? Trend,
    IReadOnlyList<Verbatim> Evidence, IReadOnlyList<Verbatim> Since)
{
    public const int MostVerbatims = 3;
}

/// <summary>One step of the loop.</summary>
/// <param name="By">Null: a customer.</param>
/// <param name="Words">As they were typed; null: none.</param>
/// <param name="Team">Whose zone its time is told in.</param>
public sealed record CaseStep(Instant At, CaseStepKind Kind, Actor? By, string? Words, FrontlineTeam Team);

public enum CaseStepKind
{
    CustomerAnswered,
    Raised,
    Promised,
    Escalated,
    Accepted,
    Asked,
    Answered,
    Returned,
    Merged,
    Declined,
    Resolved,
    Done,
    Dropped,
    Worked,
    WorkedInPart,
    DidNotWork,
    Reopened,
    Undone,
}

/// <summary>How long it took, from one to the next; of several the one in the middle. Null: it did not come to that.</summary>
/// <param name="ToDecision">From the customer's answer to the team's first decision.</param>
/// <param name="ToAnswer">From the team's question to its manager to the first answer.</param>
/// <param name="ToFix">From the customer's answer to the fix.</param>
public sealed record CaseClocks(Duration? ToDecision, Duration? ToAnswer, Duration? ToFix)
{
    public static CaseClocks MiddleOf(IReadOnlyList<CaseClocks> all) =>
        new(Middle(all.Select(one => one.ToDecision)), Middle(all.Select(one => one.ToAnswer)), Middle(all.Select(one => one.ToFix)));

    private static Duration? Middle(IEnumerable<Duration?> durations)
    {
        var sorted = durations.OfType<Duration>().Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <param name="Reached">Customers with whom somebody has spoken.</param>
/// <param name="Of">Those who were to be called.</param>
public sealed record CalledBack(int Reached, int Of);

/// <summary>A customer's own words. Nothing of who they are.</summary>
/// <param name="Team">The name of the team.</param>
public sealed record Verbatim(string Words, string Team, string? Touchpoint, LocalDate Day, Score? Score)
{
    internal static Verbatim? Of(Response response, FrontlineTeam team) =>
        response.Comment is { } words ? new(words, team.Name, response.Touchpoint, response.AnsweredAt.InZone(team.TimeZone).Date, response.Score) : null;
}
