using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Webhooks;

/// <summary>Posts one message once. Follows no redirect, and reads nothing of the answer but its status and headers.</summary>
internal sealed class WebhookClient(HttpClient http, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>An answer's headers, and what of its body is passed over to keep the connection.</summary>
    private const int AnswerKilobytes = 8;

    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // Through a proxy, its address would be looked at instead of the receiver's.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = WebhookAddresses.ConnectAsync,
        MaxResponseHeadersLength = AnswerKilobytes,
        MaxResponseDrainSize = AnswerKilobytes * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    public async Task<WebhookOutcome> PostAsync(Webhook webhook, QueuedWebhook message, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(message.Body);
        var (timestamp, signature) = webhook.Signature.Sign(message.Id, time.GetCurrentInstant(), body);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", signature);
        request.Headers.UserAgent.Add(new("HuddleBot", null));

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return OutcomeOf(answer);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookOutcome.Failed("no answer within 15 seconds", null, IsOfReceiver: true);
        }
        catch (HttpRequestException e)
        {
            return new WebhookOutcome.Failed(ReasonOf(e), null, IsOfReceiver: true);
        }
    }

    private WebhookOutcome OutcomeOf(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return new WebhookOutcome.Delivered();
        if (answer.StatusCode == HttpStatusCode.Gone) return new WebhookOutcome.Gone();
        var isOfMessage = answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity;
        return new WebhookOutcome.Failed($"answered {(int)answer.StatusCode}", RetryAfter(answer.Headers.RetryAfter), !isOfMessage);
    }

    private Duration? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Instant.FromDateTimeOffset(date) - time.GetCurrentInstant(),
        _ => null,
    };

    /// <summary>The framework's own words name the address, which may have a secret in it.</summary>
    private static string ReasonOf(HttpRequestException e) => e switch
    {
        { InnerException: SocketException socket } => $"cannot be reached ({socket.SocketErrorCode})",
        { InnerException: HttpRequestException refused } => $"cannot be reached ({refused.Message})",
        _ => $"cannot be reached ({e.HttpRequestError})",
    };
}
