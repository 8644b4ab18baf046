using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Storage.Sqlite;
using HuddleBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>The managers' queue against one that is made from the teams alone, beside it.</summary>
internal static class QueueCheck
{
    /// <param name="bot">Any bot on the storage, started or not.</param>
    /// <returns>The rows of both: as they are, and as they would be.</returns>
    public static async Task<(IReadOnlyList<string> Kept, IReadOnlyList<string> MadeAnew)> CompareAsync(IServiceProvider bot)
    {
        var store = bot.GetRequiredService<ITableStore>();
        using var folder = new TemporaryFolder();
        await using var sqlite = new SqliteTableStore(new($"Data Source={folder.File("anew.db")}"));
        await sqlite.EnsureReadyAsync(CancellationToken.None);
        var beside = new SplitStore(store, OuterRows.Partition, sqlite);
        using var projection = new QueueProjection(beside, bot.GetRequiredService<IssueStore>());
        var teams = await bot.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None);
        await new QueueRebuild(beside, bot.GetRequiredService<EscalationIndex>(), projection).RunAsync([.. teams.Teams.Select(team => team.Id)], CancellationToken.None);
        return (await RowsAsync(store), await RowsAsync(beside));
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(ITableStore store) =>
        await store.QueryAsync(OuterRows.Partition, OuterRows.Escalation, null, CancellationToken.None)
            .Select(row => $"{row.RowKey}: {string.Join(' ', row.Values.Select(value => $"{value.Key}={value.Value}"))}").ToListAsync();
}
