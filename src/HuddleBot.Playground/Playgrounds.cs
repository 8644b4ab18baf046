using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.Slack;

namespace HuddleBot.Playground;

/// <summary>Slack, Microsoft Teams or both on one web server, which also has the page.</summary>
public sealed class Playgrounds : IAsyncDisposable
{
    private readonly PlatformHost host;

    private Playgrounds(PlatformHost host, SlackPlayground? slack, TeamsPlayground? teams) => (this.host, Slack, Teams) = (host, slack, teams);

    public SlackPlayground? Slack { get; }

    public TeamsPlayground? Teams { get; }

    /// <summary>Such as <c>http://127.0.0.1:3979</c>.</summary>
    public string Address => Slack?.Address ?? Teams!.Address;

    /// <param name="slack">Null: no Slack.</param>
    /// <param name="teams">Null: no Microsoft Teams.</param>
    /// <param name="port">0 takes any free port; the ports of the options do not count.</param>
    public static async Task<Playgrounds> StartAsync(SlackPlaygroundOptions? slack, TeamsPlaygroundOptions? teams, int port = 0)
    {
        var slackPlayground = slack is null ? null : new SlackPlayground(slack);
        var teamsPlayground = teams is null ? null : new TeamsPlayground(teams);
        if (teamsPlayground is not null) await teamsPlayground.StartAuthorityAsync();
        IReadOnlyList<IPlatform> platforms = [.. new IPlatform?[] { slackPlayground, teamsPlayground }.OfType<IPlatform>()];
        if (platforms.Count == 0) throw new InvalidOperationException("a playground needs a platform");
        return new Playgrounds(await PlatformHost.StartAsync(port, platforms), slackPlayground, teamsPlayground);
    }

    /// <summary>Waits until the process is asked to end.</summary>
    public Task WaitForShutdownAsync() => host.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        if (Slack is not null) await Slack.DisposeAsync();
        if (Teams is not null) await Teams.DisposeAsync();
    }
}
