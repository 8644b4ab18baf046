using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Playground.MicrosoftTeams.Connector;
using HuddleBot.Playground.MicrosoftTeams.Deliveries;
using HuddleBot.Playground.MicrosoftTeams.Tenant;
using HuddleBot.Playground.MicrosoftTeams.Tokens;

namespace HuddleBot.Playground.MicrosoftTeams;

/// <summary>The parts of the Microsoft Teams on this machine, and how every call to it is met.</summary>
internal sealed class TeamsServer : IDisposable
{
    private readonly Overlaps overlaps = new();

    public TeamsServer(TeamsPlaygroundOptions options)
    {
        Options = options;
        Tenant = new TeamsTenant(options.TenantId, options.TenantName, options.AppId, options.BotName, options.TimeProvider);
        RateLimits = new RateLimits(options.TimeProvider, options.RateLimitScale);
        ChannelTokens = new ChannelTokens(options);
        BotTokens = new BotTokens(options);
        Bot = new BotConnection(this);
    }

    public TeamsPlaygroundOptions Options { get; }

    public TeamsTenant Tenant { get; }

    public RateLimits RateLimits { get; }

    public FaultSwitch Faults { get; } = new();

    public ChannelTokens ChannelTokens { get; }

    public BotTokens BotTokens { get; }

    public RecordOf<ConnectorCall> Calls { get; } = new();

    public RecordOf<Delivery> Deliveries { get; } = new();

    /// <summary>What the bot did that a correct bot would not do.</summary>
    public RecordOf<string> Complaints { get; } = new();

    public BotConnection Bot { get; }

    /// <summary>Where this Teams listens, such as <c>http://127.0.0.1:3979</c>; known after the start.</summary>
    public string Address { get; set; } = "";

    public string ServiceUrl => $"{Address}/teams/";

    /// <summary>Does the work of a call, unless a fault says otherwise, and records what happened.</summary>
    public async Task HandleAsync(HttpContext context, Call call, Func<Answer> work)
    {
        var at = Options.TimeProvider.GetUtcNow();
        using var entry = overlaps.Enter(call.Conversation);
        var fault = Faults.Next(call.Operation, call.Conversation);
        if (fault is { Kind: FaultKind.Refuse, Status: null }) fault = fault with { Status = StatusCodes.Status400BadRequest };
        Answer? answer = null;
        if (fault is { Kind: FaultKind.Conflict } && !entry.IsAlone)
            answer = Answer.Fail(StatusCodes.Status412PreconditionFailed, "PreconditionFailed", "The conversation is being changed by another operation.");
        else if (fault is null or { DoesTheWork: true })
        {
            if (fault is { Kind: FaultKind.Slow }) await Task.Delay(fault.Delay ?? TimeSpan.FromSeconds(5), Options.TimeProvider, context.RequestAborted);
            if (fault is { Kind: FaultKind.Conflict }) await Task.Delay(fault.Delay ?? TimeSpan.FromMilliseconds(200), Options.TimeProvider, context.RequestAborted);
            answer = work();
        }

        var answers = fault is null or { Kind: FaultKind.Slow or FaultKind.Conflict };
        var request = context.Request;
        Calls.Add(new ConnectorCall(
            call.Operation, request.Method, request.Path + request.QueryString, call.Conversation, call.Body is null ? null : JsonSerializer.SerializeToElement(call.Body),
            request.Headers.Authorization.ToString() is { Length: > 0 } authorization ? authorization : null, answers ? answer!.Status : FaultAnswer.StatusOf(fault!) ?? 0,
            answer?.Body is { } body ? JsonSerializer.SerializeToElement(body) : null, at, fault?.Kind.ToString()));
        Tenant.Changes.Publish(new Change("call"));
        if (answers) await WriteAsync(context, answer!);
        else await FaultAnswer.WriteAsync(context, fault!, Options.TimeProvider, Words);
    }

    /// <summary>A call that needs no proof.</summary>
    public Task AnswerAsync(HttpContext context, string operation, Func<JsonObject> work) => HandleAsync(context, new Call(operation, null), () => Answer.Ok(work()));

    public void Dispose()
    {
        Bot.Dispose();
        ChannelTokens.Dispose();
        BotTokens.Dispose();
    }

    private static async Task WriteAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Body is not { } body) return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    private static string Words(Fault fault) => (fault.Kind is FaultKind.RateLimited
        ? Answer.Fail(429, "Throttled", "Too many requests.")
        : fault.Error == "MessageWritesBlocked" ? Answer.FailWithSubCode(403, 209, fault.Error, "Thread is blocked for message writes.")
        : Answer.Fail(400, fault.Error, "It was refused.")).Body!.ToJsonString();
}
