using System.Collections.Concurrent;
using System.Diagnostics;
using HuddleBot.Core.Cards;

namespace HuddleBot.Benchmarks.FanOut;

/// <summary>People of teams that are not concerned press a button a second, signed, each press a change that is committed before it is answered.</summary>
internal sealed class Clicks(IReadOnlyList<Func<string, string, Task<bool>>> huddles)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly string[] People = ["tom", "ben"];
    private readonly ConcurrentBag<(DateTimeOffset At, TimeSpan Took, bool IsOk)> answered = [];

    public async Task GoOnAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            // Each round, everybody is there or cannot be there, in turn.
            var (huddle, round) = (huddles[number % huddles.Count], number / huddles.Count);
            var (at, watch) = (TimeProvider.System.GetUtcNow(), Stopwatch.StartNew());
            var isOk = await huddle(People[round / 2 % People.Length], round % 2 == 0 ? Verbs.HuddleAway : Verbs.HuddleJoin);
            answered.Add((at, watch.Elapsed, isOk));
            await Task.Delay(Every, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Percentiles Between(DateTimeOffset from, DateTimeOffset until) => new(answered.Where(click => click.At >= from && click.At < until).Select(click => click.Took));

    public int NotOk => answered.Count(click => !click.IsOk);
}
