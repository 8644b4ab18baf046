using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HuddleBot.Playground.Control;

/// <summary>How the control API writes: camelCase names, enum words, a platform's own objects untouched.</summary>
internal static class ControlJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static IResult Of(object? value) => Results.Json(value, Options);

    /// <summary>What the person asked for makes no sense here: an unknown name, a message that they do not see.</summary>
    public static IResult Refused(string error) => Results.Json(new { ok = false, error }, Options, statusCode: StatusCodes.Status400BadRequest);
}
