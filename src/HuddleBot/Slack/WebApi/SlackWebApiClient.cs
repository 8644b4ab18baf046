using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Installation;
using HuddleBot.Telemetry;

namespace HuddleBot.Slack.WebApi;

/// <summary>
/// The methods of Slack's Web API that this bot uses. Waits for its turn, sends once, and answers with the result or a typed error; it never tries again by itself.
/// </summary>
/// <remarks>Writes are JSON, reads are forms ("Using the Slack Web API"). The token goes to the configured address only and into no log.</remarks>
public sealed partial class SlackWebApiClient(HttpClient http, SlackOptions options, SlackTokens tokens, SlackPace pace, ILogger<SlackWebApiClient> logger)
{
    private const string RateLimited = "ratelimited";

    /// <summary>Where Slack limits us and does not say for how long.</summary>
    private static readonly TimeSpan UnsaidRetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>In place of a workspace.</summary>
    private const string OfTheApp = "(app)";

    /// <summary>Another where the bot signs in as another, or elsewhere.</summary>
    public string SettingsMark { get; } = StableHash.Of("slack", options.ApiBaseUrl.AbsoluteUri, options.BotToken ?? "", options.ClientId ?? "");

    /// <summary>An address for one connection of Socket Mode. Whoever asks says what came of it; nothing is logged here.</summary>
    public async Task<SlackReply<OpenedConnection>> AppsConnectionsOpenAsync(CancellationToken cancellationToken)
    {
        using var body = new FormUrlEncodedContent([]);
        var token = options.AppToken ?? throw new InvalidOperationException("there is no Slack:AppToken");
        var reply = await SendAsync(SlackMethods.AppsConnectionsOpen, OfTheApp, token, body, OpenedConnection.Read, null, cancellationToken);
        if (reply is SlackReply<OpenedConnection>.Failed { Error.RetryAfter: { } wait }) pace.Block(SlackMethods.AppsConnectionsOpen, OfTheApp, wait);
        return reply;
    }

    public Task<SlackReply<AuthTestResult>> AuthTestAsync(string workspace, CancellationToken cancellationToken) =>
        ReadAsync(SlackMethods.AuthTest, workspace, [], AuthTestResult.Read, cancellationToken);

    public Task<SlackReply<PostedMessage>> ChatPostMessageAsync(string workspace, ChatPostMessageArguments arguments, CancellationToken cancellationToken) =>
        WriteAsync(SlackMethods.ChatPostMessage, workspace, arguments, PostedMessage.Read, cancellationToken, arguments.Channel);

    public Task<SlackReply<PostedMessage>> ChatUpdateAsync(string workspace, ChatUpdateArguments arguments, CancellationToken cancellationToken) =>
        WriteAsync(SlackMethods.ChatUpdate, workspace, arguments, PostedMessage.Read, cancellationToken);

    public Task<SlackReply<Acknowledged>> ChatPostEphemeralAsync(string workspace, ChatPostEphemeralArguments arguments, CancellationToken cancellationToken) =>
        WriteAsync(SlackMethods.ChatPostEphemeral, workspace, arguments, Acknowledged.Read, cancellationToken);

    public Task<SlackReply<Permalink>> ChatGetPermalinkAsync(string workspace, string channel, string ts, CancellationToken cancellationToken) =>
        ReadAsync(SlackMethods.ChatGetPermalink, workspace, [new("channel", channel), new("message_ts", ts)], Permalink.Read, cancellationToken);

    public Task<SlackReply<Acknowledged>> ViewsOpenAsync(string workspace, ViewsOpenArguments arguments, CancellationToken cancellationToken) =>
        WriteAsync(SlackMethods.ViewsOpen, workspace, arguments, Acknowledged.Read, cancellationToken);

    public Task<SlackReply<Acknowledged>> ViewsPushAsync(string workspace, ViewsPushArguments arguments, CancellationToken cancellationToken) =>
        WriteAsync(SlackMethods.ViewsPush, workspace, arguments, Acknowledged.Read, cancellationToken);

    public Task<SlackReply<Acknowledged>> ViewsUpdateAsync(string workspace, ViewsUpdateArguments arguments, CancellationToken cancellationToken) =>
        WriteAsync(SlackMethods.ViewsUpdate, workspace, arguments, Acknowledged.Read, cancellationToken);

