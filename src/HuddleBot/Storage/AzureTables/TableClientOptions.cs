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

/// <summary>A transaction that failed inside is answered with 202; whether it is worth another try stands in its body.</summary>
internal sealed class TableResponseClassifier : ResponseClassifier
{
    public override bool IsRetriableResponse(HttpMessage message) =>
        TableError.IsTransientStatus(message.Response.Status)
        || (message.Response.Status == 202 && TableBatch.ReadResponse(message.Response.Content.ToString()).Exists(part => TableError.IsTransientStatus(part.Status)));

    /// <summary>Conflicts and absent rows are answers, not errors. A transaction counts as one until <see cref="IsRetriableResponse"/> has looked into its body.</summary>
    public override bool IsErrorResponse(HttpMessage message) => message.Response.Status is 202 or (>= 400 and not (404 or 409 or 412));
}
