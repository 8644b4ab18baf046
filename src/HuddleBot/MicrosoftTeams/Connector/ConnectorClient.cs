using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HuddleBot.Core.Delivery;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Protocol;
using HuddleBot.Telemetry;

namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>
/// The calls of the Bot Connector that this bot uses. Waits for its turn, sends once, and answers with the result or a typed error; it never tries again by itself,
/// but for a token that the connector refuses.
/// </summary>
/// <remarks>The token goes to allowed service URLs only and into no log.</remarks>
public sealed partial class ConnectorClient(HttpClient http, IBotTokens tokens, ServiceUrls serviceUrls, ConnectorPace pace, TimeProvider time, ILogger<ConnectorClient> logger)
{
    public const int MembersPerPage = 500;

    /// <summary>Where the connector limits us and does not say for how long.</summary>
    private static readonly TimeSpan UnsaidRetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Starts a thread in a channel, or opens the chat with a person (the same one every time).</summary>
    public Task<ConnectorReply<ConversationResourceResponse>> CreateConversationAsync(ConnectorAddress address, ConversationParameters parameters, CancellationToken cancellationToken) =>
        CallAsync(
            new("CreateConversation", HttpMethod.Post, "/v3/conversations", PacedKind.Create, parameters.ChannelData?.Channel?.Id ?? parameters.Members?[0].Id ?? "", parameters),
            address, ConversationResourceResponse.Read, cancellationToken);

    /// <param name="conversation">A personal chat, or a channel with <c>;messageid={root}</c>: the thread is in the id.</param>
    public Task<ConnectorReply<ResourceResponse>> SendToConversationAsync(ConnectorAddress address, string conversation, Activity activity, CancellationToken cancellationToken) =>
        CallAsync(
            new("SendToConversation", HttpMethod.Post, $"/v3/conversations/{Escape(conversation)}/activities", PacedKind.Send, conversation, activity), address, ResourceResponse.Read, cancellationToken);

    public Task<ConnectorReply<Acknowledged>> UpdateActivityAsync(ConnectorAddress address, string conversation, string id, Activity activity, CancellationToken cancellationToken) =>
        CallAsync(
            new("UpdateActivity", HttpMethod.Put, $"/v3/conversations/{Escape(conversation)}/activities/{Escape(id)}", PacedKind.Send, conversation, activity with { Id = id }, OfMessage: true),
            address, Acknowledged.Read, cancellationToken);

    public Task<ConnectorReply<Acknowledged>> DeleteActivityAsync(ConnectorAddress address, string conversation, string id, CancellationToken cancellationToken) =>
        CallAsync(
            new("DeleteActivity", HttpMethod.Delete, $"/v3/conversations/{Escape(conversation)}/activities/{Escape(id)}", PacedKind.Send, conversation, null, OfMessage: true),
            address, Acknowledged.Read, cancellationToken);

    /// <param name="yields">Whether other calls of the tenant go first, asked whenever one may go; null: it takes its turn.</param>
    public Task<ConnectorReply<PagedMembers>> GetConversationPagedMembersAsync(
        ConnectorAddress address, string conversation, string? continuationToken, Func<bool>? yields, CancellationToken cancellationToken) =>
        CallAsync(
            new(
                "GetConversationPagedMembers", HttpMethod.Get,
                $"/v3/conversations/{Escape(conversation)}/pagedmembers?pageSize={MembersPerPage}{(continuationToken is null ? "" : "&continuationToken=" + Uri.EscapeDataString(continuationToken))}",
                PacedKind.Read, conversation, null, Yields: yields),
            address, PagedMembers.Read, cancellationToken);

    /// <param name="team">The id of its General channel.</param>
    public Task<ConnectorReply<ConversationList>> GetTeamConversationsAsync(ConnectorAddress address, string team, CancellationToken cancellationToken) =>
        CallAsync(new("GetTeamConversations", HttpMethod.Get, $"/v3/teams/{Escape(team)}/conversations", PacedKind.Read, team, null), address, ConversationList.Read, cancellationToken);

    /// <exception cref="ArgumentException">Nothing but dots: it would be read as a folder.</exception>
    private static string Escape(string id) =>
        id.Trim('.').Length > 0 ? Uri.EscapeDataString(id) : throw new ArgumentException("an id of a conversation or message is not empty and not only dots", nameof(id));

    private async Task<ConnectorReply<T>> CallAsync<T>(Call call, ConnectorAddress address, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await TryAsync(call, address, read, tokens.GetAsync, cancellationToken);

        // A token may have been revoked before its time: once more with a new one.
        if (reply is ConnectorReply<T>.Failed { Error: { Kind: ConnectorErrorKind.Credentials, Status: HttpStatusCode.Unauthorized } })
            reply = await TryAsync(call, address, read, tokens.GetAnewAsync, cancellationToken);
        if (reply is ConnectorReply<T>.Failed { Error: var error }) LogFailure(call.Name, address.Tenant, error.Kind, error.ToString());
        return reply;
    }

