using System.Globalization;
using HuddleBot.Benchmarks.FanOut;
using HuddleBot.Playground.Faults;

namespace HuddleBot.Benchmarks.Drain;

/// <summary>What came of a drain.</summary>
/// <param name="Started">When the bot was ready; what waited then waits from then on.</param>
/// <param name="Messages">By mark: whether it is urgent, and when it was committed.</param>
/// <param name="CanLook">The platform lets a bot look whether a message has arrived.</param>
internal sealed record DrainReport(
    IReadOnlyList<FarCall> Calls, IReadOnlyDictionary<int, (bool IsUrgent, DateTimeOffset Since)> Messages, IReadOnlyList<Ceiling> Ceilings, DateTimeOffset Started, double PerSecond,
    bool CanLook, int StillWaiting, int Parked, IReadOnlyList<string> Complaints, int Seed)
{
    /// <summary>Of fewer the 99th percentile is the one that had the worst luck.</summary>
    private const int ManyEnough = 100;

    private static readonly HashSet<string> LostAnswers = new([nameof(FaultKind.DropAnswer), nameof(FaultKind.CutAnswer), nameof(FaultKind.ErrorAfterWork), nameof(FaultKind.HoldAnswer)], StringComparer.Ordinal);

    private readonly ILookup<int, FarCall> arrived = Calls.Where(call => call is { IsDone: true, Words: not null }).Select(call => (Mark: Backlog.MarkIn(call.Words!), Call: call))
        .Where(post => post.Mark is not null).ToLookup(post => post.Mark!.Value, post => post.Call);

    public int Sent => Messages.Keys.Count(arrived.Contains);

    public int Lost => Messages.Count - Sent;

    public int Doubled => arrived.Sum(post => post.Count() - 1);

    public int AnswersLost => arrived.Sum(post => post.Count(call => call.Fault is { } fault && LostAnswers.Contains(fault)));

    public int Injected => Calls.Count(call => call.Fault is not null);

    /// <summary>Calls that the platform itself refused as too many.</summary>
    public int Refused => Calls.Count(call => call is { Status: 429, Fault: null });

    public Percentiles Urgent => WaitOf(isUrgent: true);

    public Percentiles Routine => WaitOf(isUrgent: false);

    public TimeSpan Took => arrived.Count == 0 ? TimeSpan.Zero : arrived.Max(post => post.Min(call => call.At)) - Started;

    /// <summary>What does not hold, in words; none: all is well.</summary>
    public IReadOnlyList<string> Failures =>
    [
        .. If(Lost > 0, $"{Lost} lost"),
        .. If(Doubled > (CanLook ? 0 : AnswersLost), $"{Doubled} doubled, {AnswersLost} answers were lost"),
        .. If(Refused > 0, $"{Refused} calls were refused as too many"),
        .. If(StillWaiting + Parked > 0, $"{StillWaiting} messages still wait, {Parked} are parked"),
        .. Complaints.Take(5),
        .. Ceilings.Select(ceiling => (ceiling, Highest: ceiling.Highest(Calls))).Where(pair => pair.Highest > pair.ceiling.Calls).Select(pair => $"{pair.ceiling.Name}: {pair.Highest}, allowed {pair.ceiling.Calls}"),
        .. If(!(Urgent.Of(50) < Routine.Of(50) && (Urgent.Count < ManyEnough || Urgent.Of(99) < Routine.Of(99))), $"urgent waited {Urgent}, routine {Routine}"),
    ];

    /// <summary>0: everything that the benchmark asks for holds.</summary>
    public int Print()
    {
        Line("seed", $"{Seed}");
        Line("messages: sent, lost, doubled", $"{Sent:N0}, {Lost}, {Doubled} ({AnswersLost} answers of messages that arrived were lost)");
        Line("calls, of them met by an injected fault", $"{Calls.Count:N0}, {Injected:N0}: {string.Join(", ", Calls.Where(call => call.Fault is not null).CountBy(call => call.Fault!, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))}");
        Line("refused as too many beside the injected ones", $"{Refused}");
        foreach (var ceiling in Ceilings) Line(ceiling.Name, $"{ceiling.Highest(Calls)} of {ceiling.Calls}");
        Line("wait of urgent ones: p50 / p99", Seconds(Urgent));
        Line("wait of routine ones: p50 / p99", Seconds(Routine));
        Line("last one sent", $"{Took.TotalSeconds:N1} s after the bot was ready; the limit alone allows {Messages.Count / PerSecond:N1} s: ratio {Took.TotalSeconds * PerSecond / Messages.Count:F3}");
        Line("still waiting, parked, complaints", $"{StillWaiting}, {Parked}, {Complaints.Count}");
        foreach (var failure in Failures) Console.Error.WriteLine(failure);
        return Failures.Count == 0 ? 0 : 1;
    }

    private Percentiles WaitOf(bool isUrgent) => new(
        from message in Messages
        where message.Value.IsUrgent == isUrgent && arrived.Contains(message.Key)
        let since = message.Value.Since > Started ? message.Value.Since : Started
        select arrived[message.Key].Min(call => call.At) is var at && at > since ? at - since : TimeSpan.Zero);

    private static IEnumerable<string> If(bool isSo, string words) => isSo ? [words] : [];

    private static string Seconds(Percentiles waits) => string.Create(CultureInfo.InvariantCulture, $"{waits.Of(50) / 1000:F1} / {waits.Of(99) / 1000:F1} s (n = {waits.Count})");

    private static void Line(string what, string value) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {value} |"));
}
