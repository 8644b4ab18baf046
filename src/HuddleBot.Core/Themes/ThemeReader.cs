using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;

namespace HuddleBot.Core.Themes;

/// <summary>
/// Lets themes follow what is merged and split. The issue is where that is decided, under its own lock: of two who merge it into different themes at once only one
/// succeeds, and the theme only counts what the issue says.
/// </summary>
public sealed class ThemeReader(ITableStore store, ThemeStore themes, IThemeBell bell) : INewsReader
{
    // Each try that fails means that somebody else changed the theme: with many teams merging into one at once, that is often.
    private const int Tries = 100;

    public string Name => "themes";

    public async Task ReadAsync(IssueNews news, CancellationToken cancellationToken)
    {
        var merges = news.Events.OfType<IssueEvent.TriageMerged>().GroupBy(merge => merge.Theme).Select(group => group.Last()).ToList();
        if (merges.Count == 0) return;
        var current = news.Item.Issue.State is IssueState.EscalatedToManager { Escalation.Triage: var triage } ? ThroughTheme.ThemeOf(triage) : null;
        foreach (var merge in merges) await FollowAsync(news, merge, merge.Theme == current, cancellationToken);
    }

    private async Task FollowAsync(IssueNews news, IssueEvent.TriageMerged merge, bool isIn, CancellationToken cancellationToken)
    {
        var issue = news.Item.Issue;
        var facts = MemberFacts.Of(news, merge.Theme);
        for (var tries = 0; tries < Tries; tries++)
        {
            var loaded = await themes.LoadAsync(merge.Theme, cancellationToken);
            var known = await store.GetAsync(ThemeRows.Partition, ThemeRows.MemberRow(merge.Theme, issue.Id), cancellationToken);
            var before = known is null ? null : MemberFacts.FromEntity(known);
            if (before == facts || before?.IssueVersion > issue.Version) return;

            // Merged and taken out again before anybody read of it: the theme never began, or never saw it.
            if (known is null && !isIn) return;
            var events = EventsOf(news, merge, isIn, loaded?.Theme);

            // What all of them come to is reckoned anew only where it can have changed: most news of a member are not of that kind.
            var others = events.Count == 0 && before?.WeighsAs(facts) == true ? null : await themes.FactsAsync(merge.Theme, cancellationToken);
            var (after, actions) = ThemeStore.Save(
                merge.Theme, loaded, events, $"news/{issue.Id}/{issue.Version}",
                others is null ? null : theme => ThemeFigures.Of(theme, [.. others.Where(other => other.Issue != issue.Id), facts]));
            actions.Add(TableTransactionAction.Save(facts.ToEntity(merge.Theme, known?.ETag)));

            // What a team says of the answer, or what it is worth by now, shows on the card although the theme has no event of it.
            if (after.Version == loaded?.Theme.Version && before?.IsShownAs(facts) != true)
                actions.Add(TableTransactionAction.Upsert(new(ThemeRows.Partition, ThemeRows.ToDrawRow(merge.Theme, after.Version)) { ["Theme"] = merge.Theme.ToString(), ["Version"] = after.Version, ["IsDrawnOnly"] = true }));
            if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) continue;
            bell.Ring();
            return;
        }

        throw new InvalidOperationException($"theme {merge.Theme} changed {Tries} times while issue {issue.Id} joined or left it");
    }

    private static List<ThemeEvent> EventsOf(IssueNews news, IssueEvent.TriageMerged merge, bool isIn, Theme? theme)
    {
        var issue = news.Item.Issue;
        var events = new List<ThemeEvent>();
        if (theme is null) events.Add(new ThemeEvent.Begun(merge.By, merge.At, ThemeDecider.Title(merge.Title) ?? issue.Id.Team.Value, TriageClocks.AnswerBy(news.Team, merge.At)));
        var wasIn = theme?.Has(issue.Id) ?? false;
        if (isIn && !wasIn) events.Add(new ThemeEvent.Joined(merge.By, merge.At, issue.Id));
        else if (!isIn && wasIn) events.Add(new ThemeEvent.Left(issue.LastEvent?.By ?? merge.By, issue.LastEvent?.At ?? merge.At, issue.Id));
        return events;
    }
}

/// <summary>Port: something is to be passed on; whoever dispatches looks soon.</summary>
public interface IThemeBell
{
    /// <summary>Returns at once.</summary>
    void Ring();
}
