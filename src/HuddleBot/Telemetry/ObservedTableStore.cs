using System.Diagnostics;
using System.Runtime.CompilerServices;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;

namespace HuddleBot.Telemetry;

/// <summary>Measures every operation, and shows transactions in the trace that they belong to. Where nobody measures, it is not in the way.</summary>
/// <param name="system"><c>db.system.name</c>.</param>
internal sealed class ObservedTableStore(ITableStore store, string system) : ITableStore, IAsyncDisposable, IDisposable
{
    public Task<TableEntity?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        BotMetrics.MeasuresStorage ? MeasureGetAsync(partitionKey, rowKey, cancellationToken) : store.GetAsync(partitionKey, rowKey, cancellationToken);

    public IAsyncEnumerable<TableEntity> QueryAsync(string partitionKey, string rowKeyPrefix, string? fromRowKey, CancellationToken cancellationToken) =>
        Observe("query", store.QueryAsync(partitionKey, rowKeyPrefix, fromRowKey, cancellationToken), cancellationToken);

    public IAsyncEnumerable<TableEntity> ScanAsync(string partitionKeyPrefix, CancellationToken cancellationToken) =>
        Observe("scan", store.ScanAsync(partitionKeyPrefix, cancellationToken), cancellationToken);

    public Task<TransactionOutcome> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        actions.Count > 0 && (BotMetrics.MeasuresStorage || Traces.AreRecorded) ? CommitAsync(actions, cancellationToken) : store.SubmitTransactionAsync(actions, cancellationToken);

    public Task EnsureReadyAsync(CancellationToken cancellationToken) => store.EnsureReadyAsync(cancellationToken);

    public void Dispose() => (store as IDisposable)?.Dispose();

    public async ValueTask DisposeAsync()
    {
        if (store is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else Dispose();
    }

    private async Task<TransactionOutcome> CommitAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        using var span = Traces.StartWithin("commit", ActivityKind.Client);
        span?.SetTag("db.system.name", system).SetTag("db.operation.name", "transaction").SetTag(SpanKeys.Actions, actions.Count);
        var outcome = await MeasureAsync("transaction", () => store.SubmitTransactionAsync(actions, cancellationToken), span);
        span?.SetTag(SpanKeys.Outcome, outcome is TransactionOutcome.Committed ? "committed" : "conflict");
        return outcome;
    }

    private Task<TableEntity?> MeasureGetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => MeasureAsync("get", () => store.GetAsync(partitionKey, rowKey, cancellationToken));

    private async Task<T> MeasureAsync<T>(string operation, Func<Task<T>> work, Activity? span = null)
    {
        var started = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            error = e.GetType().Name;
            span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            BotMetrics.Stored(system, operation, error, Stopwatch.GetElapsedTime(started));
        }
    }

    private IAsyncEnumerable<TableEntity> Observe(string operation, IAsyncEnumerable<TableEntity> rows, CancellationToken cancellationToken) =>
        BotMetrics.MeasuresStorage ? MeasureAsync(operation, rows, cancellationToken) : rows;

    /// <summary>The time that the storage takes, not what is done with each row.</summary>
    private async IAsyncEnumerable<TableEntity> MeasureAsync(string operation, IAsyncEnumerable<TableEntity> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var took = TimeSpan.Zero;
        string? error = null;
        var each = rows.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (true)
            {
                var started = Stopwatch.GetTimestamp();
                try
                {
                    if (!await each.MoveNextAsync()) yield break;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    error = e.GetType().Name;
                    throw;
                }
                finally
                {
                    took += Stopwatch.GetElapsedTime(started);
                }

                yield return each.Current;
            }
        }
        finally
        {
            await each.DisposeAsync();
            BotMetrics.Stored(system, operation, error, took);
        }
    }
}
