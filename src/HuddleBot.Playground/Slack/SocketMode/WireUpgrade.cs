using Microsoft.AspNetCore.Http.Features;

namespace HuddleBot.Playground.Slack.SocketMode;

/// <summary>Puts a <see cref="WireStream"/> below the socket that a request becomes.</summary>
internal sealed class WireUpgrade(IHttpUpgradeFeature inner, HttpContext context) : IHttpUpgradeFeature
{
    /// <summary>There once the request has become a socket.</summary>
    public WireStream? Wire { get; private set; }

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => Wire = new WireStream(await inner.UpgradeAsync(), context.Abort);
}
