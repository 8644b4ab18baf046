using System.Diagnostics;

namespace HuddleBot.Benchmarks.Replicas;

/// <summary>Two to four replicas that come and go: one is started, stopped, killed or frozen every few seconds, the one that sends more often than the others.</summary>
internal sealed class Fleet(string folder, IReadOnlyList<string> settings, IReadOnlyDictionary<string, string> environment, Balancer balancer, Random random) : IAsyncDisposable
{
    /// <summary>Longer than the lease lasts.</summary>
    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(9);

    private const int Fewest = 2;
    private const int Most = 4;

    private readonly Lock state = new();
    private readonly List<Replica> replicas = [];
    private readonly List<Task> thawing = [];
    private Replica? dispatcher;
    private (long At, string How)? vacant;
    private int started;

    /// <summary>What was done, and when.</summary>
    public List<(long At, string What)> Done { get; } = [];

    /// <summary>From the moment in which the one that sent was stopped, killed or frozen to that in which another sends.</summary>
    public List<(string How, TimeSpan After)> Takeovers { get; } = [];

    public List<TimeSpan> Stops { get; } = [];

    public async Task StartAsync(int count)
    {
        for (var i = 0; i < count; i++) await AddAsync();
    }

    /// <summary>Until it is cancelled. Then whoever is frozen goes on.</summary>
    public async Task DisturbAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(3 + (3 * random.NextDouble())), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested) break;
            await DisturbAsync();
        }

        await Task.WhenAll(thawing);
        while (replicas.Count < Fewest) await AddAsync();
    }

    public int Count(string what) => Done.Count(done => done.What == what);

    public string Logs() => string.Join('\n', replicas.Select(replica => $"--- {replica.Name}\n{replica.Log}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas) await replica.DisposeAsync();
    }

    private async Task DisturbAsync()
    {
        Replica[] awake = [.. replicas.Where(replica => !replica.IsFrozen)];
        if (replicas.Count < Fewest || awake.Length < Fewest || (replicas.Count < Most && random.Next(4) == 0))
        {
            await AddAsync();
            return;
        }

        Replica? sends;
        lock (state) sends = dispatcher;
        var one = sends is not null && awake.Contains(sends) && random.Next(3) > 0 ? sends : awake[random.Next(awake.Length)];
        switch (random.Next(5))
        {
            case 0 or 1: await KillAsync(one); break;
            case 2 or 3: await StopAsync(one); break;
            default: await FreezeAsync(one); break;
        }
    }

    private async Task AddAsync()
    {
        Note("start");
        var replica = await Replica.StartAsync($"replica {++started}", folder, settings, environment, Dispatches);
        replicas.Add(replica);
        balancer.Add(replica);
    }

    private async Task StopAsync(Replica replica)
    {
        replicas.Remove(replica);
        balancer.Remove(replica);
        Leaves(replica, "stop");
        Stops.Add(await replica.StopAsync());
        await replica.DisposeAsync();
    }

    private async Task KillAsync(Replica replica)
    {
        replicas.Remove(replica);
        Leaves(replica, "kill");
        await replica.KillAsync();
        balancer.Remove(replica);
        await replica.DisposeAsync();
    }

    private async Task FreezeAsync(Replica replica)
    {
        Leaves(replica, "freeze");
        await replica.FreezeAsync();
        thawing.Add(ThawAsync(replica));
    }

    private async Task ThawAsync(Replica replica)
    {
        await Task.Delay(Freeze);
        await replica.GoOnAsync();
        Note("thaw");
    }

    private void Leaves(Replica replica, string how)
    {
        Note(how);
        lock (state)
        {
            if (dispatcher == replica) (dispatcher, vacant) = (null, (Stopwatch.GetTimestamp(), how));
        }
    }

    private void Dispatches(Replica replica)
    {
        lock (state)
        {
            if (vacant is { } left) Takeovers.Add((left.How, Stopwatch.GetElapsedTime(left.At)));
            (dispatcher, vacant) = (replica, null);
        }
    }

    private void Note(string what)
    {
        lock (state) Done.Add((Stopwatch.GetTimestamp(), what));
    }
}
