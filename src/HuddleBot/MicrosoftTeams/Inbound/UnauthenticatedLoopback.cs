using Microsoft.Net.Http.Headers;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>
/// The development escape hatch: no proof, but only from this machine to this machine. A proxy or tunnel in between shows in the headers that it adds, a web page
/// in the host that it was lured to, or in that it may not send JSON without asking.
/// </summary>
internal sealed class UnauthenticatedLoopback : IRequestVerification
{
    private static readonly string[] Forwarding =
    [
        HeaderNames.Via, "Forwarded", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-ProxyUser-IP", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "Client-IP",
        "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Envoy-External-Address", "X-Azure-ClientIP", "X-Azure-SocketIP", "X-ARR-ClientCert", "X-Appengine-User-IP",
    ];

    public Task<RequestSender> VerifyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<RequestSender>(Refuse(request) is { } reason ? new RequestSender.Refused(StatusCodes.Status403Forbidden, reason) : new RequestSender.ThisMachine());

    private static string? Refuse(HttpRequest request)
    {
        if (!Loopback.Is(request.HttpContext.Connection.RemoteIpAddress)) return "it does not come from this machine";
        if (!Loopback.IsHost(request.Host.Host)) return "it was not sent to this machine by name or address (Host)";
        return request.Headers.Keys.FirstOrDefault(IsForwarding) is { } header ? $"it was forwarded ({header})" : null;
    }

    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || Forwarding.Contains(header, StringComparer.OrdinalIgnoreCase);
}
