using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using HuddleBot.Hosting;

namespace HuddleBot.Webhooks;

/// <summary>All receivers of the settings.</summary>
internal sealed partial class WebhookSettings
{
    private WebhookSettings(IReadOnlyList<Webhook> all) => All = all;

    /// <summary>By name.</summary>
    public IReadOnlyList<Webhook> All { get; }

    /// <exception cref="SettingsException">With everything that is wrong at once.</exception>
    public static WebhookSettings Read(IConfiguration configuration)
    {
        var (errors, all) = (new List<string>(), new List<Webhook>());
        foreach (var (name, options) in Settings.Read<Dictionary<string, WebhookOptions>>(configuration, WebhookOptions.Section).OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (Read(name, options, errors) is { } webhook) all.Add(webhook);
        }

        return errors.Count > 0 ? throw new SettingsException(string.Join(Environment.NewLine, errors)) : new(all);
    }

    private static Webhook? Read(string name, WebhookOptions options, List<string> errors)
    {
        var (path, mistakes) = ($"{WebhookOptions.Section}:{name}", errors.Count);
        if (!Shape().IsMatch(name)) errors.Add($"Settings: the webhook name '{name}' is not usable. Take 1 to 63 letters, digits, - . or _, beginning with a letter or digit.");
        var url = UrlOf(options.Url, path, errors);
        var signature = options.Secret is { } secret ? WebhookSignature.TryCreate(secret.Trim()) : null;
        var previous = options.PreviousSecret is { } before ? WebhookSignature.TryCreate(before.Trim()) : null;
        if (signature is null) errors.Add($"Settings: {path}:Secret {(options.Secret is null ? "is missing" : "is no such secret")}. Write whsec_ and 24 to 64 random bytes in base64; the receiver gets the same.");
        if (options.PreviousSecret is not null && previous is null) errors.Add($"Settings: {path}:PreviousSecret is no such secret. Write the one that Secret had before, or leave it out.");
        foreach (var unknown in options.Events.Where(type => !WebhookType.All.Contains(type)))
            errors.Add($"Settings: {path}:Events: '{unknown}' is not known. Known: {string.Join(", ", WebhookType.All)}.");
        if (errors.Count > mistakes) return null;
        return new(name, url!, previous is null ? signature! : signature!.And(previous), (options.Events.Count > 0 ? options.Events : WebhookType.OfIssues).ToFrozenSet(StringComparer.Ordinal), options.IncludeWords);
    }

    private static Uri? UrlOf(string? text, string path, List<string> errors)
    {
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            errors.Add($"Settings: {path}:Url {(text is null ? "is missing" : "is no address")}. Write the receiver's https address.");
        else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            errors.Add($"Settings: {path}:Url is plain http, which is for this machine only (localhost). Use https.");
        else if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            errors.Add($"Settings: {path}:Url has a user or a fragment in it. Leave that out: receivers know the bot by its signature.");
        else if (IPAddress.TryParse(url.IdnHost, out var address) && !WebhookAddresses.IsAllowed(address, url.IsLoopback))
            errors.Add($"Settings: {path}:Url is an address that no webhook goes to (link-local, multicast, or one that clouds keep for themselves).");
        else
            return url;
        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", RegexOptions.None, 1000)]
    private static partial Regex Shape();
}
