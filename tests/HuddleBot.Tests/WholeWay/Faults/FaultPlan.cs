using HuddleBot.Core.Identity;
using HuddleBot.Playground.Faults;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>What goes wrong in a day.</summary>
[Flags]
public enum Trouble
{
    None = 0,

    /// <summary>429 with and without sense in Retry-After, 5xx, connections cut before, in and after the answer, answers that lie.</summary>
    Platform = 1,

    /// <summary>503, 500, a conflict with one's own write, time-outs after it, a locked database, a full disk; before Azurite a proxy that cuts, swallows and answers nonsense.</summary>
    Storage = 2,

    /// <summary>The bot's clock is put back an hour, and put forward a day and back, while messages wait.</summary>
    Clock = 4,

    All = Platform | Storage | Clock,
}

/// <summary>The platform's faults of a day, drawn from a seed.</summary>
internal static class FaultPlan
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.3);

    /// <summary>For every call.</summary>
    private const double Each = 0.012;

    /// <summary>An answer is lost after the work was done.</summary>
    public static bool LosesAnswer(string? fault) =>
        fault is nameof(FaultKind.DropAnswer) or nameof(FaultKind.HoldAnswer) or nameof(FaultKind.ErrorAfterWork) or nameof(FaultKind.CutAnswer);

    public static IEnumerable<Fault> Draw(Platform platform, int seed)
    {
        var draw = new SeededDraw(seed);
        foreach (var fault in Kinds())
            foreach (var method in platform == Platform.Slack ? (string[])["chat.*", "conversations.*", "users.*", "views.*"] : ["create", "send", "update", "member*"])
            {
                var drawn = fault with { Method = method, Times = null, Probability = Each, Seed = draw.Next(int.MaxValue) };
                if (!IsTaken(method, fault.Kind)) yield return drawn;
            }
    }

    /// <summary>An update in Microsoft Teams that is answered with 200 is done, whatever the body: none is promised.</summary>
    private static bool IsTaken(string method, FaultKind kind) => method == "update" && kind is (FaultKind.EmptyBody or FaultKind.BareOk);

    private static IEnumerable<Fault> Kinds()
    {
        string?[] waits = ["1", "2", "NaN", "Infinity", "-1", "0", "soon", "Sun, 06 Nov 1994 08:49:37 GMT"];
        foreach (var wait in waits) yield return new(FaultKind.RateLimited) { RetryAfterText = wait };
        yield return new(FaultKind.RateLimited) { RetryAfter = null };
        yield return new(FaultKind.ServerError);
        yield return new(FaultKind.TimeOut) { Delay = Short };
        yield return new(FaultKind.DropAnswer);
        yield return new(FaultKind.HoldAnswer) { Delay = Short };
        yield return new(FaultKind.ErrorAfterWork);
        yield return new(FaultKind.CutAnswer);
        yield return new(FaultKind.CutConnection);
        yield return new(FaultKind.Refuse) { Error = "internal_error", Status = 503 };
        yield return new(FaultKind.Html);
        yield return new(FaultKind.EmptyBody);
        yield return new(FaultKind.BareOk);
    }
}
