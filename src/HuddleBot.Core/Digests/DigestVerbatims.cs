using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Reads the words of what was chosen, as they stand now: what was erased has none, and is not told.</summary>
public sealed class DigestVerbatims(ITableStore store, IssueStore issues)
{
    private const int AtOnce = 50;

    /// <summary>So many of a theme's escalations are looked at for its verbatims.</summary>
    private const int LookedAt = 40;

    /// <summary>So many times as many wins are looked at as are told: those with words go first.</summary>
    private const int Choice = 3;

    /// <summary>The first of these answers, each in the words of the first issue that still has them.</summary>
    /// <returns>With how many of them have no words any more, of those that were read.</returns>
    internal async Task<(IReadOnlyList<CameBack> Told, int Gone)> CameBackAsync(IReadOnlyList<AnswerGroup> answers, int most, CancellationToken cancellationToken)
    {
        var (told, read) = (new List<CameBack>(), 0);
        while (told.Count < most && read < answers.Count)
        {
            var some = answers.Skip(read).Take(most - told.Count).ToList();
            var loaded = await LoadAsync(some.Select(answer => answer.Stories[0].Issue), cancellationToken);
            foreach (var answer in some)
            {
                if (await ToldAsync(answer, loaded, cancellationToken) is { } one) told.Add(one);
            }

            read += some.Count;
        }

        return (told, read - told.Count);
    }

    private async Task<CameBack?> ToldAsync(AnswerGroup answer, IReadOnlyDictionary<IssueId, LoadedIssue> loaded, CancellationToken cancellationToken)
    {
        foreach (var story in answer.Stories)
        {
            if ((loaded.GetValueOrDefault(story.Issue) ?? await issues.LoadAsync(story.Issue, cancellationToken)) is { } item && AnswerIn(item, story) is { } said)
                return new(answer.As, said.Words, answer.At, [.. answer.Stories.Select(one => one.Issue).Distinct()], said.Theme);
        }

        return null;
    }

    /// <summary>What teams say worked: those with words first, one of each team before another of the same, the latest first.</summary>
    internal async Task<IReadOnlyList<Win>> WorkedAsync(IEnumerable<LoopStory> stories, CancellationToken cancellationToken)
    {
        var latest = stories.Where(story => story.Kind is LoopStoryKind.FixWorked or LoopStoryKind.AnswerHelped).OrderByDescending(story => story.At)
            .ThenBy(story => story.Issue.ToString(), StringComparer.Ordinal).ToList();
        var oneOfEachTeam = latest.DistinctBy(story => story.Issue.Team).ToList();
        var some = oneOfEachTeam.Concat(latest.Except(oneOfEachTeam)).Take(Choice * DigestReport.MostWins).ToList();
        var loaded = await LoadAsync(some.Select(story => story.Issue), cancellationToken);
        return [.. some.Where(story => loaded.ContainsKey(story.Issue)).Select(story => WinOf(loaded[story.Issue], story)).OrderBy(win => win is Win.FixWorked { WhatHappened: null })];
    }

    /// <summary>One that was celebrated, with the words of whoever thanked before one without, the latest first. Null: nothing was, or nothing of it is left.</summary>
    /// <param name="inAll">How many were.</param>
    internal async Task<Win.Celebrated?> CelebratedAsync(IEnumerable<LoopStory> stories, int inAll, CancellationToken cancellationToken)
    {
        var latest = stories.Where(story => story.Kind == LoopStoryKind.Celebrated).OrderByDescending(story => story.At).ThenBy(story => story.Issue.ToString(), StringComparer.Ordinal)
            .Take(LookedAt).ToList();
        var loaded = await LoadAsync(latest.Select(story => story.Issue), cancellationToken);
        return latest.Where(story => loaded.GetValueOrDefault(story.Issue) is { Response.Comment: not null }).Select(story => (Item: loaded[story.Issue], Thanks: ThanksIn(loaded[story.Issue], story)))
            .OrderBy(one => one.Thanks is null).Select(one => new Win.Celebrated(VerbatimChoice.Verbatim(one.Item.Issue.Id, one.Item.Response!), one.Thanks, inAll)).FirstOrDefault();
    }