    public Task<SlackReply<Acknowledged>> ViewsPublishAsync(string workspace, ViewsPublishArguments arguments, CancellationToken cancellationToken) =>
        WriteAsync(SlackMethods.ViewsPublish, workspace, arguments, Acknowledged.Read, cancellationToken);

    public Task<SlackReply<OpenedConversation>> ConversationsOpenAsync(string workspace, ConversationsOpenArguments arguments, CancellationToken cancellationToken) =>
        WriteAsync(SlackMethods.ConversationsOpen, workspace, arguments, OpenedConversation.Read, cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="oldest">A message's <c>ts</c>, or Unix seconds.</param>
    public Task<SlackReply<HistoryPage>> ConversationsHistoryAsync(string workspace, string channel, string oldest, string? cursor, CancellationToken cancellationToken) =>
        ReadAsync(SlackMethods.ConversationsHistory, workspace, HistoryForm(channel, oldest, cursor), HistoryPage.Read, cancellationToken);

    public Task<SlackReply<HistoryPage>> ConversationsRepliesAsync(
        string workspace, string channel, string threadTs, string oldest, string? cursor, CancellationToken cancellationToken) =>
        ReadAsync(SlackMethods.ConversationsReplies, workspace, [.. HistoryForm(channel, oldest, cursor), new("ts", threadTs)], HistoryPage.Read, cancellationToken);

    public Task<SlackReply<MembersPage>> ConversationsMembersAsync(string workspace, string channel, string? cursor, CancellationToken cancellationToken) =>
        ReadAsync(SlackMethods.ConversationsMembers, workspace, [new("channel", channel), new("limit", "1000"), .. CursorOf(cursor)], MembersPage.Read, cancellationToken);

    public Task<SlackReply<ConversationInfo>> ConversationsInfoAsync(string workspace, string channel, CancellationToken cancellationToken) =>
        ReadAsync(SlackMethods.ConversationsInfo, workspace, [new("channel", channel)], ConversationInfo.Read, cancellationToken);

    public Task<SlackReply<UserInfo>> UsersInfoAsync(string workspace, string user, CancellationToken cancellationToken) =>
        ReadAsync(SlackMethods.UsersInfo, workspace, [new("user", user)], UserInfo.Read, cancellationToken);

    private static KeyValuePair<string, string>[] HistoryForm(string channel, string oldest, string? cursor) =>
        [new("channel", channel), new("oldest", oldest), new("inclusive", "true"), new("limit", "200"), new("include_all_metadata", "true"), .. CursorOf(cursor)];

    private static KeyValuePair<string, string>[] CursorOf(string? cursor) => cursor is null ? [] : [new("cursor", cursor)];

    private async Task<SlackReply<T>> WriteAsync<T>(
        SlackMethod method, string workspace, object arguments, Func<JsonElement, T?> read, CancellationToken cancellationToken, string? channel = null)
        where T : class
    {
        // With a charset: Slack warns of JSON without one.
        using var body = new StringContent(JsonSerializer.Serialize(arguments, SlackJson.Options), Encoding.UTF8, "application/json");
        return await CallAsync(method, workspace, body, read, channel, cancellationToken);
    }

    private async Task<SlackReply<T>> ReadAsync<T>(
        SlackMethod method, string workspace, KeyValuePair<string, string>[] form, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var body = new FormUrlEncodedContent(form);
        return await CallAsync(method, workspace, body, read, null, cancellationToken);
    }

    private async Task<SlackReply<T>> CallAsync<T>(
        SlackMethod method, string workspace, HttpContent body, Func<JsonElement, T?> read, string? channel, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await tokens.OfAsync(workspace, cancellationToken) is { } token
            ? await SendAsync(method, workspace, token, body, read, channel, cancellationToken)
            : Fail<T>(SlackErrorKind.InstallationDead, SlackErrors.NotInstalled, detail: "the bot is not installed in this workspace");
        if (reply is SlackReply<T>.Failed { Error: var error })
        {
            if (error.RetryAfter is { } wait) pace.Block(method, workspace, wait);
            LogFailure(method.Name, workspace, error.Kind, error.Code, error.Detail);
        }

        return reply;
    }

    private async Task<SlackReply<T>> SendAsync<T>(
        SlackMethod method, string workspace, string token, HttpContent body, Func<JsonElement, T?> read, string? channel, CancellationToken cancellationToken)
        where T : class
    {
        Task PaceAsync(CancellationToken token) => pace.WaitAsync(method, workspace, channel, token);

        // Reads are forms: what was looked up may serve somebody's click too, and harms nobody whenever it goes out.
        await (body is FormUrlEncodedContent ? PaceAsync(cancellationToken) : Sending.WhenMayGoAsync(PaceAsync, cancellationToken));
        return await PlatformCall.MeasureAsync(
            "slack", "POST", method.Name, options.ApiBaseUrl, () => ExchangeAsync(method, token, body, read, cancellationToken),
            reply => reply is SlackReply<T>.Failed { Error: var error } ? new(error.Code, null, error.Code == RateLimited) : new(null, StatusCodes.Status200OK, false));
    }

    private async Task<SlackReply<T>> ExchangeAsync<T>(SlackMethod method, string token, HttpContent body, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.ApiBaseUrl, method.Name)) { Content = body };
        request.Headers.Authorization = new("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) return Fail<T>(SlackErrorKind.Retry, RateLimited, RetryAfter.Of(response.Headers) ?? UnsaidRetryAfter);
            if ((int)response.StatusCode >= 500) return Fail<T>(SlackErrorKind.Retry, $"(http_{(int)response.StatusCode})", RetryAfter.Of(response.Headers), mayHaveArrived: true);
            if (!response.IsSuccessStatusCode) return Fail<T>(SlackErrorKind.OurBug, $"(http_{(int)response.StatusCode})");
            return Understand(await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers, read) with { Headers = AnswerHeaders.Of(response.Headers) };
        }
        catch (HttpRequestException e)
        {
            var neverLeft = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
            return Fail<T>(SlackErrorKind.Retry, "(no_answer)", mayHaveArrived: !neverLeft, detail: e.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Fail<T>(SlackErrorKind.Retry, "(timeout)", mayHaveArrived: true);
        }
    }

