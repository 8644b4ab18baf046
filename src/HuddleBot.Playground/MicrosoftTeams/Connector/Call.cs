using System.Text.Json;
using System.Text.Json.Nodes;

namespace HuddleBot.Playground.MicrosoftTeams.Connector;

/// <param name="Operation">The name that faults go by.</param>
/// <param name="Conversation">The conversation, or for the token endpoint the tenant; null: none.</param>
internal sealed record Call(string Operation, string? Conversation, JsonNode? Body = null);

/// <summary>One call of the bot, as the far side saw it.</summary>
/// <param name="Operation"><c>create</c>, <c>send</c>, <c>reply</c>, <c>update</c>, <c>delete</c>, <c>members</c>, <c>member</c>, <c>team</c>, <c>channels</c>, <c>token</c>, <c>metadata</c>, <c>keys</c>, <c>unknown</c>.</param>
/// <param name="Authorization">The header as it came; null: none.</param>
/// <param name="Status">0: no answer was given.</param>
/// <param name="Fault">The fault that it met; null: none.</param>
public sealed record ConnectorCall(
    string Operation, string Method, string Path, string? Conversation, JsonElement? Body, string? Authorization, int Status, JsonElement? Answer, DateTimeOffset At, string? Fault);

/// <summary>What the connector or the token endpoint answers.</summary>
/// <param name="Body">Null: empty.</param>
/// <param name="RetryAfter">Seconds.</param>
internal sealed record Answer(int Status, JsonObject? Body = null, int? RetryAfter = null)
{
    public static Answer Ok(JsonObject? body = null) => new(StatusCodes.Status200OK, body);

    public static Answer Created(JsonObject body) => new(StatusCodes.Status201Created, body);

    public static Answer Of(int status, JsonObject body) => new(status, body);

    /// <summary>In the connector's own shape.</summary>
    public static Answer Fail(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    /// <summary>In the shape of the chat service behind it, which comes through in places.</summary>
    public static Answer FailWithSubCode(int status, int errorCode, string subCode, string details) => new(status, new JsonObject
    {
        ["errorCode"] = errorCode,
        ["message"] = new JsonObject { ["subCode"] = subCode, ["details"] = details, ["errorCode"] = null, ["errorSubCode"] = null }.ToJsonString(),
    });
}
