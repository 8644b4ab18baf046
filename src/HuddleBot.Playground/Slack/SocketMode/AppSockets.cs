using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.WebApi;
using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.SocketMode;

/// <summary>The app's connections, and what goes over them when Socket Mode is on.</summary>
internal sealed class AppSockets(SlackPlaygroundOptions options, Action<string> complain, Action changed) : IDisposable
{
    public const int Most = 10;

    private static readonly TimeSpan TicketLifetime = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly List<AppSocket> open = [];
    private readonly Dictionary<string, DateTimeOffset> tickets = new(StringComparer.Ordinal);
    private int turn;

    /// <summary>With it, nothing goes by HTTP.</summary>
    public bool IsEnabled { get; set; } = options.SocketMode;

    public FaultSwitch Faults { get; } = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<AppSocket> Open
    {
        get
        {
            lock (gate) return [.. open];
        }
    }

    public string IssueTicket()
    {
        var ticket = Guid.NewGuid().ToString();
        lock (gate) tickets[ticket] = options.TimeProvider.GetUtcNow() + TicketLifetime;
        return ticket;
    }

    /// <summary>A ticket is good for one connection.</summary>
    public bool TakeTicket(string? ticket)
    {
        lock (gate) return ticket is not null && tickets.Remove(ticket, out var until) && until >= options.TimeProvider.GetUtcNow();
    }

    /// <returns>Why not; null: it is one of the app's connections from now on.</returns>
    public string? Add(AppSocket socket, out int number)
    {
        lock (gate)
        {
            number = open.Count + 1;
            if (!IsEnabled) return "link_disabled";
            if (open.Count == Most) return "too_many_websockets";
            open.Add(socket);
        }

        changed();
        return null;
    }

    public void Remove(AppSocket socket)
    {
        lock (gate) open.Remove(socket);
        changed();
    }

    /// <summary>Sends it over one of the connections, whichever; "each payload may be sent to any of the connections".</summary>
    public async Task<Delivery> DeliverAsync(Delivery delivery, string envelopeId, string? retryReason)
    {
        if (Next() is not { } socket) return delivery with { Failure = "connection_failed" };
        var fault = Faults.Next("envelope", null);
        if (fault is { Kind: FaultKind.Slow }) await Task.Delay(fault.Delay ?? TimeSpan.FromSeconds(5), options.TimeProvider);
        if (fault is { Kind: FaultKind.TimeOut }) socket.Wire.IsDeaf = true;
        if (fault is { Kind: FaultKind.CutConnection }) socket.Wire.CutsNextMessage = true;
        var envelope = EnvelopeOf(delivery, envelopeId, retryReason, out var takesPayload);
        var answer = await socket.DeliverAsync(envelopeId, envelope, options.AcknowledgeWithin, losesAnswer: fault is { Kind: FaultKind.DropAnswer });
        if (answer.Failure is not null) return delivery with { Failure = answer.Failure };
        if (answer.Payload.Length > 0 && !takesPayload) complain($"the bot answered an event with a payload: {delivery.Request.Kind}");
        return delivery with { Failure = null, Status = HttpStatusCode.OK, AnswerBody = answer.Payload, AnswerType = answer.Payload.Length > 0 ? "application/json" : null };
    }

    public void Dispose()
    {
        foreach (var socket in Open) socket.Wire.Cut();
    }

    private AppSocket? Next()
    {
        lock (gate)
        {
            List<AppSocket> staying = [.. open.Where(socket => !socket.IsLeaving)];
            return staying.Count == 0 ? null : staying[turn++ % staying.Count];
        }
    }

    /// <summary>The payload is what HTTP would have brought.</summary>
    private static JsonObject EnvelopeOf(Delivery delivery, string envelopeId, string? retryReason, out bool takesPayload)
    {
        var request = delivery.Request;
        var isEvent = request.ContentType == "application/json";
        var form = isEvent ? null : HttpUtility.ParseQueryString(request.Body);
        var type = isEvent ? "events_api" : form!["payload"] is null ? "slash_commands" : "interactive";
        takesPayload = !isEvent;
        var envelope = new JsonObject
        {
            ["envelope_id"] = envelopeId,
            ["type"] = type,
            ["accepts_response_payload"] = takesPayload,
            ["payload"] = type switch
            {
                "events_api" => JsonNode.Parse(request.Body),
                "interactive" => JsonNode.Parse(form!["payload"]!),
                _ => Wire.Object(form!.AllKeys.ToDictionary(name => name!, name => form[name], StringComparer.Ordinal)),
            },
        };
        if (!isEvent) return envelope;
        envelope["retry_attempt"] = delivery.RetryNumber;
        envelope["retry_reason"] = retryReason switch { null => "", "http_timeout" => "timeout", var other => other };
        return envelope;
    }
}