    private static SlackReply<T> Understand<T>(byte[] json, HttpResponseHeaders headers, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var body = document.RootElement;
            if (body.Flag("ok")) return read(body) is { } result ? new SlackReply<T>.Ok(result) : Fail<T>(SlackErrorKind.Retry, "(incomplete_answer)", mayHaveArrived: true);
            if (SlackErrors.Word(body.Text("error")) is not { } code) return Fail<T>(SlackErrorKind.Retry, "(no_error_code)", mayHaveArrived: true);
            var retryAfter = code is "ratelimited" or "rate_limited" ? RetryAfter.Of(headers) ?? UnsaidRetryAfter : RetryAfter.Of(headers);
            return Fail<T>(SlackErrors.KindOf(code), code, retryAfter, SlackErrors.MayHaveArrived(code), DetailOf(body));
        }
        catch (JsonException)
        {
            return Fail<T>(SlackErrorKind.Retry, "(answer_is_no_json)", mayHaveArrived: true);
        }
    }

    private static SlackReply<T>.Failed Fail<T>(SlackErrorKind kind, string code, TimeSpan? retryAfter = null, bool mayHaveArrived = false, string? detail = null) =>
        new(new SlackError(kind, code, retryAfter, mayHaveArrived, detail));

    /// <summary>Slack's own sentences may quote what we sent, and that is what people wrote: of them only the places in our JSON are kept.</summary>
    private static string? DetailOf(JsonElement body)
    {
        if (body.Text("needed") is { } needed && needed.Split(',', StringSplitOptions.TrimEntries) is var scopes && Array.TrueForAll(scopes, SlackErrors.IsScope)) return "needs " + string.Join(", ", scopes);
        var places = body.At("response_metadata")?.Items("messages").Select(JsonReading.AsText).OfType<string>().SelectMany(message => Place().Matches(message)).Select(match => match.Value).ToList();
        return places is { Count: > 0 } ? "at " + string.Join(", ", places.Distinct(StringComparer.Ordinal)) : null;
    }

    [GeneratedRegex(@"(?<=\[json-pointer:)(/([a-z_]{1,30}|[0-9]{1,3})){1,10}(?=\])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [LoggerMessage(LogLevel.Warning, "Slack {Method} in workspace {Workspace}: {Kind}, {Code} {Detail}")]
    private partial void LogFailure(string method, string workspace, SlackErrorKind kind, string code, string? detail);
}
