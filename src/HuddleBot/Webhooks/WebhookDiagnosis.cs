using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Webhooks;

/// <summary>Whether the receivers take what they are told.</summary>
internal sealed class WebhookDiagnosis(WebhookSettings settings, WebhookOutbox outbox, TimeProvider time) : IDiagnosis
{
    /// <summary>So long a receiver may be away before a person should look.</summary>
    private static readonly Duration Patience = Duration.FromMinutes(10);

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var webhook in settings.All)
        {
            var troubled = false;
            await foreach (var finding in ExamineAsync(webhook, cancellationToken))
            {
                troubled = true;
                yield return finding;
            }

            if (!troubled) yield return Finding.Ok($"webhook {webhook.Name}: nothing waits");
        }
    }

    private async IAsyncEnumerable<Finding> ExamineAsync(Webhook webhook, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await outbox.StoppedAtAsync(webhook, cancellationToken) is not null)
            yield return Finding.Wrong($"webhook {webhook.Name}: the receiver wants nothing any more (410), so nothing is sent", $"change Webhooks:{webhook.Name}:Url or take the webhook out of the settings; 'doctor --retry-parked' asks it again");
        var (parked, lastError) = await CountAsync(outbox.ParkedAsync(webhook, cancellationToken));
        if (parked > 0) yield return Finding.Wrong($"webhook {webhook.Name}: {Messages(parked)} given up, it {lastError}", "mend the receiver, then run 'doctor --retry-parked'");
        var (waiting, oldest) = (0, (QueuedWebhook?)null);
        await foreach (var message in outbox.WaitingAsync(webhook, cancellationToken)) (waiting, oldest) = (waiting + 1, oldest ?? message);
        if (oldest is null) yield break;
        var words = $"webhook {webhook.Name}: {Messages(waiting)} to be sent{(oldest.LastError is { } error ? $", it {error}" : "")}";
        yield return oldest.LastError is not null && time.GetCurrentInstant() - oldest.CreatedAt > Patience
            ? Finding.Wrong(words, "mend the receiver; they are sent then by themselves, at the next try")
            : Finding.Note(words);
    }

    private static async Task<(int Count, string? LastError)> CountAsync(IAsyncEnumerable<QueuedWebhook> messages)
    {
        var (count, error) = (0, (string?)null);
        await foreach (var message in messages) (count, error) = (count + 1, message.LastError);
        return (count, error);
    }

    private static string Messages(int count) => count == 1 ? "1 message" : $"{count:N0} messages";
}
