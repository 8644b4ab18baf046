namespace HuddleBot.Playground.Faults;

public enum FaultKind
{
    /// <summary>HTTP 429; with Retry-After unless <see cref="Fault.RetryAfter"/> and <see cref="Fault.RetryAfterText"/> are null. Nothing was done.</summary>
    RateLimited,

    /// <summary>HTTP <see cref="Fault.Status"/> (503). Nothing was done.</summary>
    ServerError,

    /// <summary>The work is done after <see cref="Fault.Delay"/>, then answered.</summary>
    Slow,

    /// <summary>No answer and nothing done, until the caller gives up or <see cref="Fault.Delay"/> is over (then the connection is cut).</summary>
    TimeOut,

    /// <summary>The work is done, but its answer is lost: the connection is cut.</summary>
    DropAnswer,

    /// <summary>The work is done, but no answer comes, until the caller gives up or <see cref="Fault.Delay"/> is over (then the connection is cut).</summary>
    HoldAnswer,

    /// <summary>The work is done, but the answer says HTTP <see cref="Fault.Status"/> (500).</summary>
    ErrorAfterWork,

    /// <summary>The connection is cut; nothing was done.</summary>
    CutConnection,

    /// <summary>The platform's own "no" with <see cref="Fault.Error"/>: Slack's <c>ok: false</c>, or an error of the connector with <see cref="Fault.Status"/> (400). Nothing was done.</summary>
    Refuse,

    /// <summary>Microsoft Teams: of two calls for the same conversation at the same time, the second is HTTP 412. The first takes <see cref="Fault.Delay"/> (200 ms).</summary>
    Conflict,

    /// <summary>HTTP 200 with a page of HTML. Nothing was done.</summary>
    Html,

    /// <summary>HTTP 200 with an empty body. Nothing was done.</summary>
    EmptyBody,

    /// <summary>HTTP 200 with <c>{"ok":true}</c> and nothing else. Nothing was done.</summary>
    BareOk,

    /// <summary>The work is done, but the connection is cut in the middle of its answer.</summary>
    CutAnswer,
}

/// <summary>Something that goes wrong in what the bot calls.</summary>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>Slack: a method's name or <c>response_url</c>; Microsoft Teams: <c>send</c>, <c>create</c>, <c>token</c>…; a beginning such as <c>views.*</c>, or <c>*</c> for all.</summary>
    public string Method { get; init; } = "*";

    /// <summary>How often it happens; null: until it is taken away.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>How many calls go well before it begins.</summary>
    public int After { get; init; }

    /// <summary>How likely each call meets it, 0 to 1; drawn from <see cref="Seed"/>.</summary>
    public double Probability { get; init; } = 1;

    public int Seed { get; init; } = 1;

    /// <summary>For calls in one channel only; null: in any.</summary>
    public string? Channel { get; init; }

    /// <summary>Seconds; null: HTTP 429 without the header.</summary>
    public int? RetryAfter { get; init; } = 1;

    /// <summary>What stands in the header instead, as it is; null: <see cref="RetryAfter"/>.</summary>
    public string? RetryAfterText { get; init; }

    public int? Status { get; init; }

    public TimeSpan? Delay { get; init; }

    public string Error { get; init; } = "internal_error";

    /// <summary>Whatever becomes of the answer.</summary>
    internal bool DoesTheWork => Kind is FaultKind.Slow or FaultKind.Conflict or FaultKind.DropAnswer or FaultKind.HoldAnswer or FaultKind.ErrorAfterWork or FaultKind.CutAnswer;
}
