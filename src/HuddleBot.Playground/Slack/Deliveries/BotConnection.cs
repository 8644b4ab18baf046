using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using HuddleBot.Playground.Slack.SocketMode;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>The way to the bot: signed, or over its sockets, with Slack's limit of 3 seconds.</summary>
internal sealed class BotConnection(SlackPlaygroundOptions options, AppSockets sockets, RecordOf<Delivery> deliveries, ChangeFeed changes) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxAutomaticRedirections = 2, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public Uri? Url { get; set; } = options.BotUrl;

    /// <summary>How many copies of everything arrive, and whether at the same time: repeated deliveries.</summary>
    public Repetition Repetition { get; set; } = Repetition.None;

    /// <summary>Sends it, as often as <see cref="Repetition"/> says; the first answer counts.</summary>
    public Task<Delivery> SendAsync(BotRequest request)
    {
        var envelopeId = NewEnvelopeId();
        return Repetition.SendAsync(copy => TryAsync(request, copy, copy == 0 ? null : "http_timeout", envelopeId));
    }

    /// <param name="envelopeId">Copies of one envelope have the same; null: a new one.</param>
    public async Task<Delivery> TryAsync(BotRequest request, int retryNumber = 0, string? retryReason = null, string? envelopeId = null)
    {
        var at = options.TimeProvider.GetUtcNow();
        var watch = Stopwatch.StartNew();
        var delivery = new Delivery(request, at, null, "", null, "no_bot", TimeSpan.Zero, retryNumber, false);
        if (sockets.IsEnabled) delivery = await sockets.DeliverAsync(delivery, envelopeId ?? NewEnvelopeId(), retryReason);
        else if (Url is { } url) delivery = await PostAsync(url, delivery, retryReason);
        delivery = delivery with { Took = watch.Elapsed };
        deliveries.Add(delivery);
        changes.Publish(new Change("delivery"));
        return delivery;
    }

    public void Dispose() => http.Dispose();

    private static string NewEnvelopeId() => Guid.NewGuid().ToString();

    private async Task<Delivery> PostAsync(Uri url, Delivery delivery, string? retryReason)
    {
        var body = Encoding.UTF8.GetBytes(delivery.Request.Body);
        var timestamp = delivery.At.ToUnixTimeSeconds();
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", delivery.Request.ContentType);
        message.Headers.UserAgent.ParseAdd("Slackbot/1.0");
        message.Headers.Add("X-Slack-Request-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        message.Headers.Add("X-Slack-Signature", RequestSignature.Sign(options.SigningSecret, timestamp, body));
        if (retryReason is not null)
        {
            message.Headers.Add("X-Slack-Retry-Num", delivery.RetryNumber.ToString(CultureInfo.InvariantCulture));
            message.Headers.Add("X-Slack-Retry-Reason", retryReason);
        }

        using var limit = new CancellationTokenSource(options.AcknowledgeWithin);
        try
        {
            using var answer = await http.SendAsync(message, limit.Token);
            var text = await answer.Content.ReadAsStringAsync(limit.Token);
            return delivery with
            {
                Status = answer.StatusCode,
                AnswerBody = text,
                AnswerType = answer.Content.Headers.ContentType?.MediaType,
                Failure = answer.IsSuccessStatusCode ? null : (int)answer.StatusCode is >= 300 and < 400 ? "too_many_redirects" : "http_error",
                NoRetry = answer.StatusCode is not HttpStatusCode.OK && answer.Headers.TryGetValues("x-slack-no-retry", out var values) && values.Contains("1", StringComparer.Ordinal),
            };
        }
        catch (OperationCanceledException)
        {
            return delivery with { Failure = "http_timeout" };
        }
        catch (HttpRequestException)
        {
            return delivery with { Failure = "connection_failed" };
        }
    }
}
