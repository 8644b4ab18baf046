using HuddleBot.Playground.Slack.SocketMode;

namespace HuddleBot.Playground.Slack.Control;

/// <summary><c>/playground/sockets</c>: how many connections there are, how many of them are deaf, and what goes wrong with them.</summary>
internal static class SocketControl
{
    public static void Map(IEndpointRouteBuilder api, PlaygroundSockets sockets)
    {
        api.MapGet("/sockets", () => ControlJson.Of(new { sockets.Count, sockets.Deaf }));
        api.MapPost("/sockets", async (SocketRequest request) =>
        {
            await DoAsync(sockets, request);
            return ControlJson.Of(new { ok = true });
        });
        api.MapPost("/sockets/faults", async (HttpRequest request) =>
        {
            sockets.Inject(await request.ReadFromJsonAsync<Fault>(ControlJson.Options) ?? throw new InvalidOperationException("a fault is a JSON object"));
            return ControlJson.Of(new { ok = true });
        });
    }

    private static Task DoAsync(PlaygroundSockets sockets, SocketRequest request)
    {
        switch (request.Do)
        {
            case "warning" or "refresh_requested": return sockets.RenewAsync(request.Do, request.Count);
            case "enable" or "disable": return sockets.EnableAsync(request.Do == "enable");
            case "cut": sockets.Cut(request.Count); break;
            case "deafen": sockets.Deafen(request.Count); break;
            default: throw new InvalidOperationException($"a socket cannot {request.Do}: warning, refresh_requested, cut, deafen, disable or enable");
        }

        return Task.CompletedTask;
    }
}
