using System.Collections.Concurrent;
using System.Threading.Channels;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.News;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Webhooks;

/// <summary>What waits to be sent to each receiver: a partition of rows for each.</summary>
internal sealed class WebhookOutbox(ITableStore store, RowSequence sequence, WebhookSettings settings, TimeProvider time)
{
    /// <summary>Messages: <c>o-{sequence}</c>.</summary>
    private const string Waiting = "o-";

    /// <summary>Messages that were tried for the last time: <c>x-{sequence}</c>.</summary>
    private const string Parked = "x-";

    /// <summary>How far each issue was read, so that nothing is put here twice: <c>i-{issue}</c>.</summary>
    private const string Read = "i-";

    /// <summary>One row: the receiver wants nothing any more.</summary>
    private const string Stopped = "stopped";

    private readonly ConcurrentDictionary<string, Channel<bool>> bells = new(StringComparer.Ordinal);

    /// <summary>How far each call to a customer was read: <c>f-{issue}</c>.</summary>
    private const string ReadOfFollowUps = "f-";

    /// <summary>The same message again, and one that is older than what was put here of the issue, change nothing. Nor does anything for a receiver that has stopped it.</summary>
    public async Task PutAsync(Webhook webhook, IssueNews news, CancellationToken cancellationToken)
    {
        if (webhook.Types.Contains(WebhookType.Of(news.Version == 0 ? null : news.Events[news.Version - 1])))
            await PutAsync(webhook, WebhookMessage.Of(news, webhook.IncludesWords), Read, cancellationToken);
    }

    /// <inheritdoc cref="PutAsync(Webhook, IssueNews, CancellationToken)"/>
    /// <param name="step">The event that the news tells.</param>
    public async Task PutAsync(Webhook webhook, FollowUpNews news, FollowUpStep step, CancellationToken cancellationToken)
    {
        if (WebhookType.Of(step) is { } type && webhook.Types.Contains(type))
            await PutAsync(webhook, FollowUpMessage.Of(type, news, step, webhook.IncludesWords), ReadOfFollowUps, cancellationToken);
    }

    private async Task PutAsync(Webhook webhook, WebhookMessage message, string read, CancellationToken cancellationToken)
    {
        if (await StoppedAtAsync(webhook, cancellationToken) is not null) return;
        while (true)
        {
            var now = time.GetCurrentInstant();
            var known = await store.GetAsync(webhook.Partition, read + message.Issue, cancellationToken);
            if (known?.GetInt32("Version") >= message.Version) return;
            var outcome = await store.SubmitTransactionAsync(
                [
                    TableTransactionAction.Save(new(webhook.Partition, read + message.Issue, known?.ETag) { ["Version"] = message.Version }),
                    TableTransactionAction.Add(QueuedWebhook.ToEntity(webhook.Partition, Waiting + sequence.Next(now), message, now)),
                ],
                cancellationToken);
            if (outcome is not TransactionOutcome.Committed) continue;
            BellOf(webhook).Writer.TryWrite(true);
            return;
        }
    }

    /// <summary>In the order of the events.</summary>
    public IAsyncEnumerable<QueuedWebhook> WaitingAsync(Webhook webhook, CancellationToken cancellationToken) =>
        store.QueryAsync(webhook.Partition, Waiting, null, cancellationToken).Select(QueuedWebhook.FromEntity);

    public IAsyncEnumerable<QueuedWebhook> ParkedAsync(Webhook webhook, CancellationToken cancellationToken) =>
        store.QueryAsync(webhook.Partition, Parked, null, cancellationToken).Select(QueuedWebhook.FromEntity);

    public Task DoneAsync(QueuedWebhook message, CancellationToken cancellationToken) => store.SubmitTransactionAsync([TableTransactionAction.Delete(message.Row)], cancellationToken);

    public Task PutOffAsync(QueuedWebhook message, WebhookOutcome.Failed failure, Instant notBefore, CancellationToken cancellationToken) =>
        store.SubmitTransactionAsync([TableTransactionAction.Replace(message.After(failure, notBefore, time.GetCurrentInstant()))], cancellationToken);

    public Task ParkAsync(QueuedWebhook message, WebhookOutcome.Failed failure, CancellationToken cancellationToken) =>
        MoveAsync(message.Row, message.After(failure, notBefore: null, time.GetCurrentInstant()), Parked, cancellationToken);

    /// <summary>Nothing is put here or sent any more, until the address is another or somebody tries again.</summary>
    public Task StopAsync(Webhook webhook, CancellationToken cancellationToken) => store.SubmitTransactionAsync(
        [TableTransactionAction.Upsert(new(webhook.Partition, Stopped) { ["At"] = time.GetCurrentInstant(), ["Address"] = webhook.AddressHash })], cancellationToken);

    /// <summary>Null: it has not stopped.</summary>
    public async Task<Instant?> StoppedAtAsync(Webhook webhook, CancellationToken cancellationToken) =>
        await store.GetAsync(webhook.Partition, Stopped, cancellationToken) is { } row && row.GetString("Address") == webhook.AddressHash ? row.RequireInstant("At") : null;

    /// <summary>What is parked waits again, with all its tries before it, and who has stopped is asked again.</summary>
    /// <returns>How many messages.</returns>
    public async Task<int> RetryParkedAsync(CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var webhook in settings.All)
        {
            if (await store.GetAsync(webhook.Partition, Stopped, cancellationToken) is { } stopped) await store.SubmitTransactionAsync([TableTransactionAction.Delete(stopped)], cancellationToken);
            await foreach (var message in ParkedAsync(webhook, cancellationToken))
            {
                var again = message.Row.Copy(message.Row.ETag);
                (again["Attempts"], again["NotBefore"], again["PutOffAt"], again["CreatedAt"]) = (0, null, null, time.GetCurrentInstant());
                if (await MoveAsync(message.Row, again, Waiting, cancellationToken) is TransactionOutcome.Committed) moved++;
            }
        }

        return moved;
    }

    /// <summary>Completes when something was put here since the last time.</summary>
    public async Task WokenAsync(Webhook webhook, CancellationToken cancellationToken) => await BellOf(webhook).Reader.ReadAsync(cancellationToken);

    private Task<TransactionOutcome> MoveAsync(TableEntity from, TableEntity content, string prefix, CancellationToken cancellationToken)
    {
        var to = new TableEntity(from.PartitionKey, prefix + from.RowKey[Waiting.Length..]);
        foreach (var (name, value) in content.Properties) to.SetStored(name, value);
        return store.SubmitTransactionAsync([TableTransactionAction.Delete(from), TableTransactionAction.Add(to)], cancellationToken);
    }

    private Channel<bool> BellOf(Webhook webhook) =>
        bells.GetOrAdd(webhook.Name, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}
