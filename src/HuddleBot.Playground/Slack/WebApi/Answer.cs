using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>What a Web API method answers.</summary>
internal sealed record Answer(JsonObject Body, int Status = 200, int? RetryAfter = null)
{
    public static JsonSerializerOptions Wire { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public bool IsOk => Body["ok"]!.GetValue<bool>();

    public static Answer Ok(object? fields = null)
    {
        var body = new JsonObject { ["ok"] = true };
        if (fields is null) return new Answer(body);
        foreach (var (name, value) in JsonSerializer.SerializeToNode(fields, Wire)!.AsObject().ToList())
            body[name] = value?.DeepClone();
        return new Answer(body);
    }

    /// <param name="messages">In Slack's <c>response_metadata.messages</c>.</param>
    public static Answer Fail(string error, params IReadOnlyList<string> messages)
    {
        var body = new JsonObject { ["ok"] = false, ["error"] = error };
        if (messages.Count > 0)
        {
            if (error == "invalid_blocks") body["errors"] = ArrayOf(messages);
            body["response_metadata"] = new JsonObject { ["messages"] = ArrayOf(messages.Select(message => $"[ERROR] {message}")) };
        }

        return new Answer(body);
    }

    public static string OfFault(Fault fault) => Fail(fault.Kind is FaultKind.RateLimited ? "ratelimited" : fault.Error).Body.ToJsonString();

    private static JsonArray ArrayOf(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
