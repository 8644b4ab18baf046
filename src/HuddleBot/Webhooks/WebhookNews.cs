using HuddleBot.Core.FollowUps;
using HuddleBot.Core.News;

namespace HuddleBot.Webhooks;

/// <summary>Puts what happens to issues, and to calls to customers, into the outboxes of those who want to hear of it.</summary>
internal sealed class WebhookNews(WebhookSettings settings, WebhookOutbox outbox, FollowUpStore followUps) : INewsReader
{
    public string Name => "webhooks";

    public bool ReadsFreshIssues { get; } = settings.All.Any(webhook => webhook.Types.Contains(WebhookType.Created));

    public bool ReadsFollowUps { get; } = settings.All.Any(webhook => webhook.Types.Overlaps(WebhookType.OfFollowUps));

    public async Task ReadAsync(FollowUpNews news, CancellationToken cancellationToken)
    {
        var history = await followUps.HistoryAsync(news.Item.Issue.Id, cancellationToken);
        foreach (var webhook in settings.All) await outbox.PutAsync(webhook, news, history[news.Version - 1], cancellationToken);
    }

    public async Task ReadAsync(IssueNews news, CancellationToken cancellationToken)
    {
        foreach (var webhook in settings.All) await outbox.PutAsync(webhook, news, cancellationToken);
    }
}
