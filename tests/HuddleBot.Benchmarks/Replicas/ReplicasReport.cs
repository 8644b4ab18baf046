using System.Diagnostics;
using HuddleBot.Tests.Replicas.Histories;

namespace HuddleBot.Benchmarks.Replicas;

internal static class ReplicasReport
{
    /// <summary>The time after a kill in which the balancer may still ask the dead, and the time around any disturbance that is not calm.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(3), Calm = TimeSpan.FromSeconds(3);

    public static void Print(string platform, int seed, int minutes, IPlace place, Fleet fleet, Load load, Outcome outcome)
    {
        // A kill, or a freeze, leaves at most what was on its way in that moment.
        var isSlack = platform == "slack";
        var mayDouble = isSlack ? 0 : fleet.Count("kill") + fleet.Count("freeze");
        if (outcome.Doubled.Count > mayDouble) outcome.Violations.Add($"{outcome.Doubled.Count} cards stand twice, {mayDouble} may");
        var operations = load.Histories.Values.SelectMany(history => history).ToList();
        Console.WriteLine($"replicas: {platform}, {minutes} minutes, seed {seed}");
        Line("answers accepted", $"{load.Accepted.Count}");
        Line("decisions", $"{operations.Count} on {load.Histories.Count} issues: {Count<Answer.Done>()} done, {Count<Answer.Refused>()} refused with who was first, {operations.Count(operation => operation.Answer is null)} without an answer");
        Line("starts / stops / kills / freezes", $"{fleet.Count("start")} / {fleet.Count("stop")} / {fleet.Count("kill")} / {fleet.Count("freeze")}");
        foreach (var how in (string[])["stop", "kill", "freeze"])
        {
            var took = new Percentiles(fleet.Takeovers.Where(takeover => takeover.How == how).Select(takeover => takeover.After));
            Line($"another sends after a {how}", took.Count == 0 ? "–" : $"p50 {took.Of(50) / 1000:F1} s, at most {took.Of(100) / 1000:F1} s (n = {took.Count})");
        }

        var stops = new Percentiles(fleet.Stops);
        Line("a clean stop ends after", stops.Count == 0 ? "–" : $"p50 {stops.Of(50) / 1000:F1} s, at most {stops.Of(100) / 1000:F1} s");
        var disturbed = fleet.Done.ConvertAll(done => done.At);
        var kills = fleet.Done.Where(done => done.What == "kill").Select(done => done.At).ToList();
        Line("a tap in calm", $"{new Percentiles(load.Taps.Where(tap => !IsNear(tap.At, disturbed, Calm, Calm)).Select(tap => tap.Took))} (p50 / p99)");
        Line("a tap in the 3 s after a kill", $"{new Percentiles(load.Taps.Where(tap => IsNear(tap.At, kills, TimeSpan.Zero, After)).Select(tap => tap.Took))} (p50 / p99)");
        Line("lost / doubled / old cards", $"{outcome.Lost.Count} / {outcome.Doubled.Count} / {outcome.Old.Count}");
        Line("refused by the platform (429)", place.Refused.Count == 0 ? "0" : string.Join(", ", place.Refused.Select(refused => $"{refused.Value} {refused.Key}")));
        Line("histories that no order explains", $"{outcome.Violations.Count(violation => violation.StartsWith("issue of", StringComparison.Ordinal))} of {load.Histories.Count}");
        foreach (var violation in outcome.Violations) Console.WriteLine($"VIOLATION {violation}");

        int Count<T>() where T : Answer => operations.Count(operation => operation.Answer is T);
    }

    private static void Line(string what, string figure) => Console.WriteLine($"  {what,-36} {figure}");

    private static bool IsNear(long at, IReadOnlyList<long> moments, TimeSpan before, TimeSpan after) =>
        moments.Any(moment => at >= moment - (before.TotalSeconds * Stopwatch.Frequency) && at <= moment + (after.TotalSeconds * Stopwatch.Frequency));
}