    private async Task<ConnectorReply<T>> TryAsync<T>(
        Call call, ConnectorAddress address, Func<JsonElement, T?> read, Func<CancellationToken, Task<BotToken>> tokenOf, CancellationToken cancellationToken)
        where T : class
    {
        if (!serviceUrls.Allows(address.ServiceUrl)) return Fail<T>(ConnectorErrorKind.ServiceUrl, "(service_url_not_allowed)");
        AuthenticationHeaderValue? authorization = null;
        switch (await tokenOf(cancellationToken))
        {
            case BotToken.Failed failed:
                LogNoToken(failed.Reason);
                return failed.MayPass ? Fail<T>(ConnectorErrorKind.Retry, "(no_token_now)") : Fail<T>(ConnectorErrorKind.Credentials, "(no_token)");
            case BotToken.Bearer bearer: authorization = new("Bearer", bearer.Value); break;
        }

        using var request = new HttpRequestMessage(call.Method, new Uri(address.ServiceUrl.TrimEnd('/') + call.Path));
        request.Headers.Authorization = authorization;
        if (call.Body is { } body) request.Content = new StringContent(JsonSerializer.Serialize(body, body.GetType(), ConnectorJson.Options), Encoding.UTF8, "application/json");
        var (paced, hasTurn) = (new PacedCall(call.Kind, address.Tenant, call.Conversation), false);
        try
        {
            // What was looked up may serve somebody's click too, and harms nobody whenever it goes out.
            await (call.Method == HttpMethod.Get ? PaceAsync(cancellationToken) : Sending.WhenMayGoAsync(PaceAsync, cancellationToken));
            var reply = await PlatformCall.MeasureAsync(
                "teams", call.Method.Method, call.Name, request.RequestUri!, () => SendAsync(call, request, read, cancellationToken),
                reply => reply is ConnectorReply<T>.Failed { Error: var error } ? new(error.Code, (int?)error.Status, error.Status == HttpStatusCode.TooManyRequests) : new(null, null, false));
            if (reply is ConnectorReply<T>.Failed { Error: { Status: HttpStatusCode.TooManyRequests } error }) pace.Block(paced, error.RetryAfter ?? UnsaidRetryAfter);
            return reply;
        }
        finally
        {
            if (hasTurn) pace.Over(paced);
        }

        async Task PaceAsync(CancellationToken token)
        {
            await pace.WaitAsync(paced, call.Yields, token);
            hasTurn = true;
        }
    }

    private async Task<ConnectorReply<T>> SendAsync<T>(Call call, HttpRequestMessage request, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var changes = call.Method != HttpMethod.Get;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            ConnectorReply<T> reply = response.IsSuccessStatusCode
                ? Understand(body, response.StatusCode, read, changes)
                : new ConnectorReply<T>.Failed(ConnectorErrors.Read(response.StatusCode, body, response.Headers, call.OfMessage, time.GetUtcNow()));
            return reply with { At = response.Headers.Date };
        }
        catch (HttpRequestException e)
        {
            var neverLeft = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
            return Fail<T>(ConnectorErrorKind.Retry, "(no_answer)", mayHaveArrived: !neverLeft && changes);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Fail<T>(ConnectorErrorKind.Retry, "(timeout)", mayHaveArrived: changes);
        }
    }

    private static ConnectorReply<T> Understand<T>(byte[] body, HttpStatusCode status, Func<JsonElement, T?> read, bool changes)
        where T : class
    {
        var (document, _) = JsonText.TryParse(body.Length == 0 ? "{}"u8 : body);
        using (document)
        {
            if (document is null) return Unclear("(answer_is_no_json)");
            return read(document.RootElement) is { } result ? new ConnectorReply<T>.Ok(result) : Unclear("(incomplete_answer)");
        }

        ConnectorReply<T>.Failed Unclear(string code) => new(new(ConnectorErrorKind.Retry, status, code, MayHaveArrived: changes));
    }

    private static ConnectorReply<T>.Failed Fail<T>(ConnectorErrorKind kind, string code, bool mayHaveArrived = false) => new(new(kind, null, code, MayHaveArrived: mayHaveArrived));

    /// <param name="OfMessage">It names a message.</param>
    private sealed record Call(string Name, HttpMethod Method, string Path, PacedKind Kind, string Conversation, object? Body, bool OfMessage = false, Func<bool>? Yields = null);

    [LoggerMessage(LogLevel.Warning, "Microsoft Teams {Method} in tenant {Tenant}: {Kind}, {Error}")]
    private partial void LogFailure(string method, string tenant, ConnectorErrorKind kind, string error);

    [LoggerMessage(LogLevel.Error, "Microsoft Teams: the bot got no token ({Reason})")]
    private partial void LogNoToken(string reason);
}
