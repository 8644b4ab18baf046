namespace HuddleBot.MicrosoftTeams;

/// <summary>What a section must hold together, in words for whoever wrote it; no value of a secret is repeated.</summary>
internal static class MicrosoftTeamsOptionsRules
{
    public static IEnumerable<string> Check(MicrosoftTeamsOptions options) =>
        Empty(options).Concat(options.DangerouslyAllowUnauthenticatedLoopback ? EscapeHatch(options) : Registration(options)).Concat(Addresses(options));

    private static IEnumerable<string> Empty(MicrosoftTeamsOptions options) =>
        Texts(options).Where(text => text.Value is not null && string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{text.Key} is empty. Give it a value, or remove the key.");

    private static IEnumerable<string> EscapeHatch(MicrosoftTeamsOptions options)
    {
        if (options.AppId is not null)
            yield return "DangerouslyAllowUnauthenticatedLoopback and AppId exclude each other: a registered bot takes verified activities only. Remove one of them.";
        else if (Credentials(options).Count > 0)
            yield return $"{string.Join(" and ", Credentials(options))} without AppId: a bot that DangerouslyAllowUnauthenticatedLoopback opens has no credentials.";
    }

    private static IEnumerable<string> Registration(MicrosoftTeamsOptions options)
    {
        if (options.AppId is null)
            yield return "AppId is missing: copy the \"Application (client) ID\" from the bot's registration, or remove the whole section to switch Microsoft Teams off.";
        else if (!string.IsNullOrWhiteSpace(options.AppId) && options.AppId.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-'))
            yield return "AppId is no application id: it looks like 00000000-0000-0000-0000-000000000000.";

        if (Credentials(options) is var credentials && credentials.Count == 0)
            yield return "A credential is missing: set one of ClientSecret, CertificatePath and ManagedIdentityClientId.";
        else if (credentials.Count > 1)
            yield return $"{string.Join(" and ", credentials)} exclude each other: keep one of them.";
        if (options.CertificatePassword is not null && options.CertificatePath is null)
            yield return "CertificatePassword has no CertificatePath to go with.";
        if (options.TenantId is null && options.Authority is null && (options.AppId is null || options.ManagedIdentityClientId != options.AppId))
            yield return "TenantId is missing: the tenant of the bot's registration, or botframework.com for an old multi-tenant bot.";
    }

    private static IEnumerable<string> Addresses(MicrosoftTeamsOptions options)
    {
        // It becomes a part of the login address.
        if (options.TenantId is { } tenant && tenant.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '-')))
            yield return "TenantId is no tenant: write its id (a GUID) or its domain.";
        if (options.OpenIdMetadataUrl is { } metadata && !(IsPlain(metadata) && Loopback.IsSafe(metadata)))
            yield return $"OpenIdMetadataUrl must be a full https address ('{metadata.OriginalString}' is not); plain http is for this machine only.";
        if (options.Authority is { } authority && !(IsPlain(authority) && authority.Scheme == Uri.UriSchemeHttps && authority.Segments.Length > 1))
            yield return $"Authority must be a full https address with the tenant ('{authority.OriginalString}' is not), like https://login.microsoftonline.com/TENANT.";
        foreach (var entry in options.AllowedServiceUrls.Where(entry => ServiceUrls.TryRead(entry) is null))
            yield return $"AllowedServiceUrls: '{entry}' must be a full https address without name, query or fragment; plain http is for this machine only.";
        if (options.Cloud == TeamsCloud.China && options.AllowedServiceUrls.Count == 0)
            yield return "AllowedServiceUrls is missing: for the cloud China no service URL is documented; copy the one of the activities that the bot receives.";
    }

    private static bool IsPlain(Uri url) => url.IsAbsoluteUri && url.UserInfo.Length + url.Fragment.Length == 0;

    private static List<string> Credentials(MicrosoftTeamsOptions options) =>
        [.. Texts(options).Where(text => text.Value is not null && text.Key is nameof(options.ClientSecret) or nameof(options.CertificatePath) or nameof(options.ManagedIdentityClientId)).Select(text => text.Key)];

    private static IEnumerable<KeyValuePair<string, string?>> Texts(MicrosoftTeamsOptions options) =>
    [
        new(nameof(options.AppId), options.AppId), new(nameof(options.TenantId), options.TenantId), new(nameof(options.ClientSecret), options.ClientSecret),
        new(nameof(options.CertificatePath), options.CertificatePath), new(nameof(options.CertificatePassword), options.CertificatePassword),
        new(nameof(options.ManagedIdentityClientId), options.ManagedIdentityClientId),
    ];
}
