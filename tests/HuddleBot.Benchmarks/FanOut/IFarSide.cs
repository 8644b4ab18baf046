using HuddleBot.Benchmarks.Clicks;
using HuddleBot.Core.Identity;
using HuddleBot.Playground.Faults;

namespace HuddleBot.Benchmarks.FanOut;

/// <summary>A Playground with the documented limits, as the benchmark uses it.</summary>
internal interface IFarSide : IAsyncDisposable
{
    /// <param name="platform"><c>slack</c> or <c>teams</c>.</param>
    /// <exception cref="ArgumentException">Neither.</exception>
    static async Task<IFarSide> StartAsync(string platform) => platform switch
    {
        "slack" => await SlackFarSide.StartAsync(),
        "teams" => await TeamsFarSide.StartAsync(),
        _ => throw new ArgumentException($"'{platform}' is no platform; use slack or teams", nameof(platform)),
    };

    /// <summary>So many messages a second the platform takes from one bot in one company, as the bot is set up.</summary>
    double PerSecond { get; }

    /// <summary>What the bot is told, to find this platform.</summary>
    IReadOnlyList<string> Settings { get; }

    IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Who manages each team.</summary>
    PersonId Manager { get; }

    /// <summary>A channel, whose members are Tom, Ben and the manager.</summary>
    ChannelId AddChannel(string name);

    /// <summary>The bot runs there from now on.</summary>
    Task ConnectAsync(Uri bot);

    /// <summary>Taps of the manager, as this platform signs them.</summary>
    SignedClicks Clicks(int connections);

    /// <summary>The platform's own framework, in a process of its own, which answers every tap with nothing.</summary>
    Task<(string Name, PeerProcess Process)> StartFrameworkAsync();

    /// <summary>Begins a huddle there now; returns when its card stands.</summary>
    Task<Func<string, string, Task<bool>>> StartHuddleAsync(ChannelId channel);

    /// <summary>What was posted until now.</summary>
    IReadOnlyList<Posted> Posts();

    /// <summary>Calls that were refused with 429.</summary>
    int Refused(DateTimeOffset since);

    int Calls(DateTimeOffset from, DateTimeOffset until);

    /// <summary>What the bot did that a correct bot would not do.</summary>
    IReadOnlyList<string> Complaints { get; }

    /// <summary>What a new message for a channel is called by faults.</summary>
    string PostMethod { get; }

    void Inject(Fault fault);

    /// <summary>Everything that the bot has called until now, in order; what has no documented limit is left out.</summary>
    IReadOnlyList<FarCall> AllCalls();
}

/// <param name="Place">The channel or conversation; null: none.</param>
/// <param name="IsDone">The platform did it, whatever became of its answer.</param>
/// <param name="Fault">The fault that it met; null: none.</param>
/// <param name="Words">What a new message says, as it was sent; null: it is no new message.</param>
internal sealed record FarCall(string Method, string? Place, DateTimeOffset At, int Status, bool IsDone, string? Fault, string? Words);

/// <param name="Thread">Below which message; null: in the channel itself.</param>
/// <param name="Id">The platform's.</param>
internal sealed record Posted(string Channel, string? Thread, string Id, DateTimeOffset At);
