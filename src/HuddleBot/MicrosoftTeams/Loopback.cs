using System.Net;

namespace HuddleBot.MicrosoftTeams;

/// <summary>This machine, and nothing that only looks like it: 127.0.0.0/8, ::1 and the name <c>localhost</c>.</summary>
internal static class Loopback
{
    public static bool Is(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    /// <param name="host">Without port; an IPv6 address with or without brackets.</param>
    public static bool IsHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.TrimStart('[').TrimEnd(']'), out var address) && Is(address));

    /// <summary>https anywhere, plain http on this machine only.</summary>
    public static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && IsHost(url.IdnHost));
}
