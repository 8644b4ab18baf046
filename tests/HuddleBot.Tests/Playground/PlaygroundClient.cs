using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HuddleBot.Playground.Slack;

namespace HuddleBot.Tests.Playground;

/// <summary>Calls the Playground's Web API as a bot would, over HTTP.</summary>
internal sealed class PlaygroundClient(SlackPlayground slack, string token = "xoxb-playground") : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = slack.ApiBaseUrl, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    public async Task<JsonElement> CallAsync(string method, object arguments)
    {
        using var answer = await SendAsync(method, arguments);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> SendAsync(string method, object arguments) => http.PostAsJsonAsync(method, arguments);

    public async Task<string> PostAsync(string channel, object message)
    {
        var arguments = JsonSerializer.SerializeToNode(message)!.AsObject();
        arguments["channel"] = channel;
        var answer = await CallAsync("chat.postMessage", arguments);
        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.GetRawText());
        return answer.GetProperty("ts").GetString()!;
    }

    public void Dispose() => http.Dispose();
}
