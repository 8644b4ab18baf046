using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>
/// Takes a page from what this process knows to be open and from the themes that wait, and reads what stands on it: what stands differently meanwhile is known at once, and the
/// page is taken anew.
/// </summary>
public sealed class ManagerQueue(QueueFeed feed, IssueStore issues, ThemeStore themes, ITeamDirectory directory, TimeProvider time) : IManagerQueue
{
    /// <summary>As often a page is taken anew; one that has changed even then has fewer entries.</summary>
    private const int Tries = 4;

    public async Task<QueuePage?> PageAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken)
    {
        var waiting = themes.OpenAsync(cancellationToken);
        var open = await feed.CurrentAsync(cancellationToken);
        var openThemes = await waiting;
        var teams = await directory.CurrentAsync(cancellationToken);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var live = new Dictionary<IssueId, IssueWithResponse>();
        for (var tries = 1; ; tries++)
        {
            if (PersonsQueue.Of(person, openThemes.Count == 0 ? open : [.. open, .. openThemes], teams, now) is not { } queue) return null;
            var cut = queue.Cut(query);
            var page = cut.Entries;
            var escalations = page.Select(one => one.Open).OfType<OpenEscalation>().ToList();
            foreach (var item in await issues.LoadAsync(escalations.Select(one => one.Issue).Where(id => !live.ContainsKey(id)), cancellationToken)) live[item.Issue.Id] = item.Item;
            var shownThemes = (await Task.WhenAll(page.Select(one => one.Open).OfType<OpenTheme>().Select(one => ShowAsync(one, teams, now, cancellationToken)))).OfType<ShownTheme>().ToDictionary(one => one.Key);

            var changed = escalations.Where(one => Now(one.Issue) != one).Select(one => one.Issue).ToList();
            var hasChanged = changed.Count > 0 || page.Any(one => one.Open is OpenTheme theme && shownThemes.GetValueOrDefault(theme.Key)?.View.Theme.Version != theme.Version);
            if (!hasChanged || tries == Tries)
            {
                var entries = page.Select(one => EntryOf(one.Team, one.Open, shownThemes.GetValueOrDefault(one.Open.Key))).OfType<QueueEntry>();
                return new(query with { Page = cut.Start / QueueQuery.PageSize }, [.. entries], cut.Total, queue.Counts, queue.CategoriesOf(query.View))
                {
                    Quadrants = queue.QuadrantsOf(query.View), Start = cut.Start, Previous = cut.Previous, Next = cut.Next, Zone = ZoneOf(person, teams),
                };
            }

            open = await feed.NoticeAsync([.. changed.Select(id => (id, live.TryGetValue(id, out var item) ? item.Issue.Version : int.MaxValue, Now(id)))], cancellationToken);
            openThemes = await themes.OpenAsync(cancellationToken);
        }

        // One page has lines of several teams, and one reader.
        static DateTimeZone? ZoneOf(PersonId person, TeamsSnapshot teams) =>
            (teams.Company.Find(person)?.Hours ?? teams.Teams.FirstOrDefault(team => Authorization.MayTriage(team, person) is null)?.WorkingTimeOf(person))?.Zone;

        OpenEscalation? Now(IssueId id) => live.TryGetValue(id, out var item) ? OpenEscalation.Of(item) : null;

        QueueEntry? EntryOf(FrontlineTeam team, OpenItem one, ShownTheme? theme) => one switch
        {
            OpenEscalation { Issue: var issue } when Now(issue) is not null => new(team, live[issue], one.Weight(team, now), one.Due(team, now)),
            OpenTheme when theme is not null => new(team, theme.Latest, one.Weight(team, now), one.Due(team, now)) { Theme = theme.View },
            _ => null,
        };
    }

    /// <summary>Null: it waits no more.</summary>
    private async Task<ShownTheme?> ShowAsync(OpenTheme open, TeamsSnapshot teams, Instant now, CancellationToken cancellationToken)
    {
        var facts = themes.FactsAsync(open.Theme, cancellationToken);
        var theme = await themes.FindAsync(open.Theme, cancellationToken);
        var known = await facts;
        return theme is { IsOpen: true } && await issues.LoadAsync(theme.Members[^1].Issue, cancellationToken) is { } latest
            ? new(open.Key, ThemeView.Of(theme, known, teams, now), latest.Item)
            : null;
    }

    private sealed record ShownTheme(string Key, ThemeView View, IssueWithResponse Latest);
}
