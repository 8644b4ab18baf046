using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Finds the one thing to decide. What everything that waits weighs is read from the rows of the managers' queue, and words of the one alone.</summary>
public sealed class DecisionReading(ITableStore store, DigestVerbatims words)
{
    /// <summary>Null: nothing waits.</summary>
    /// <param name="materials">Of the teams in scope.</param>
    /// <param name="ofPeriod">Themes in which they are.</param>
    internal async Task<ThingToDecide?> OfAsync(
        DigestScope scope, IReadOnlyList<TeamMaterial> materials, IReadOnlyList<ThemeMaterial> ofPeriod, Instant end, CancellationToken cancellationToken)
    {
        var bounds = materials.ToDictionary(material => material.Team.Id, material => material.Team.Quadrants);
        var waiting = materials.SelectMany(material => LoopStories.Undecided(material.Loops, material.Team.TimeZone, end)).ToList();
        var customers = await CustomersAsync(scope, [.. waiting.Select(one => one.Issue)], cancellationToken);
        List<Undecided> all =
        [
            .. ofPeriod.Select(theme => theme.Undecided).OfType<Undecided>()
                .Select(theme => theme with { Bounds = theme.Issues.Select(issue => bounds.GetValueOrDefault(issue.Team)).FirstOrDefault(found => found is not null) }),
            .. waiting.Select(one => OfEscalation(one.Issue, one.AskedAt, one.AnswerBy)),
        ];
        if (ThingsToDecide.Choose(all, end) is not { } chosen) return null;
        var verbatim = (await words.VerbatimsAsync(chosen.Issues, 1, cancellationToken)) is [var first] ? first : null;
        var (days, isLate, asked) = (EscalationWeight.DaysBegun(chosen.AskedAt, end), chosen.AnswerBy < end, chosen.Issues.Select(issue => issue.Team).Distinct().ToList());
        var (atRisk, amongAtRisk) = (chosen.WeightAt(end).AtRisk, all.Count(one => one.WeightAt(end).AtRisk > 0));
        if (chosen.Theme is { } theme)
        {
            return new ThingToDecide.OfTheme(theme, ofPeriod.First(one => one.Theme.Id == theme).Theme.Title, chosen.AskedAt, days, chosen.Customers, chosen.AnnualValue, isLate, all.Count, asked, verbatim)
            {
                AtRisk = atRisk, AmongAtRisk = amongAtRisk,
            };
        }

        var escalation = await words.EscalationAsync(chosen.Issues[0], cancellationToken);
        return new ThingToDecide.OfEscalation(
            chosen.Issues[0], escalation?.Category ?? "", escalation?.Ask, chosen.AskedAt, days, chosen.Customers, chosen.AnnualValue, isLate, all.Count, asked, verbatim)
        {
            AtRisk = atRisk, AmongAtRisk = amongAtRisk,
        };

        Undecided OfEscalation(IssueId issue, Instant askedAt, Instant answerBy)
        {
            var (customer, of) = (customers.GetValueOrDefault(issue), bounds.GetValueOrDefault(issue.Team));
            var isAtRisk = of?.Of(customer.Sentiment, customer.AnnualValue) == Quadrant.AtRisk;
            return new(null, [issue], askedAt, answerBy, 1, customer.AnnualValue, customer.AnnualValue is null ? 1 : 0)
            {
                AtRisk = isAtRisk ? 1 : 0, AtRiskValue = isAtRisk ? customer.AnnualValue!.Value : 0, Bounds = of,
            };
        }
    }

    /// <summary>As the queue has them; what has been decided since is in it no more, and its response is read.</summary>
    private async Task<Dictionary<IssueId, (Sentiment? Sentiment, double? AnnualValue)>> CustomersAsync(DigestScope scope, IReadOnlyList<IssueId> waiting, CancellationToken cancellationToken)
    {
        var known = new Dictionary<IssueId, (Sentiment?, double?)>();
        if (waiting.Count == 0) return known;
        var wanted = waiting.ToHashSet();
        IEnumerable<string> ranges = scope is DigestScope.WholeCompany ? [OuterRows.Escalation] : waiting.Select(issue => issue.Team).Distinct().Select(OuterRows.EscalationsOf);
        foreach (var range in ranges)
        {
            await foreach (var row in store.QueryAsync(OuterRows.Partition, range, null, cancellationToken))
            {
                if (QueueRow.FromEntity(row) is { Open: { } open } && wanted.Contains(open.Issue)) known[open.Issue] = (open.Sentiment, open.AnnualValue);
            }
        }

        foreach (var (issue, response) in await words.ResponsesAsync(waiting.Where(issue => !known.ContainsKey(issue)), cancellationToken)) known[issue] = (response.Score?.Sentiment, response.Customer?.AnnualValue);
        return known;
    }
}
