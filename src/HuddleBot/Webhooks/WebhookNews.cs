using HuddleBot.Core.News;

namespace HuddleBot.Webhooks;

/// <summary>Puts what happens to issues into the outboxes of those who want to hear of it.</summary>
internal sealed class WebhookNews(WebhookSettings settings, WebhookOutbox outbox) : INewsReader
{
    public string Name => "webhooks";

    public bool ReadsFreshIssues { get; } = settings.All.Any(webhook => webhook.Types.Contains(WebhookType.Created));

    public async Task ReadAsync(IssueNews news, CancellationToken cancellationToken)
    {
        foreach (var webhook in settings.All) await outbox.PutAsync(webhook, news, cancellationToken);
    }
}