    /// <summary>What customers say of these, the first of them looked at.</summary>
    internal async Task<IReadOnlyList<DigestVerbatim>> VerbatimsAsync(IEnumerable<IssueId> issues, int most, CancellationToken cancellationToken) => VerbatimChoice.Of(
        (await ResponsesAsync(issues.Take(LookedAt), cancellationToken)).Select(one => (one.Key, one.Value)), most);

    /// <summary>Those that are still there.</summary>
    internal async Task<IReadOnlyDictionary<IssueId, Response>> ResponsesAsync(IEnumerable<IssueId> issues, CancellationToken cancellationToken)
    {
        var found = new Dictionary<IssueId, Response>();
        foreach (var some in issues.Distinct().Chunk(AtOnce))
        {
            var rows = await Task.WhenAll(some.Select(issue => store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.Response + issue.Key, cancellationToken)));
            foreach (var (issue, row) in some.Zip(rows))
            {
                if (row is not null) found[issue] = ResponseRow.FromEntity(row);
            }
        }

        return found;
    }

    /// <summary>The words by which cards name these issues, as they stand now: the customer's, or the member's who raised it. Those without words are left out.</summary>
    internal async Task<IReadOnlyDictionary<IssueId, string>> NamesAsync(IEnumerable<IssueId> named, CancellationToken cancellationToken) =>
        (await LoadAsync(named, cancellationToken)).Where(one => one.Value.Item.Words is not null).ToDictionary(one => one.Key, one => one.Value.Item.Words!);

    /// <summary>The escalation as it is now; null: it is gone, or escalated no more.</summary>
    internal async Task<Escalation?> EscalationAsync(IssueId issue, CancellationToken cancellationToken) =>
        (await issues.LoadAsync(issue, cancellationToken))?.Issue.State is IssueState.EscalatedToManager escalated ? escalated.Escalation : null;

    private async Task<Dictionary<IssueId, LoadedIssue>> LoadAsync(IEnumerable<IssueId> ids, CancellationToken cancellationToken)
    {
        var loaded = new Dictionary<IssueId, LoadedIssue>();
        foreach (var some in ids.Distinct().Chunk(AtOnce))
        {
            foreach (var issue in await issues.LoadAsync(some, cancellationToken)) loaded[issue.Issue.Id] = issue;
        }

        return loaded;
    }

    private static (string Words, ThemeId? Theme)? AnswerIn(LoadedIssue item, LoopStory story) => Last(item, story) switch
    {
        IssueEvent.TriageResolved answer when story.Kind == LoopStoryKind.Resolved => (answer.Answer, answer.Theme?.Id),
        IssueEvent.TriageDeclined answer when story.Kind == LoopStoryKind.Declined => (answer.Reason, answer.Theme?.Id),
        IssueEvent.TriageReturned answer when story.Kind == LoopStoryKind.SentBack => (answer.Guidance, null),
        _ => null,
    };

    private static IssueEvent? Last(LoadedIssue item, LoopStory story) =>
        item.Events.LastOrDefault(@event => @event.At <= story.At && @event is (IssueEvent.TriageResolved or IssueEvent.TriageDeclined or IssueEvent.TriageReturned));

    private static Win WinOf(LoadedIssue item, LoopStory story) => story.Kind == LoopStoryKind.AnswerHelped
        ? new Win.AnswerHelped(item.Issue.Id, Before<IssueEvent.TriageResolved>(item, story)?.Answer ?? "", story.At)
        : new Win.FixWorked(item.Issue.Id, Before<IssueEvent.FixPlanned>(item, story)?.Try, item.Events.OfType<IssueEvent.Finished>().LastOrDefault(said => said.At <= story.At && said.WhatHappened is not null)?.WhatHappened, story.At);

    private static string? ThanksIn(LoadedIssue item, LoopStory story) => Before<IssueEvent.Celebrated>(item, story)?.Thanks;

    private static T? Before<T>(LoadedIssue item, LoopStory story) where T : IssueEvent => item.Events.OfType<T>().LastOrDefault(@event => @event.At <= story.At);
}
