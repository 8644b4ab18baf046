using System.Net;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>What goes to the bot: bytes that can be sent again as they are.</summary>
/// <param name="Kind"><c>block_actions</c>, <c>view_submission</c>, <c>command</c>, an event's type…</param>
/// <param name="ContentType">JSON for events, form for everything else.</param>
public sealed record BotRequest(string Kind, string ContentType, string Body);

/// <summary>One try of bringing a request to the bot, and what it answered.</summary>
/// <param name="Status">Null: no answer came.</param>
/// <param name="Failure">Null when the bot acknowledged in time; else <c>http_timeout</c>, <c>connection_failed</c>, <c>http_error</c>, <c>too_many_redirects</c>, <c>no_bot</c>.</param>
/// <param name="RetryNumber">0 for the first try.</param>
public sealed record Delivery(BotRequest Request, DateTimeOffset At, HttpStatusCode? Status, string AnswerBody, string? AnswerType, string? Failure, TimeSpan Took, int RetryNumber, bool NoRetry)
{
    public bool IsAcknowledged => Failure is null;
}
