using HuddleBot.Core.Delivery;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Tests.Scores.Drops;

/// <summary>A team whose scores are looked at for falls: the real core on real storage, and days that the test lets pass.</summary>
internal sealed class WatchedTeam(ITableStore store)
{
    /// <summary>The last day that may be looked at when the clock of the test begins.</summary>
    public static readonly LocalDate Begin = new(2026, 11, 18);

    private static readonly CancellationToken None = CancellationToken.None;
    private int answers;

    public CountedTeam Counted { get; } = new(store);

    public FrontlineTeam Team => Counted.Team;

    public ITableStore Store => store;

    /// <summary>Until the day may be looked at: at noon of the day after the next.</summary>
    public void Pass(LocalDate day) => Counted.Clock.Advance((day.PlusDays(2) + new LocalTime(12, 0)).InZoneLeniently(Team.TimeZone).ToDateTimeOffset() - Counted.Clock.GetUtcNow());

    /// <summary>So many detractors, passives and promoters on one day.</summary>
    public IEnumerable<Response> Day(LocalDate day, int detractors, int passives, int promoters, string? touchpoint = null, string? comment = null, string? segment = null) =>
        Enumerable.Range(0, detractors + passives + promoters).Select(number => Counted.Response(
            $"{day:uuuu-MM-dd}/{answers++}", CountedTeam.Nps(number < detractors ? 2 : number < detractors + passives ? 8 : 10),
            (day + new LocalTime(9, 0)).InZoneLeniently(Team.TimeZone).ToInstant() + Duration.FromMinutes(number), touchpoint, segment, number < detractors ? comment ?? $"Not good, {answers}." : null));

    /// <summary>Weeks that are all alike: 3 detractors, 2 passives and 5 promoters a day; NPS 20.</summary>
    public IEnumerable<Response> Usual(LocalDate from, int days, string? touchpoint = null) => Enumerable.Range(0, days).SelectMany(day => Day(from.PlusDays(day), 3, 2, 5, touchpoint));

    public Task TakeAsync(IEnumerable<Response> responses) => Counted.TakeAsync(responses);

    public DropClock Clock(ITableStore? other = null)
    {
        var (to, sequence) = (other ?? store, new RowSequence());
        var scores = Counted.Scores(to);
        return new(to, scores, new(to), new(to, scores, new(to, new(to)), sequence), Counted, Counted, Counted.Clock);
    }

    /// <summary>One look of whoever dispatches.</summary>
    public Task<Instant?> LookAsync(ITableStore? other = null) => Clock(other).RunDueAsync(Team, None);

    /// <summary>The day passes, and is looked at.</summary>
    public async Task LookAtAsync(LocalDate day)
    {
        Pass(day);
        await LookAsync();
        await Counted.FoldAsync();
    }

    /// <summary>Days whose answers come as they pass, each looked at; until something has happened, or all of them.</summary>
    /// <returns>The last of them.</returns>
    public async Task<LocalDate> LiveAsync(LocalDate from, int days, Func<LocalDate, IEnumerable<Response>> answersOf, Func<Task<bool>>? untilAsync = null)
    {
        for (var day = from; ; day = day.PlusDays(1))
        {
            await TakeAsync(answersOf(day));
            await LookAtAsync(day);
            if ((untilAsync is not null && await untilAsync()) || day == from.PlusDays(days - 1)) return day;
        }
    }

    public Task<IReadOnlyList<ScoreDrop>> DropsAsync() => new DropStore(store).ListAsync(Team.Id, new(2020, 1, 1), new(2030, 1, 1), None);

    public async Task<List<string>> PostsAsync() => [.. (await Counted.RowsAsync(TeamRows.Outbox)).Select(row => $"{row.GetString("Content")} {row.GetString("Slot")}")];

    /// <summary>All that the watch has stored, without what names the process, the moment of writing or a single answer.</summary>
    public async Task<List<string>> StoredAsync()
    {
        var rows = new List<string>();
        foreach (var prefix in (string[])[TeamRows.Drop, TeamRows.WatchedSeries, TeamRows.DropWatch, TeamRows.Issue, TeamRows.Slot])
            rows.AddRange((await Counted.RowsAsync(prefix)).Select(row => $"{row.RowKey} {string.Join(' ', row.Values.Where(one => one.Key is not (TableLimits.OperationProperty or "Known" or "Verbatims")).Select(one => $"{one.Key}={one.Value}"))}"));
        rows.AddRange((await Counted.RowsAsync(TeamRows.Outbox)).Select(row => $"{row.GetString("Content")} {row.GetString("Slot")} {row.GetInstant("NotBefore")}"));
        return rows;
    }
}
