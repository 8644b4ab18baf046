using System.Collections.Concurrent;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Silences;

/// <summary>
/// Keeps the signs of life: a row for each month of a feed, a team's comments, a team's people. Who notes a sign in an hour that is known already writes nothing and waits for nobody.
/// </summary>
public sealed class SignLog(ITableStore store)
{
    public const string Partition = "signs";

    private const int Tries = 50;

    /// <summary>A clock that is a little ahead is believed.</summary>
    private static readonly Duration Ahead = Duration.FromHours(1);

    /// <summary>The months that were written or read last, by the key of their rows; what stands in them is in the storage.</summary>
    private readonly ConcurrentDictionary<string, MonthOfSigns> months = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SignOf, int> newest = new();

    /// <summary>Of something that happens by itself: it is known when it is given.</summary>
    public Task NoteAsync(SignOf of, Instant given, Instant now, CancellationToken cancellationToken) => NoteAsync(of, [given], null, now, cancellationToken);

    /// <param name="given">What lies in the future, or before what is looked back on, is left out.</param>
    /// <param name="arrived">When it came in; null: it is not sent.</param>
    public async Task NoteAsync(SignOf of, IEnumerable<Instant> given, Instant? arrived, Instant now, CancellationToken cancellationToken)
    {
        var signs = given.Where(at => at <= now + Ahead && at >= now - SilenceDecider.LooksBack)
            .Select(at => new NotedSign(Signs.HourOf(Instant.Min(at, now)), HasArrived: false)).Distinct().Where(sign => !IsKnown(of, sign)).ToList();
        if (signs.Count == 0) return;
        var last = signs.Max(sign => sign.Hour);
        if (arrived is { } at && last > await NewestAsync(of, cancellationToken)) signs.Add(new(Signs.HourOf(at), HasArrived: true));
        foreach (var month in signs.GroupBy(sign => MonthOfSigns.MonthOf(sign.Hour))) await SaveAsync(of, month.Key, [.. month], cancellationToken);
        newest.AddOrUpdate(of, last, (_, before) => Math.Max(before, last));
    }

    /// <summary>All that is kept of it.</summary>
    public async Task<Signs> OfAsync(SignOf of, CancellationToken cancellationToken) =>
        In([.. await store.QueryAsync(Partition, MonthOfSigns.PrefixOf(of), null, cancellationToken).Where(row => MonthOfSigns.OwnerOf(row) == of.Key)
            .Select(row => MonthOfSigns.FromEntity(of, row)).ToListAsync(cancellationToken)]);

    /// <summary>All that is kept of all of them, in one look.</summary>
    public async Task<IReadOnlyDictionary<SignOf, Signs>> OfAllAsync(IReadOnlyCollection<SignOf> all, CancellationToken cancellationToken)
    {
        var byKey = all.DistinctBy(of => of.Key).ToDictionary(of => of.Key, StringComparer.Ordinal);
        var rows = all.ToDictionary(of => of, _ => new List<MonthOfSigns>());
        await foreach (var row in store.QueryAsync(Partition, "", null, cancellationToken))
        {
            if (byKey.TryGetValue(MonthOfSigns.OwnerOf(row), out var of)) rows[of].Add(MonthOfSigns.FromEntity(of, row));
        }

        return rows.ToDictionary(one => one.Key, one => In(one.Value));
    }

    /// <summary>Deletes the months that are looked back on no more, of whatever has signs or had.</summary>
    public async Task ForgetAsync(Instant now, CancellationToken cancellationToken)
    {
        var first = (now - SilenceDecider.LooksBack).InUtc().Date.ToYearMonth();
        await foreach (var row in store.QueryAsync(Partition, "", null, cancellationToken))
        {
            if (MonthOfSigns.MonthIn(row) < first) await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], cancellationToken);
        }
    }

    /// <summary>The rows of a month come in the order of their keys, which is that of time.</summary>
    private static Signs In(IReadOnlyList<MonthOfSigns> inOrder) => new([.. inOrder.SelectMany(month => month.Given)], [.. inOrder.SelectMany(month => month.Arrived)]);

    private bool IsKnown(SignOf of, NotedSign sign) =>
        months.TryGetValue(MonthOfSigns.KeyOf(of, MonthOfSigns.MonthOf(sign.Hour)), out var month) && month.Has(sign);

    private async Task<int> NewestAsync(SignOf of, CancellationToken cancellationToken) =>
        newest.TryGetValue(of, out var hour) ? hour : newest.GetOrAdd(of, (await OfAsync(of, cancellationToken)).Given is [.., var last] ? last : int.MinValue);

    /// <summary>Whoever else writes the same month at this moment has its signs kept too.</summary>
    private async Task SaveAsync(SignOf of, YearMonth month, IReadOnlyList<NotedSign> signs, CancellationToken cancellationToken)
    {
        var key = MonthOfSigns.KeyOf(of, month);
        for (var tries = 0; tries < Tries; tries++)
        {
            var row = await store.GetAsync(Partition, key, cancellationToken);
            var kept = row is null ? new MonthOfSigns(of, month) : MonthOfSigns.FromEntity(of, row);
            var missing = signs.Where(sign => !kept.Has(sign)).ToList();
            foreach (var sign in missing) kept.Add(sign);
            if (missing.Count > 0 && await store.SubmitTransactionAsync([TableTransactionAction.Save(kept.ToEntity())], cancellationToken) is not TransactionOutcome.Committed) continue;
            months[key] = kept;
            return;
        }

        throw new InvalidOperationException($"the signs of {of} changed {Tries} times while they were being kept");
    }
}
