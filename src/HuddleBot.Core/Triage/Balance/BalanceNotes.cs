using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Triage.Balance;

/// <summary>A line for a manager about one of their teams.</summary>
public sealed record BalanceNote(FrontlineTeam Team, Imbalance Imbalance);

/// <summary>
/// Once a month all teams are looked at; what is beyond chance then stands for a week in the queue of that team's managers, and of nobody else.
/// </summary>
public sealed class BalanceNotes(ITableStore store, BalanceCounting counting, ITeamDirectory directory, TimeProvider time)
{
    private const string Partition = "balance";

    /// <summary>One row: the month that was looked at last.</summary>
    private const string Round = "round";

    /// <summary>What was found about a team last: <c>team-{team}</c>.</summary>
    private const string Found = "team-";

    private static readonly Duration Shown = Duration.FromDays(7);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>What the person should know of the teams that they manage, by name.</summary>
    public async Task<IReadOnlyList<BalanceNote>> OfAsync(PersonId person, CancellationToken cancellationToken)
    {
        var teams = (await directory.CurrentAsync(cancellationToken)).Teams.Where(team => team.Managers.Contains(person)).ToDictionary(team => team.Id);
        if (teams.Count == 0) return [];
        var now = Now;
        var found = await store.QueryAsync(Partition, Found, null, cancellationToken).Where(row => row.RequireInstant("At") + Shown > now).Select(FromEntity).ToListAsync(cancellationToken);
        return [.. found.Where(one => teams.ContainsKey(one.Team)).Select(one => new BalanceNote(teams[one.Team], one)).OrderBy(note => note.Team.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Looks at all teams unless that was done this month.</summary>
    /// <returns>How many were looked at, and of how many there is something to say; null: it was done before.</returns>
    public async Task<(int Teams, int Found)?> RunAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var month = YearMonthPattern.Iso.Format(now.InUtc().Date.ToYearMonth());
        var round = await store.GetAsync(Partition, Round, cancellationToken);
        if (round?.GetString("Month") == month) return null;

        var teams = (await directory.CurrentAsync(cancellationToken)).Teams;
        var counts = new List<TeamBalance>();
        foreach (var team in teams) counts.Add(await counting.OfAsync(team.Id, now, cancellationToken));
        var found = BalanceDecider.Judge(counts);

        // The month last, so that what a stop has cut off is done again; what is found twice is the same.
        foreach (var some in found.Chunk(TableLimits.ActionsPerTransaction))
            await store.SubmitTransactionAsync([.. some.Select(one => TableTransactionAction.Upsert(ToEntity(one, now)))], cancellationToken);
        await store.SubmitTransactionAsync([TableTransactionAction.Save(new(Partition, Round, round?.ETag) { ["Month"] = month, ["At"] = now, ["Teams"] = teams.Count, ["Found"] = found.Count })], cancellationToken);
        return (teams.Count, found.Count);
    }

    private static TableEntity ToEntity(Imbalance found, Instant now) => new(Partition, Found + found.Team.Value)
    {
        ["Team"] = found.Team.Value, ["At"] = now, ["Decided"] = found.Decided, ["Escalated"] = found.Escalated, ["OthersDecided"] = found.OthersDecided, ["OthersEscalated"] = found.OthersEscalated,
    };

    private static Imbalance FromEntity(TableEntity row) =>
        new(new(row.RequireString("Team")), row.GetInt32("Decided") ?? 0, row.GetInt32("Escalated") ?? 0, row.GetInt32("OthersDecided") ?? 0, row.GetInt32("OthersEscalated") ?? 0);
}
