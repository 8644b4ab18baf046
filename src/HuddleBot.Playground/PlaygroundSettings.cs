using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground;

/// <summary>The settings section <c>Playground</c>, from <c>playground.json</c> in the working directory, environment or command line.</summary>
internal sealed class PlaygroundSettings
{
    public int Port { get; set; } = 3979;

    /// <summary>Where the bot takes Slack's requests.</summary>
    public Uri BotUrl { get; set; } = new("http://127.0.0.1:3978/slack/events");

    public string SigningSecret { get; set; } = "playground-signing-secret";

    public string BotToken { get; set; } = "xoxb-playground";

    /// <summary>The bot's app-level token.</summary>
    public string AppToken { get; set; } = "xapp-playground";

    /// <summary>True: the bot connects to this Slack (Socket Mode), and nothing goes to <see cref="BotUrl"/> but sample comments.</summary>
    public bool SocketMode { get; set; }

    public string WorkspaceId { get; set; } = "T0001";

    public string WorkspaceName { get; set; } = "Sunny Hotels";

    /// <summary>False: no rate limits.</summary>
    public bool RateLimits { get; set; } = true;

    public string? StateFile { get; set; }

    public Uri? FeedbackUrl { get; set; }

    public string FeedbackSecret { get; set; } = "playground-feedback-secret";

    /// <summary>People and channels; both empty: the sample company.</summary>
    public IList<UserSettings> Users { get; set; } = [];

    public IList<ChannelSettings> Channels { get; set; } = [];

    public MicrosoftTeamsSettings MicrosoftTeams { get; set; } = new();

    /// <exception cref="InvalidOperationException">A key that is not known, or a value of a wrong kind.</exception>
    public static (int Port, SlackPlaygroundOptions Slack, TeamsPlaygroundOptions? Teams) Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Playground").Get<PlaygroundSettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new PlaygroundSettings();
        if (settings.SigningSecret.Length == 0) throw new InvalidOperationException("Playground:SigningSecret must not be empty.");
        var options = new SlackPlaygroundOptions
        {
            BotUrl = settings.BotUrl,
            SigningSecret = settings.SigningSecret,
            BotToken = settings.BotToken,
            AppToken = settings.AppToken,
            SocketMode = settings.SocketMode,
            WorkspaceId = settings.WorkspaceId,
            WorkspaceName = settings.WorkspaceName,
            RateLimitScale = settings.RateLimits ? 1 : null,
            StateFile = settings.StateFile,
            FeedbackUrl = settings.FeedbackUrl,
            FeedbackSecret = settings.FeedbackSecret,
        };
        return (
            Uri.TryCreate(configuration["urls"], UriKind.Absolute, out var url) ? url.Port : settings.Port,
            settings.Users.Count + settings.Channels.Count == 0 ? options : options with { Company = settings.MoveIn },
            settings.MicrosoftTeams.Enabled ? settings.MicrosoftTeams.ToOptions(settings) : null);
    }

    private void MoveIn(SlackWorkspace workspace)
    {
        foreach (var user in Users) workspace.Put(new Person(user.Id, user.Name, user.RealName ?? user.Name, TimeZone: user.TimeZone, Email: user.Email));
        foreach (var channel in Channels)
        {
            var members = channel.Members.Select(member => workspace.PersonNamed(member).Id);
            workspace.Put(new Channel(channel.Id, channel.Name, channel.Private ? ChannelKind.Private : ChannelKind.Public, [.. members, workspace.Bot.Id]));
        }
    }
}

/// <summary>The section <c>Playground:MicrosoftTeams</c>.</summary>
internal sealed class MicrosoftTeamsSettings
{
    /// <summary>False: there is no Microsoft Teams.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where the bot takes activities.</summary>
    public Uri BotUrl { get; set; } = new("http://127.0.0.1:3978/api/messages");

    /// <summary>The token endpoint's own port, for TLS.</summary>
    public int AuthorityPort { get; set; } = 3980;

    /// <summary>Where the token endpoint's certificate authority is written.</summary>
    public string? CertificateFile { get; set; }

    public string? AppId { get; set; }

    public string? TenantId { get; set; }

    public string? ClientSecret { get; set; }

    public bool RateLimits { get; set; } = true;

    /// <summary>False: nobody has agreed to <c>ChannelMessage.Read.Group</c>, and the bot hears what mentions it.</summary>
    public bool HearsChannelMessages { get; set; } = true;

    public string? StateFile { get; set; }

    public TeamsPlaygroundOptions ToOptions(PlaygroundSettings settings)
    {
        var options = new TeamsPlaygroundOptions
        {
            BotUrl = BotUrl, AuthorityPort = AuthorityPort, CertificateFile = CertificateFile, RateLimitScale = RateLimits ? 1 : null, StateFile = StateFile, HearsChannelMessages = HearsChannelMessages,
            FeedbackUrl = settings.FeedbackUrl, FeedbackSecret = settings.FeedbackSecret,
        };
        return options with { AppId = AppId ?? options.AppId, TenantId = TenantId ?? options.TenantId, ClientSecret = ClientSecret ?? options.ClientSecret };
    }
}

internal sealed class UserSettings
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string? RealName { get; set; }

    public string TimeZone { get; set; } = "Europe/London";

    public string? Email { get; set; }
}

internal sealed class ChannelSettings
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public bool Private { get; set; }

    /// <summary>Ids or names; the bot is always a member.</summary>
    public IList<string> Members { get; set; } = [];
}
