using Azure.Core;
using Azure.Core.Pipeline;

namespace HuddleBot.Storage.AzureTables;

/// <summary>The time by the table service's clock. It says it even to those whom it does not let in.</summary>
internal sealed class TableClock(TableConnection connection, string table, TimeProvider time)
{
    /// <summary>In whole seconds; null: it does not say, or is away.</summary>
    public async Task<DateTimeOffset?> NowAsync(CancellationToken cancellationToken)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var pipeline = HttpPipelineBuilder.Build(options, [], [connection.Authorization(time)], new TableResponseClassifier());
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri($"{connection.Endpoint.AbsoluteUri.TrimEnd('/')}/{table}()?$top=1&$select=PartitionKey"));
        message.Request.Headers.Add("x-ms-version", TableClientOptions.Version);
        message.Request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        try
        {
            await pipeline.SendAsync(message, cancellationToken);
            return message.Response.Headers.Date;
        }
        catch (Exception e) when (e is Azure.RequestFailedException or AggregateException or IOException or Azure.Identity.AuthenticationFailedException)
        {
            // Whether it can be reached at all, the look at the storage itself says.
            return null;
        }
    }
}
