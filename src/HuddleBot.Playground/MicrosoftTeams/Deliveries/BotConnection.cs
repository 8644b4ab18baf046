using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HuddleBot.Playground.MicrosoftTeams.Deliveries;

/// <summary>The way to the bot: each activity with a signed token, and with Teams' patience.</summary>
internal sealed class BotConnection(TeamsServer teams) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public Uri? Url { get; set; } = teams.Options.BotUrl;

    public Repetition Repetition { get; set; } = Repetition.None;

    /// <summary>Sends it, as often as <see cref="Repetition"/> says; the first answer counts.</summary>
    public Task<Delivery> SendAsync(JsonObject activity, string? bearer = null) => Repetition.SendAsync(_ => TryAsync(activity, bearer));

    /// <param name="bearer">Null: a good one; empty: none.</param>
    public async Task<Delivery> TryAsync(JsonObject activity, string? bearer = null)
    {
        var watch = Stopwatch.StartNew();
        var delivery = new Delivery(JsonSerializer.SerializeToElement(activity), teams.Options.TimeProvider.GetUtcNow(), null, "", "no_bot", TimeSpan.Zero);
        if (Url is { } url) delivery = await PostAsync(url, activity, bearer ?? teams.ChannelTokens.Issue(activity["serviceUrl"]?.GetValue<string>() ?? teams.ServiceUrl), delivery);
        delivery = delivery with { Took = watch.Elapsed };
        teams.Deliveries.Add(delivery);
        teams.Tenant.Changes.Publish(new Change("delivery"));
        return delivery;
    }

    public void Dispose() => http.Dispose();

    private async Task<Delivery> PostAsync(Uri url, JsonObject activity, string bearer, Delivery delivery)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        message.Headers.UserAgent.ParseAdd("Microsoft-SkypeBotApi");
        if (bearer.Length > 0) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var limit = new CancellationTokenSource(activity["type"]?.ToString() == "invoke" ? teams.Options.InvokeTimeout : teams.Options.MessageTimeout);
        try
        {
            using var answer = await http.SendAsync(message, limit.Token);
            var text = await answer.Content.ReadAsStringAsync(limit.Token);
            return delivery with { Status = answer.StatusCode, AnswerBody = text, Failure = answer.IsSuccessStatusCode ? null : "http_error" };
        }
        catch (OperationCanceledException)
        {
            return delivery with { Failure = "timeout" };
        }
        catch (HttpRequestException)
        {
            return delivery with { Failure = "connection_failed" };
        }
    }
}
