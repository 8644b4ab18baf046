using HuddleBot.Playground.MicrosoftTeams.Connector;
using HuddleBot.Playground.MicrosoftTeams.Control;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Storage;
using HuddleBot.Playground.MicrosoftTeams.Tokens;

namespace HuddleBot.Playground.MicrosoftTeams;

/// <summary>
/// A Microsoft Teams that runs on this machine. It speaks the documented wire protocol, enforces the documented limits and refuses what it does not know.
/// What people do is in <c>TeamsPlayground.People.cs</c> and <c>TeamsPlayground.Places.cs</c>, what can be looked at in <c>TeamsPlayground.Looking.cs</c>.
/// </summary>
public sealed partial class TeamsPlayground : IAsyncDisposable, IPlatform
{
    /// <summary>As a place: the person's own chat with the bot.</summary>
    public const string Personal = "personal";

    private readonly TeamsServer teams;
    private readonly Activities activities;
    private readonly CardActions cardActions;
    private readonly Dialogs dialogs;
    private readonly StateFile? file;
    private PlatformHost? host;
    private TokenAuthority? authority;

    internal TeamsPlayground(TeamsPlaygroundOptions options)
    {
        teams = new TeamsServer(options);
        activities = new Activities(teams);
        cardActions = new CardActions(teams, activities);
        dialogs = new Dialogs(teams, activities);
        (file, var wasThere) = options.StateFile is { } path ? SavedTenant.Open(teams.Tenant, path) : (null, false);
        if (!wasThere) options.Company(teams.Tenant);
    }

    /// <summary>Such as <c>http://127.0.0.1:3979</c>.</summary>
    public string Address => teams.Address;

    public string AppId => teams.Options.AppId;

    public string TenantId => teams.Options.TenantId;

    public string ClientSecret => teams.Options.ClientSecret;

    /// <summary>What every activity says; ends in <c>/teams/</c>.</summary>
    public Uri ServiceUrl => new(teams.ServiceUrl);

    public Uri OpenIdMetadataUrl => ChannelTokens.MetadataUrl(teams.Address);

    /// <summary>Of the token endpoint, with the tenant; https.</summary>
    public Uri Authority => new($"{Tokens.Address}/{TenantId}");

    /// <summary>Whoever trusts the certificate in this file (PEM) trusts <see cref="Authority"/>.</summary>
    public string CertificateFile => Tokens.CertificateFile;

    /// <summary>Where everything for the bot goes; null: nowhere.</summary>
    public Uri? BotUrl
    {
        get => teams.Bot.Url;
        set => teams.Bot.Url = value;
    }

    /// <summary>How often each delivery reaches the bot.</summary>
    public Repetition Repetition
    {
        get => teams.Bot.Repetition;
        set => teams.Bot.Repetition = value;
    }

    internal TeamsServer Server => teams;

    internal CardActions CardActions => cardActions;

    internal Dialogs Dialogs => dialogs;

    private TokenAuthority Tokens => authority ?? throw new InvalidOperationException("the Playground has not started");

    /// <summary>On a web server of its own; the Playground's process has one for all its platforms.</summary>
    public static async Task<TeamsPlayground> StartAsync(TeamsPlaygroundOptions? options = null)
    {
        var playground = new TeamsPlayground(options ?? new TeamsPlaygroundOptions());
        await playground.StartAuthorityAsync();
        playground.host = await PlatformHost.StartAsync(playground.teams.Options.Port, playground);
        return playground;
    }

    /// <summary>A bearer token that the connector takes, as the token endpoint gives one.</summary>
    public string IssueBotToken() => teams.BotTokens.Issue();

    /// <summary>A bearer token as Teams puts one on each activity; good for an hour.</summary>
    public string IssueChannelToken() => teams.ChannelTokens.Issue(teams.ServiceUrl);

    /// <summary>No token that is out is good any more.</summary>
    public void RevokeBotTokens() => teams.BotTokens.Revoke();

    /// <summary>Teams signs with another key from now on, and publishes only that.</summary>
    public void RollOverKeys() => teams.ChannelTokens.RollOver();

    /// <summary>Lets something go wrong in what the bot calls, until the result is disposed.</summary>
    public IDisposable Inject(Fault fault) => teams.Faults.Add(fault);

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        if (authority is not null) await authority.DisposeAsync();
        if (file is not null) await file.DisposeAsync();
        teams.Dispose();
    }

    internal async Task StartAuthorityAsync() => authority = await TokenAuthority.StartAsync(teams);

    void IPlatform.Map(WebApplication web, CancellationToken stopping)
    {
        ConnectorEndpoint.Map(web, teams);
        teams.ChannelTokens.Map(web, teams);
        ControlApi.Map(web, this, stopping);
    }

    void IPlatform.ListensAt(string address) => teams.Address = address;
}
