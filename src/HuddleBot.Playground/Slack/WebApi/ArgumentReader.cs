using System.Text.Json;

namespace HuddleBot.Playground.Slack.WebApi;

/// <summary>Reads a call's arguments and token off the request.</summary>
internal static class ArgumentReader
{
    /// <returns>Arguments, or the error that Slack answers to such a body.</returns>
    public static async Task<(Arguments Arguments, string? Token, string? Error)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var values = request.Query.ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value.ToString()), StringComparer.Ordinal);
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
        if (HttpMethods.IsPost(request.Method) && HasBody(request))
        {
            if (request.HasJsonContentType())
            {
                try
                {
                    using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
                    if (document.RootElement.ValueKind is not JsonValueKind.Object) return (Arguments.None, token, "json_not_object");
                    foreach (var property in document.RootElement.EnumerateObject()) values[property.Name] = property.Value.Clone();
                    values.Remove("token");
                }
                catch (JsonException)
                {
                    return (Arguments.None, token, "invalid_json");
                }
            }
            else if (request.HasFormContentType)
            {
                foreach (var (name, value) in await request.ReadFormAsync(cancellationToken)) values[name] = JsonSerializer.SerializeToElement(value.ToString());
            }
            else
            {
                return (Arguments.None, token, request.ContentType is null ? "missing_post_type" : "invalid_post_type");
            }
        }

        if (token is null && values.TryGetValue("token", out var inBody)) token = inBody.GetString();
        values.Remove("token");
        return (new Arguments(values), token, null);
    }

    private static bool HasBody(HttpRequest request) => request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0;
}
