using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.WebApi;

namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>Events, each in its envelope, retried as Slack does: immediately, after one minute, after five (docs: Events API).</summary>
internal sealed class Events(SlackServer slack) : IDisposable
{
    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];
    private readonly CancellationTokenSource stopping = new();
    private readonly string run = Workspace.IdSource.Secret(4).ToUpperInvariant();
    private int serial;

    /// <summary>Sends it; retries go on in the background.</summary>
    /// <returns>What came of the first try.</returns>
    public async Task<Delivery> SendAsync(JsonObject body)
    {
        var request = Envelope(body);
        var first = await slack.Bot.SendAsync(request);
        if (!first.IsAcknowledged && !first.NoRetry && first.Failure != "no_bot") _ = RetryAsync(request, first);
        return first;
    }

    public Task<Delivery> VerifyUrlAsync(string challenge) => slack.Bot.TryAsync(JsonRequest("url_verification", new JsonObject
    {
        ["token"] = Payloads.VerificationToken, ["challenge"] = challenge, ["type"] = "url_verification",
    }));

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private async Task RetryAsync(BotRequest request, Delivery last)
    {
        try
        {
            for (var retry = 1; retry <= Waits.Length && !last.IsAcknowledged && !last.NoRetry; retry++)
            {
                await Task.Delay(Waits[retry - 1] * slack.Options.RetryWaitScale, slack.Options.TimeProvider, stopping.Token);
                last = await slack.Bot.TryAsync(request, retry, last.Failure);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The Playground stops; so do its retries.
        }
    }

    private BotRequest Envelope(JsonObject body)
    {
        var number = Interlocked.Increment(ref serial);
        lock (slack.Workspace.Gate) body["event_ts"] ??= slack.Workspace.Ids.NextTs();
        return JsonRequest(body["type"]!.GetValue<string>(), new JsonObject
        {
            ["token"] = Payloads.VerificationToken,
            ["team_id"] = slack.Workspace.Id,
            ["context_team_id"] = slack.Workspace.Id,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = slack.Workspace.AppId,
            ["event"] = body.DeepClone(),
            ["type"] = "event_callback",
            ["event_id"] = $"Ev{run}{number:D6}",
            ["event_time"] = slack.Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds(),
            ["event_context"] = $"4-{number:D8}",
            ["authorizations"] = new JsonArray(Wire.Object(new
            {
                team_id = slack.Workspace.Id, user_id = slack.Workspace.Bot.Id, is_bot = true, is_enterprise_install = false,
            })),
            ["is_ext_shared_channel"] = false,
        });
    }

    private static BotRequest JsonRequest(string kind, JsonObject body) => new(kind, "application/json", body.ToJsonString(Answer.Wire));
}
