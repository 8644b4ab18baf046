using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Huddles;

/// <summary>Since when each of a team's schedules is known as it is: what would have been before that was not missed.</summary>
internal sealed class KnownSchedules(ITableStore store)
{
    private const string Unplanned = "now";

    /// <summary>Notes what is new, changed or gone. A clock that goes back takes the time with it.</summary>
    public async Task<IReadOnlyDictionary<string, KnownSchedule>> OfAsync(FrontlineTeam team, Instant now, CancellationToken cancellationToken)
    {
        var partition = TeamRows.PartitionOf(team.Id);
        var rows = await store.QueryAsync(partition, TeamRows.Schedule, null, cancellationToken).ToDictionaryAsync(row => row.RowKey[TeamRows.Schedule.Length..], StringComparer.Ordinal, cancellationToken);
        var known = new Dictionary<string, KnownSchedule>(StringComparer.Ordinal);
        foreach (var schedule in team.Huddles)
        {
            var (row, print) = (rows.GetValueOrDefault(schedule.Id), PrintOf(team, schedule));
            if (row?.GetString("Print") == print && row.RequireInstant("Since") <= now)
            {
                known[schedule.Id] = new(row);
                continue;
            }

            var noted = row?.Copy(row.ETag) ?? new(partition, TeamRows.Schedule + schedule.Id);
            (noted["Schedule"], noted["Print"], noted["Since"]) = (schedule.Id, print, now);

            // A conflict: somebody else has noted it this moment, and what they wrote is looked at the next time.
            if (await store.SubmitTransactionAsync([TableTransactionAction.Save(noted)], cancellationToken) is TransactionOutcome.Committed { ETags: [var eTag] }) known[schedule.Id] = new(noted.Copy(eTag));
            else if (await store.GetAsync(partition, noted.RowKey, cancellationToken) is { } theirs) known[schedule.Id] = new(theirs);
        }

        foreach (var (id, row) in rows)
        {
            // Should it come back one day, it is a new one. How often it was held stays.
            if (team.Huddles.Any(schedule => schedule.Id == id) || row.GetString("Print") is null) continue;
            var gone = row.Copy(row.ETag);
            gone["Print"] = null;
            await store.SubmitTransactionAsync([TableTransactionAction.Replace(gone)], cancellationToken);
        }

        return known;
    }

    /// <summary>The row that counts the huddles outside of every schedule, and how many huddles the team has had of all kinds.</summary>
    public async Task<(KnownSchedule Unplanned, int Number)> UnplannedAsync(TeamId team, CancellationToken cancellationToken)
    {
        var partition = TeamRows.PartitionOf(team);
        if (await store.GetAsync(partition, TeamRows.Schedule + Unplanned, cancellationToken) is null)
            await store.SubmitTransactionAsync([TableTransactionAction.Add(new(partition, TeamRows.Schedule + Unplanned) { ["Schedule"] = Unplanned })], cancellationToken);
        var rows = await store.QueryAsync(partition, TeamRows.Schedule, null, cancellationToken).ToListAsync(cancellationToken);
        return (new(rows.Single(row => row.RowKey == TeamRows.Schedule + Unplanned)), rows.Sum(row => new KnownSchedule(row).Number));
    }

    /// <summary>All that says on which days and when it takes place.</summary>
    private static string PrintOf(FrontlineTeam team, HuddleSchedule schedule) => StableHash.Of(
    [
        LocalTimePattern.ExtendedIso.Format(schedule.At), team.TimeZone.Id, schedule.IsOfDayBefore.ToString(), schedule.OnHolidays.ToString(),
        "days", .. (schedule.Days ?? team.Calendar.WorkingDays).Order().Select(day => day.ToString()),
        "holidays", .. schedule.OnHolidays ? [] : team.Calendar.Holidays.Order().Select(LocalDatePattern.Iso.Format),
        "pauses", .. schedule.Pauses.SelectMany(pause => new[] { LocalDatePattern.Iso.Format(pause.From), LocalDatePattern.Iso.Format(pause.Until) }),
    ]);
}

/// <summary>A schedule's row.</summary>
internal sealed record KnownSchedule(TableEntity Row)
{
    public Instant Since => Row.RequireInstant("Since");

    /// <summary>How many huddles it has had.</summary>
    public int Number => Row.GetInt32("Number") ?? 0;

    public TableTransactionAction OneMore()
    {
        var more = Row.Copy(Row.ETag);
        more["Number"] = Number + 1;
        return TableTransactionAction.Replace(more);
    }
}
