using System.Text.Json;
using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Installation;

/// <summary>Exchanges the code of an installation for the bot's token (<c>oauth.v2.access</c>).</summary>
public sealed class OAuthClient(HttpClient http, SlackOptions options, TimeProvider time)
{
    /// <summary>The installation, or Slack's word why there is none.</summary>
    public async Task<(SlackInstallation? Installation, string? Error)> AccessAsync(string code, CancellationToken cancellationToken)
    {
        using var body = new FormUrlEncodedContent([new("code", code), new("client_id", options.ClientId!), new("client_secret", options.ClientSecret!)]);
        try
        {
            using var response = await http.PostAsync(new Uri(options.ApiBaseUrl, "oauth.v2.access"), body, cancellationToken);
            if (!response.IsSuccessStatusCode) return (null, $"http_{(int)response.StatusCode}");
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return Read(document.RootElement);
        }
        catch (HttpRequestException)
        {
            return (null, "no_answer");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, "timeout");
        }
        catch (JsonException)
        {
            return (null, "answer_is_no_json");
        }
    }

    private (SlackInstallation? Installation, string? Error) Read(JsonElement body)
    {
        if (!body.Flag("ok")) return (null, SlackErrors.Word(body.Text("error")) ?? "no_error_code");
        if (body.Flag("is_enterprise_install")) return (null, "org_installation_not_supported");
        return body.Text("access_token") is { } token && body.At("team").Text("id") is { } workspace
            ? (new(workspace, body.At("team").Text("name"), token, body.Text("bot_user_id"), body.Text("scope"), time.GetCurrentInstant()), null)
            : (null, "incomplete_answer");
    }
}
