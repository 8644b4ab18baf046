using System.Net.WebSockets;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.SocketMode;

/// <summary>Opens a connection: asks for an address, connects, and waits for Slack's hello. Never logs the address, whose ticket is as good as a token.</summary>
internal sealed class SocketOpener(SlackWebApiClient client, SlackIntake intake, SlackOptions options, TimeProvider time, ILogger<SlackSocket> logger)
{
    /// <summary>From the address to the hello.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>Slack asks for a new connection in time; where it forgets, we renew it this much later.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(1);

    /// <param name="share">Renewed by us after this part of its life; null: when Slack asks for it.</param>
    /// <exception cref="OperationCanceledException">The caller does not want it any more.</exception>
    public async Task<SocketStart> OpenAsync(double? share, CancellationToken cancellationToken)
    {
        var reply = await client.AppsConnectionsOpenAsync(cancellationToken);
        if (reply is SlackReply<OpenedConnection>.Failed { Error: var error }) return new SocketStart.Refused(error.Code, error.RetryAfter);
        var url = ((SlackReply<OpenedConnection>.Ok)reply).Result.Url;

        var wire = new ClientWebSocket();
        wire.Options.CollectHttpResponseDetails = true;

        // A ping after half of the silence that is allowed, and the other half for its answer.
        wire.Options.KeepAliveInterval = wire.Options.KeepAliveTimeout = TimeSpan.FromSeconds(options.SocketSilenceSeconds) / 2;
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        SocketStart? start = null;
        try
        {
            await wire.ConnectAsync(url, either.Token);
            start = await GreetAsync(wire, share, either.Token);
            return start;
        }
        catch (WebSocketException e)
        {
            return new SocketStart.Refused(ReasonOf(wire, e));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SocketStart.Refused("(timeout)");
        }
        finally
        {
            if (start is not SocketStart.Opened) wire.Dispose();
        }
    }

    private async Task<SocketStart> GreetAsync(ClientWebSocket wire, double? share, CancellationToken cancellationToken)
    {
        var reader = new SocketReader(wire);
        if (await reader.NextAsync(cancellationToken) is not { } first) return new SocketStart.Refused("(closed)");
        return SocketFrame.Read(first) switch
        {
            SocketFrame.Hello hello => new SocketStart.Opened(new SlackSocket(wire, reader, hello.Lifetime is { } lifetime ? RenewedAfter(lifetime, share) : null, intake, time, logger), hello.Connections),
            SocketFrame.Disconnect(var reason) => new SocketStart.Refused(reason),
            _ => new SocketStart.Refused("(no_hello)"),
        };
    }

    private static TimeSpan RenewedAfter(TimeSpan lifetime, double? share) => share is { } part ? lifetime * part : lifetime + Overdue;

    private static string ReasonOf(ClientWebSocket wire, WebSocketException e) =>
        (int)wire.HttpStatusCode is not (0 or StatusCodes.Status101SwitchingProtocols) and var status ? $"(http_{status})"
        : e.InnerException is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var kind } ? $"({kind})"
        : "(no_answer)";
}
