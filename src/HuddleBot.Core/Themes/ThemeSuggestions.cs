using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Themes.Likeness;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>Suggests themes and what others had solved, from an index in memory that follows <see cref="LikenessFeed"/>: each look first reads what has changed since the last.</summary>
public sealed class ThemeSuggestions(LikenessFeed feed, ThemeStore themes, ITeamDirectory directory, TimeProvider time) : IThemeSuggestions, IDisposable
{
    /// <summary>What was solved longer ago is history: prices, people and rules have changed since.</summary>
    internal static readonly Duration Recently = Duration.FromDays(365);

    private readonly LikenessIndex<Subject> index = new(LikenessRules.Usual);
    private readonly Dictionary<IssueId, LikenessRow> rows = [];
    private readonly Dictionary<Subject, List<IssueId>> bySubject = [];
    private readonly Dictionary<ThemeId, long> touched = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private long read;

    public async Task<LooksLike> FindAsync(IssueWithResponse item, CancellationToken cancellationToken)
    {
        var asked = item.Issue.Id;
        var text = LikenessRow.TextOf(item);
        IReadOnlyList<Alike<Subject>> open, others;
        IReadOnlyList<(Alike<Subject> Found, LikenessRow Last)> solved;
        IReadOnlyList<ThemeId> otherThemes;
        await turn.WaitAsync(cancellationToken);
        try
        {
            var since = Instant.FromDateTimeOffset(time.GetUtcNow()) - Recently;
            await CatchUpAsync(since, cancellationToken);
            var own = rows.GetValueOrDefault(asked)?.Theme;
            open = index.Find(text, LooksLike.Most, subject => subject is { IsSolved: false, Theme: { } theme } && theme != own);

            // Of a theme that several teams were in, what another team was told: this one knows its own.
            bool IsElsewhere(LikenessRow row) => row.SolvedAt >= since && row.Issue.Team != asked.Team;
            solved = With(index.Find(text, LooksLike.Most, subject => subject.IsSolved && bySubject[subject].Exists(issue => IsElsewhere(rows[issue]))), IsElsewhere);
            var alike = open.Select(one => one.Key.Theme!).ToHashSet();
            otherThemes = [.. touched.Where(theme => theme.Key != own && !alike.Contains(theme.Key)).OrderByDescending(theme => theme.Value).Select(theme => theme.Key).Take(2 * LooksLike.Most)];
            others = index.Find(text, LooksLike.MostOthers, subject => subject is { IsSolved: false, Theme: null, Issue: { } issue } && issue != asked);
        }
        finally
        {
            turn.Release();
        }

        var teams = await directory.CurrentAsync(cancellationToken);
        var suggestions = await Task.WhenAll(open.Select(one => SuggestionAsync(one.Key.Theme!, one.SharedWords, cancellationToken)));
        var unlike = await Task.WhenAll(otherThemes.Select(theme => SuggestionAsync(theme, [], cancellationToken)));
        return new(
            [.. suggestions.OfType<ThemeSuggestion>()],
            [
                .. solved.Select(one => new SolvedElsewhere(
                    teams.Find(one.Last.Issue.Team)?.Name ?? one.Last.Issue.Team.Value, one.Last.Text?.Category ?? "", one.Last.Answer ?? "", one.Found.SharedWords)),
            ],
            others.Count) { OtherWords = WordsOf(others), OtherThemes = [.. unlike.OfType<ThemeSuggestion>().Take(LooksLike.Most)] };
    }

    public async Task<string?> TitleOfAsync(ThemeId theme, CancellationToken cancellationToken) => (await themes.SummaryAsync(theme, cancellationToken))?.Title;

    public void Dispose() => turn.Dispose();

    /// <summary>The order depends on nothing but the words, so that a card that shows them stays as it is.</summary>
    private static IReadOnlyList<string> WordsOf(IEnumerable<Alike<Subject>> others) =>
        [.. others.SelectMany(one => one.SharedWords).CountBy(word => word).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Select(word => word.Key).Take(5)];

    private IReadOnlyList<(Alike<Subject> Found, LikenessRow Last)> With(IReadOnlyList<Alike<Subject>> found, Func<LikenessRow, bool> isMeant) =>
        [.. found.Select(one => (one, bySubject[one.Key].Select(issue => rows[issue]).Where(isMeant).MaxBy(row => row.SolvedAt)!))];

    /// <summary>As the theme is now: the index may be a moment behind. Null: it is over, or nobody is in it any more.</summary>
    private async Task<ThemeSuggestion?> SuggestionAsync(ThemeId id, IReadOnlyList<string> sharedWords, CancellationToken cancellationToken) =>
        await themes.SummaryAsync(id, cancellationToken) is { IsOver: false, Issues: > 0 } theme ? new(id, theme.Title, theme.Issues, theme.Teams, sharedWords) : null;

    /// <param name="since">What was solved before takes no memory: nobody is shown it.</param>
    private async Task CatchUpAsync(Instant since, CancellationToken cancellationToken)
    {
        var changed = new HashSet<Subject>();
        try
        {
            await foreach (var (number, row) in feed.AfterAsync(read, cancellationToken))
            {
                if (rows.Remove(row.Issue, out var before)) Forget(before, changed);
                if (row.Text is not null && !(row.SolvedAt < since))
                {
                    rows[row.Issue] = row;
                    var subject = SubjectOf(row);
                    if (!bySubject.TryGetValue(subject, out var issues)) bySubject[subject] = issues = [];
                    issues.Add(row.Issue);
                    if (subject is { IsSolved: false, Theme: { } theme }) touched[theme] = number;
                    changed.Add(subject);
                }

                read = number;
            }
        }
        finally
        {
            // What was read up to a fault, or up to the moment when nobody wanted to wait any longer, is not read again.
            foreach (var subject in changed) index.Set(subject, bySubject.TryGetValue(subject, out var issues) ? [.. issues.Select(issue => rows[issue].Text!)] : []);
        }
    }

    private void Forget(LikenessRow row, HashSet<Subject> changed)
    {
        var subject = SubjectOf(row);
        bySubject[subject].Remove(row.Issue);
        if (bySubject[subject].Count == 0)
        {
            bySubject.Remove(subject);
            if (subject is { IsSolved: false, Theme: { } theme }) touched.Remove(theme);
        }

        changed.Add(subject);
    }

    private static Subject SubjectOf(LikenessRow row) => new(row.Theme, row.Theme is null ? row.Issue : null, row.Answer is not null);

    /// <summary>A theme or an escalation of none; what was solved stands for itself.</summary>
    private sealed record Subject(ThemeId? Theme, IssueId? Issue, bool IsSolved);
}
