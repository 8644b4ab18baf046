using System.Text.Json;
using Azure;
using HuddleBot.Core.Storage;

namespace HuddleBot.Storage.AzureTables;

/// <summary>A refusal of the service.</summary>
/// <param name="Code">One of <see cref="TableErrorCode"/> or another of the service's; empty when it gave none.</param>
/// <param name="FailedAction">In a transaction, the zero-based index of the operation that failed.</param>
internal sealed record TableError(int Status, string Code, string Message, int FailedAction)
{
    /// <summary>What it means for a write; null when it is no conflict.</summary>
    public ConflictKind? Conflict => (Status, Code) switch
    {
        (409, TableErrorCode.EntityAlreadyExists) => ConflictKind.AlreadyExists,
        (412, _) => ConflictKind.Changed,
        (404, TableErrorCode.ResourceNotFound or TableErrorCode.EntityNotFound) => ConflictKind.NotFound,
        _ => null,
    };

    public bool IsTransient => IsTransientStatus(Status);

    public static bool IsTransientStatus(int status) => status is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>Reads <c>{"odata.error":{"code":…,"message":{"value":"1:…"}}}</c>; the number before the first colon is the operation that failed.</summary>
    public static TableError Read(int status, string? codeHeader, string body)
    {
        var (code, message) = (codeHeader ?? "", body);
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.TryGetProperty("odata.error", out var error))
            {
                code = error.GetProperty("code").GetString() ?? code;
                message = error.GetProperty("message").GetProperty("value").GetString() ?? "";
            }
        }
        catch (JsonException)
        {
            // Proxies and some early refusals answer with XML, HTML or nothing; the status has to do then.
        }

        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return new(status, code, message, colon > 0 && int.TryParse(message.AsSpan(0, colon), out var index) ? index : 0);
    }

    /// <summary>For anything but a conflict: a store that does not work, or (400) a request that we should not have sent.</summary>
    public Exception ToException(Uri endpoint) => Status switch
    {
        401 or 403 when Code == TableErrorCode.AuthorizationPermissionMismatch =>
            Unavailable(endpoint, "lets us in but not do this. Give the bot's identity the role 'Storage Table Data Contributor' (a shared access signature needs the permissions read, add, update and delete)."),
        401 or 403 => Unavailable(endpoint, "refuses our key. Check Storage:ConnectionString, whether the key or signature was renewed or has expired, the account's firewall, and this machine's clock."),
        409 when Code == TableErrorCode.TableBeingDeleted => Unavailable(endpoint, "is still deleting a table of this name. Wait a minute."),
        404 => Unavailable(endpoint, "does not know this address. Check the endpoint in Storage:ConnectionString."),
        < 400 => Unavailable(endpoint, "gives an answer that no table service gives. Is something before it, such as a proxy or a sign-in page?"),
        429 or >= 500 or 408 => Unavailable(endpoint, "is busy or out of order, also after several tries. It goes on by itself when the service does."),
        _ => new RequestFailedException(Status, $"The table service refused a request: {Status} {Code}", Code, innerException: null),
    };

    private StorageUnavailableException Unavailable(Uri endpoint, string what) => new($"The table storage at {endpoint.Host} {what} ({Status} {Code})");
}
