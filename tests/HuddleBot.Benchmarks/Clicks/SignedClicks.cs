using System.Diagnostics;
using HuddleBot.Core.Identity;

namespace HuddleBot.Benchmarks.Clicks;

/// <summary>Taps on <c>issue.celebrate</c> as a platform sends and signs them, each of another item, over connections that stay open.</summary>
internal abstract class SignedClicks(int connections)
{
    public abstract byte[] Body(IssueId issue, PersonId by, ChannelId at, int number);

    /// <returns>How long each took, in the order of the bodies, and all together.</returns>
    /// <exception cref="InvalidOperationException">One was not answered as it should be.</exception>
    public async Task<(IReadOnlyList<TimeSpan> Each, TimeSpan All)> SendAsync(Uri bot, IReadOnlyList<byte[]> bodies)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { BaseAddress = bot };
        var (took, next, started) = (new TimeSpan[bodies.Count], -1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            for (var at = Interlocked.Increment(ref next); at < bodies.Count; at = Interlocked.Increment(ref next)) took[at] = await SendAsync(http, bodies[at]);
        })));
        return (took, Stopwatch.GetElapsedTime(started));
    }

    protected abstract HttpRequestMessage Sign(byte[] body);

    /// <summary>Whether this body of a 200 says that it was done, or is a framework's empty answer.</summary>
    protected abstract bool IsDone(string answer);

    private async Task<TimeSpan> SendAsync(HttpClient http, byte[] body)
    {
        using var request = Sign(body);
        var started = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        var words = await answer.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(started);
        return answer.IsSuccessStatusCode && IsDone(words) ? took : throw new InvalidOperationException($"{http.BaseAddress} answered {(int)answer.StatusCode} {words}");
    }
}
