using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Digests;

/// <summary>Chooses whose words stand for many. Pure.</summary>
public static class VerbatimChoice
{
    /// <summary>Shorter ("Great!"), it says too little to stand for others.</summary>
    private const int SaysSomething = 20;

    /// <summary>
    /// At most <paramref name="most"/>, no customer twice; first one of each team, those that say something before those that hardly do, the latest first; then the rest likewise. Shown as they
    /// were written.
    /// </summary>
    public static IReadOnlyList<DigestVerbatim> Of(IEnumerable<(IssueId Issue, Response Response)> responses, int most)
    {
        var ranked = responses.Where(one => one.Response.Comment is not null).DistinctBy(one => one.Issue)
            .OrderBy(one => one.Response.Comment!.Length < SaysSomething).ThenByDescending(one => one.Response.AnsweredAt).ThenBy(one => one.Issue.ToString(), StringComparer.Ordinal)
            .DistinctBy(CustomerOf).ToList();
        var oneOfEachTeam = ranked.DistinctBy(one => one.Issue.Team).ToList();
        return [.. oneOfEachTeam.Concat(ranked.Except(oneOfEachTeam)).Take(most).Select(one => Verbatim(one.Issue, one.Response))];
    }

    /// <summary>Of a response with a comment.</summary>
    public static DigestVerbatim Verbatim(IssueId issue, Response response) => new(issue, response.Comment!, response.Score, response.AnsweredAt);

    private static (string, string) CustomerOf((IssueId Issue, Response Response) one) =>
        one.Response.Customer?.Id is { } id ? (one.Response.Source, id) : ("", one.Issue.ToString());
}
