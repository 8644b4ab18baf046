using Azure;
using Azure.Core;

namespace HuddleBot.Storage.AzureTables;

/// <summary>Retries: 0.5 s, then twice as long each time, five times, about 15 s together; one try may take 35 s, as the service itself gives up after 30.</summary>
internal sealed class TableClientOptions : ClientOptions
{
    public const string Version = "2020-12-06";

    public TableClientOptions()
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = 5;
        Retry.Delay = TimeSpan.FromSeconds(0.5);
        Retry.MaxDelay = TimeSpan.FromSeconds(8);
        Retry.NetworkTimeout = TimeSpan.FromSeconds(35);
    }
}

/// <summary>
/// A transaction that failed inside is answered with 202; whether it is worth another try stands in its body. What says that all went well and is no answer of a table service comes from
/// something before it (a proxy, a sign-in page): nobody knows then what became of the request.
/// </summary>
internal sealed class TableResponseClassifier : ResponseClassifier
{
    public override bool IsRetriableResponse(HttpMessage message) =>
        TableError.IsTransientStatus(message.Response.Status)
        || (message.Response.Status == 202 && TableBatch.ReadResponse(message.Response.Content.ToString()).Exists(part => TableError.IsTransientStatus(part.Status)))
        || !IsOfService(message.Request.Method, message.Response);

    /// <summary>Conflicts and absent rows are answers, not errors. What says 200 or 202 counts as one until <see cref="IsRetriableResponse"/> has looked into its body.</summary>
    public override bool IsErrorResponse(HttpMessage message) => message.Response.Status is 200 or 202 or (>= 400 and not (404 or 409 or 412));

    /// <summary>Rows come with 200 as JSON, transactions are answered with 202 and their parts, single writes with 201 or 204.</summary>
    public static bool IsOfService(RequestMethod method, Response response) => response.Status switch
    {
        200 => method == RequestMethod.Get && response.Content.ToMemory().Span is [(byte)'{', ..],
        202 => TableBatch.ReadResponse(response.Content.ToString()).Count > 0,
        _ => true,
    };
}
