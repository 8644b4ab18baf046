using System.Text.Json;
using HuddleBot.Core.Audit;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Identity;
using HuddleBot.Core.News;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Webhooks;

/// <summary>What a receiver is told of a call to a customer: how it stood right after the event. No contact data.</summary>
internal static class FollowUpMessage
{
    public static WebhookMessage Of(string type, FollowUpNews news, FollowUpStep step, bool withWords)
    {
        var (issue, version) = (step.After.Issue, step.After.Version);
        var body = WebhookMessage.BodyOf(type, step.Event.At, data => Write(data, news, step, withWords));
        return new("msg_" + StableHash.Of("webhook", "followup", issue.ToString(), version.ToString("D6")), type, issue, version, body);
    }

    private static void Write(Utf8JsonWriter data, FollowUpNews news, FollowUpStep step, bool withWords)
    {
        var followUp = step.After;
        data.WriteString("id", followUp.Issue.ToString());
        data.WriteString("team", followUp.Issue.Team.Value);
        data.WriteString("source", news.Item.Response?.Source);
        data.WriteNumber("version", followUp.Version);
        data.WriteString("event", step.Event.GetType().Name);
        data.WriteString("state", FollowUpFacts.StateOf(followUp));
        data.WriteString("outcome", FollowUpFacts.OutcomeOf(followUp));
        data.WriteString("customerSince", Text(followUp.CustomerSince));
        data.WriteString("dueAt", followUp.IsCallOpen ? Text(followUp.DueAt) : null);
        data.WriteString("promisedBy", followUp.Promise is { } promise ? LocalDatePattern.Iso.Format(promise.By) : null);
        if (!withWords) return;
        data.WriteString("words", news.Item.Words);
        data.WriteString("promised", (followUp.Promise ?? followUp.Kept)?.What);
    }

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
