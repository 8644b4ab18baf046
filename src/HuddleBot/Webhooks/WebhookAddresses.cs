using System.Net;
using System.Net.Sockets;

namespace HuddleBot.Webhooks;

/// <summary>
/// Where webhooks may go. Only the operator writes addresses, so the company's own network is allowed; what a name that others control could lead to is not: this
/// machine (unless the setting names it), link-local addresses, and those where clouds keep secrets. Looked at when the connection is made, after the name is resolved.
/// </summary>
internal static class WebhookAddresses
{
    /// <summary>Metadata and host services of Alibaba Cloud, Azure, Oracle Cloud and AWS that are not link-local; RFC 3927 and RFC 4291 addresses are refused anyway.</summary>
    private static readonly IPAddress[] OfClouds =
        [IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("192.0.0.192"), IPAddress.Parse("fd00:ec2::254")];

    /// <param name="mayBeThisMachine">The setting names this machine.</param>
    public static bool IsAllowed(IPAddress address, bool mayBeThisMachine)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain)) return mayBeThisMachine;
        if (OfClouds.Contains(plain)) return false;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6) return !plain.IsIPv6LinkLocal && !plain.IsIPv6Multicast && !plain.IsIPv6SiteLocal && !plain.Equals(IPAddress.IPv6Any);
        return plain.GetAddressBytes() is not ([0, ..] or [169, 254, ..] or [>= 224, ..]);
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="HttpRequestException">The name leads to no address that is allowed.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, isThisMachine) = (context.DnsEndPoint.Host, context.InitialRequestMessage.RequestUri!.IsLoopback);
        var allowed = (await Dns.GetHostAddressesAsync(host, cancellationToken)).Where(address => IsAllowed(address, isThisMachine)).ToArray();
        if (allowed.Length == 0) throw new HttpRequestException("its name leads to no address that webhooks may go to");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
