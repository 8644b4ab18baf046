using System.Text.Json.Nodes;
using HuddleBot.Playground.Slack.WebApi;
using Microsoft.AspNetCore.Http.Features;

namespace HuddleBot.Playground.Slack.SocketMode;

/// <summary><c>/link/?ticket=…</c>: a connection of the app (docs: Using Socket Mode).</summary>
internal static class SocketEndpoint
{
    public const string Path = "/link";

    /// <summary>Slack's clients give a line up after 30 seconds without a ping.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(5);

    /// <summary>To notice a silent line is the client's business.</summary>
    private static readonly TimeSpan PingPatience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan DebugLifetime = TimeSpan.FromSeconds(360);

    public static void Map(WebApplication web, SlackServer slack)
    {
        web.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal) && context.Features.Get<IHttpUpgradeFeature>() is { } upgrade)
                context.Features.Set<IHttpUpgradeFeature>(new WireUpgrade(upgrade, context));
            return next(context);
        });
        web.UseWebSockets();
        web.Map(Path, (HttpContext context) => AcceptAsync(slack, context));
    }

    private static async Task AcceptAsync(SlackServer slack, HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !slack.Sockets.TakeTicket(context.Request.Query["ticket"]))
        {
            context.Response.StatusCode = context.WebSockets.IsWebSocketRequest ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
            return;
        }

        var upgrade = (WireUpgrade)context.Features.Get<IHttpUpgradeFeature>()!;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = PingEvery, KeepAliveTimeout = PingPatience });
        var lifetime = context.Request.Query["debug_reconnects"] == "true" ? DebugLifetime : slack.Options.SocketLifetime;
        using var connection = new AppSocket(socket, upgrade.Wire!, slack.Options.TimeProvider, slack.Complaints.Add);
        if (slack.Sockets.Add(connection, out var number) is { } refusal)
        {
            await connection.SayAsync(Disconnect(refusal));
            await connection.CloseAsync();
            return;
        }

        try
        {
            await connection.SayAsync(Wire.Object(new
            {
                type = "hello",
                num_connections = number,
                connection_info = new { app_id = slack.Workspace.AppId },
                debug_info = new { host = "applink-playground", started = "2026-11-23 09:15:00.000", build_number = 1, approximate_connection_time = (long)lifetime.TotalSeconds },
            }));
            await Task.WhenAll(connection.RunAsync(), connection.AgeAsync(lifetime));
        }
        finally
        {
            slack.Sockets.Remove(connection);
        }
    }

    public static JsonObject Disconnect(string reason) => Wire.Object(new { type = "disconnect", reason, debug_info = new { host = "applink-playground" } });
}
