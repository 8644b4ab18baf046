using System.ComponentModel.DataAnnotations;
using HuddleBot.Hosting;

namespace HuddleBot.Slack;

/// <summary>Section <c>Slack</c>. Without it the platform is off.</summary>
public sealed class SlackOptions : IValidatableObject
{
    public const string Section = "Slack";

    /// <summary>How many connections Slack allows one app, over all its processes ("Using Socket Mode").</summary>
    public const int MostConnections = 10;

    /// <summary>Proves that a request comes from Slack. From the app's page "Basic Information". May be missing with an <see cref="AppToken"/>: then <c>/slack/events</c> is off.</summary>
    public string SigningSecret { get; set; } = "";

    /// <summary><c>xoxb-…</c>: the bot's token where it serves one workspace. Null: each workspace installs the bot by <c>/slack/install</c>.</summary>
    public string? BotToken { get; set; }

    /// <summary><c>xapp-…</c>, with the scope <c>connections:write</c>: switches on Socket Mode, which needs no public address.</summary>
    public string? AppToken { get; set; }

    /// <summary>Connections of this process in Socket Mode; while one is renewed it counts twice. Default 2: when one is cut, the other goes on.</summary>
    [Range(1, MostConnections, ErrorMessage = "SocketConnections must be between 1 and 10.")]
    public int SocketConnections { get; set; } = 2;

    /// <summary>A connection over which Slack has answered nothing for so many seconds counts as dead. Default 30.</summary>
    [Range(2, 60, ErrorMessage = "SocketSilenceSeconds must be between 2 and 60.")]
    public int SocketSilenceSeconds { get; set; } = 30;

    /// <summary>With <see cref="ClientSecret"/>: opens <c>/slack/install</c>.</summary>
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>Ends in <c>/api/</c>; plain http only on loopback. Default <c>https://slack.com/api/</c>; GovSlack has its own.</summary>
    public Uri ApiBaseUrl { get; set; } = new("https://slack.com/api/");

    /// <summary>Slack's requests are taken at <c>/slack/events</c>.</summary>
    public bool HasAddress => !string.IsNullOrWhiteSpace(SigningSecret);

    public bool CanInstall => !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ClientSecret);

    /// <summary>Null: there is no such section, and the platform is off.</summary>
    /// <exception cref="SettingsException">Half a section, an unknown key, an address that would give the token away.</exception>
    public static SlackOptions? Read(IConfiguration configuration) =>
        configuration.GetSection(Section).GetChildren().Any() ? Settings.Read<SlackOptions>(configuration, Section) : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!HasAddress && (AppToken is null || SigningSecret.Length > 0))
        {
            yield return new("SigningSecret is missing or empty. Copy it from the app's page \"Basic Information\", or set AppToken (xapp-…) instead to go without a public address, "
                + "or remove the whole section to switch Slack off.");
        }

        if (AppToken is not null && (!AppToken.StartsWith("xapp-", StringComparison.Ordinal) || AppToken.Any(char.IsWhiteSpace)))
            yield return new("AppToken must be an app-level token (xapp-…, with the scope connections:write). Make one on the app's page \"Basic Information\", or remove the key.");
        if (BotToken is not null && string.IsNullOrWhiteSpace(BotToken))
            yield return new("BotToken is empty. Copy the \"Bot User OAuth Token\" (xoxb-…) from the app's page, or remove the key.");
        if (string.IsNullOrEmpty(ClientId) != string.IsNullOrEmpty(ClientSecret))
            yield return new("ClientId and ClientSecret go together: one of them is missing.");
        if (BotToken is null && string.IsNullOrEmpty(ClientId) && string.IsNullOrEmpty(ClientSecret))
            yield return new("BotToken is missing. Set it, or set ClientId and ClientSecret so that workspaces can install the bot.");
        if (!ApiBaseUrl.IsAbsoluteUri || !ApiBaseUrl.PathAndQuery.EndsWith("/api/", StringComparison.Ordinal)
            || ApiBaseUrl.Query.Length + ApiBaseUrl.Fragment.Length + ApiBaseUrl.UserInfo.Length > 0)
            yield return new("ApiBaseUrl must be a full address, without a name or password in it, that ends in /api/.");
        else if (ApiBaseUrl.Scheme != Uri.UriSchemeHttps && !(ApiBaseUrl.Scheme == Uri.UriSchemeHttp && ApiBaseUrl.IsLoopback))
            yield return new($"ApiBaseUrl must be https ('{ApiBaseUrl.OriginalString}' is not); plain http is for this machine only.");
    }
}
