namespace HuddleBot.MicrosoftTeams;

/// <summary>Which addresses may be called with a token of ours. An entry allows its scheme, host and port, its path and below.</summary>
public sealed class ServiceUrls
{
    /// <summary>What a path may not hide: an encoded dot, slash or backslash, which one side may read otherwise than the other.</summary>
    private static readonly string[] Disguises = ["%2e", "%2f", "%5c", "\\"];

    private readonly List<Uri> allowed;

    public ServiceUrls(MicrosoftTeamsOptions options)
    {
        var cloud = CloudEnvironment.Of(options.Cloud);
        IEnumerable<string> entries = options.AllowedServiceUrls.Count > 0 ? options.AllowedServiceUrls : cloud.ServiceUrls;
        allowed = [.. entries.Select(entry => TryRead(entry) ?? throw new ArgumentException($"'{entry}' is no service URL", nameof(options)))];
        Default = TryRead(cloud.ServiceUrl) is { } usual && Allows(cloud.ServiceUrl) ? usual : allowed[0];
    }

    /// <summary>For a place that was never heard from: the cloud's own where it is allowed, else the first that is. Ends in a slash.</summary>
    public Uri Default { get; }

    public bool Allows(string? serviceUrl) => TryRead(serviceUrl) is { } url && allowed.Exists(entry => IsWithin(url, entry));

    /// <summary>The address with a slash at its end; null where it is none that could be called safely: not https (or http on this machine), with a name, query or fragment, or disguised.</summary>
    public static Uri? TryRead(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Any(letter => letter is <= ' ' or > '~' or '@' or '?' or '#')) return null;
        if (Disguises.Any(disguise => text.Contains(disguise, StringComparison.OrdinalIgnoreCase)) || text.Split('/').Any(segment => segment is "." or "..")) return null;
        return Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && Loopback.IsSafe(url) && url.UserInfo.Length == 0 ? url : null;
    }

    private static bool IsWithin(Uri url, Uri entry) =>
        url.Scheme == entry.Scheme && url.IdnHost.Equals(entry.IdnHost, StringComparison.OrdinalIgnoreCase) && url.Port == entry.Port
        && url.AbsolutePath.StartsWith(entry.AbsolutePath, StringComparison.Ordinal);
}
