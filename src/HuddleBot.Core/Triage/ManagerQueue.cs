using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Triage;

/// <summary>Takes a page from what this process knows to be open, and reads its issues: what stands differently meanwhile is known at once, and the page is taken anew.</summary>
public sealed class ManagerQueue(QueueFeed feed, IssueStore issues, ITeamDirectory directory, TimeProvider time) : IManagerQueue
{
    /// <summary>As often a page is taken anew; one that has changed even then has fewer entries.</summary>
    private const int Tries = 4;

    public async Task<QueuePage?> PageAsync(PersonId person, QueueQuery query, CancellationToken cancellationToken)
    {
        var open = await feed.CurrentAsync(cancellationToken);
        var teams = await directory.CurrentAsync(cancellationToken);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var live = new Dictionary<IssueId, IssueWithResponse>();
        for (var tries = 1; ; tries++)
        {
            if (PersonsQueue.Of(person, open, teams, now) is not { } queue) return null;
            var all = queue.List(query);
            var shown = query with { Page = Math.Clamp(query.Page, 0, Math.Max(0, (all.Count - 1) / QueueQuery.PageSize)) };
            var page = all.Skip(shown.Page * QueueQuery.PageSize).Take(QueueQuery.PageSize).ToList();
            foreach (var item in await issues.LoadAsync(page.Select(one => one.Open.Issue).Where(id => !live.ContainsKey(id)), cancellationToken)) live[item.Issue.Id] = item.Item;

            var changed = page.Where(one => Now(one.Open.Issue) != one.Open).Select(one => one.Open.Issue).ToList();
            if (changed.Count == 0 || tries == Tries)
            {
                var entries = page.Where(one => Now(one.Open.Issue) is not null).Select(one => new QueueEntry(one.Team, live[one.Open.Issue], one.Open.Weight(now), one.Open.Due(one.Team, now)));
                return new(shown, [.. entries], all.Count, queue.Counts, queue.CategoriesOf(query.View)) { Zone = ZoneOf(person, teams) };
            }

            open = await feed.NoticeAsync([.. changed.Select(id => (id, live.TryGetValue(id, out var item) ? item.Issue.Version : int.MaxValue, Now(id)))], cancellationToken);
        }

        // One page has lines of several teams, and one reader.
        static DateTimeZone? ZoneOf(PersonId person, TeamsSnapshot teams) =>
            (teams.Company.Find(person)?.Hours ?? teams.Teams.FirstOrDefault(team => Authorization.MayTriage(team, person) is null)?.WorkingTimeOf(person))?.Zone;

        OpenEscalation? Now(IssueId id) => live.TryGetValue(id, out var item) ? OpenEscalation.Of(item) : null;
    }
}
