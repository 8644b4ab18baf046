using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Silences;

/// <summary>Holds the signs of life of every feed and team of today against their usual gaps. What the settings or the teams file do not have any more is not silent, it is gone.</summary>
public sealed class SilenceList(ITableStore store, SignLog log, ITeamDirectory directory, ISourceNames sources) : ISilences
{
    /// <summary>What has been tried for so long is not just waiting its turn.</summary>
    private static readonly Duration Patience = Duration.FromHours(1);

    public async Task<SilenceReport> ListAsync(Instant now, Instant backSince, CancellationToken cancellationToken)
    {
        var teams = (await directory.CurrentAsync(cancellationToken)).Teams;
        var feeds = sources.Names.Select(name => new SignOf.Feed(name)).ToList();
        var signs = await log.OfAllAsync([.. feeds, .. teams.SelectMany(team => (SignOf[])[new SignOf.Comments(team.Id), new SignOf.People(team.Id)])], cancellationToken);
        var (silent, back) = (new List<Silence>(), new List<CameBack>());

        var everybody = RunningDays.Of(DateTimeZone.Utc, day => teams.Count > 0 && teams.All(team => team.Calendar.Holidays.Contains(day)), now - SilenceDecider.LooksBack, now);
        foreach (var feed in feeds) Judge(new SilentThing.Feed(feed.Source), signs[feed], everybody, SilenceDecider.LeastOfFeed, inWorkingDays: false);
        silent = [.. silent.OrderByDescending(one => one.Wait!.Lasted / one.Wait.Usual)];

        foreach (var team in teams)
        {
            if (await UndeliveredAsync(team, now, cancellationToken) is { } undelivered) silent.Add(undelivered);
            var days = RunningDays.Of(team.TimeZone, team.Calendar.Holidays.Contains, now - SilenceDecider.LooksBack, now);
            var work = RunningDays.OfWork(team, now - SilenceDecider.LooksBack, now);
            Judge(new SilentThing.Comments(team), signs[new SignOf.Comments(team.Id)], days, SilenceDecider.LeastOfFeed, inWorkingDays: false);
            Judge(new SilentThing.People(team), signs[new SignOf.People(team.Id)], work, SilenceDecider.LeastOfPeople, inWorkingDays: true);
        }

        var told = new List<Silence>();
        foreach (var one in silent)
        {
            var isWorthTelling = one.What switch
            {
                SilentThing.Comments comments => FeedsOf(comments.Team, feeds).Any(feed => signs[feed].AsOf(now).Given is [.., var last] && Signs.StartOf(last) > one.Since),
                SilentThing.People people => await SomethingWaitsAsync(people.Team, one.Since, cancellationToken),
                _ => true,
            };
            if (isWorthTelling) told.Add(one);
        }

        return new(told, [.. back.OrderByDescending(one => one.BackAt)]);

        void Judge(SilentThing what, Signs of, RunningDays clock, double least, bool inWorkingDays)
        {
            if (SilenceDecider.Judge(of, clock, least, now) is { } since) silent.Add(new(what, since.Since, new(since.Usual, since.Lasted, inWorkingDays, since.ByChanceOnceInYears)));
            else if (SilenceDecider.Judge(of, clock, least, backSince) is { } before && FirstAfter(of, before.Since, now) is { } first) back.Add(new(what, before.Since, first));
        }
    }

    private static Instant? FirstAfter(Signs signs, Instant since, Instant now) =>
        signs.Given.Select(Signs.StartOf).Where(at => at > since && at <= now).Select(at => (Instant?)at).FirstOrDefault();

    /// <summary>Where its feeds are quiet too, the team's channel is told nothing new by being quiet.</summary>
    private static IEnumerable<SignOf.Feed> FeedsOf(FrontlineTeam team, IEnumerable<SignOf.Feed> feeds) =>
        feeds.Where(feed => team.Routes.Any(route => route.Source is null || string.Equals(route.Source, feed.Source, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Nobody need do anything where there is nothing to do: no open issue, and no huddle that nobody came to.</summary>
    private async Task<bool> SomethingWaitsAsync(FrontlineTeam team, Instant since, CancellationToken cancellationToken)
    {
        var partition = TeamRows.PartitionOf(team.Id);
        if (await store.QueryAsync(partition, TeamRows.Open, null, cancellationToken).AnyAsync(cancellationToken)) return true;
        var from = $"{TeamRows.Huddle}{since.InZone(team.TimeZone).Date:uuuu-MM-dd}";
        return await store.QueryAsync(partition, TeamRows.Huddle, from, cancellationToken).AnyAsync(row => row.GetString("Phase") is nameof(HuddlePhase.Missed) or nameof(HuddlePhase.Announced), cancellationToken);
    }

    private async Task<Silence?> UndeliveredAsync(FrontlineTeam team, Instant now, CancellationToken cancellationToken)
    {
        var waiting = await store.QueryAsync(TeamRows.PartitionOf(team.Id), TeamRows.Outbox, null, cancellationToken).Select(OutboxRow.FromEntity)
            .Where(message => message.Channel == team.Channel && message is { Attempts: > 0, LastError: not null } && message.CreatedAt <= now - Patience).ToListAsync(cancellationToken);
        return waiting.MinBy(message => message.CreatedAt) is { } oldest ? new(new SilentThing.Delivery(team, waiting.Count, oldest.LastError), oldest.CreatedAt, null) : null;
    }
}
