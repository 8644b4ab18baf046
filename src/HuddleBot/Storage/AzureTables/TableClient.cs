using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using HuddleBot.Core.Storage;

namespace HuddleBot.Storage.AzureTables;

/// <summary>What a write came to on the wire.</summary>
internal abstract record TableWriteResult
{
    private TableWriteResult() { }

    /// <param name="ETags">The service's, in order; null for deletes.</param>
    public sealed record Written(IReadOnlyList<string?> ETags) : TableWriteResult;

    /// <param name="AfterRetry">An earlier try may have succeeded, its answer lost.</param>
    public sealed record Refused(TableError Error, bool AfterRetry) : TableWriteResult;
}

/// <summary>
/// One table of the Table service over REST. Members are named as in Azure.Data.Tables; retries, back-off and time-outs are Azure.Core's.
/// </summary>
internal sealed class TableClient
{
    private const string Json = "application/json";
    private readonly HttpPipeline pipeline;
    private readonly string table;

    public TableClient(TableConnection connection, string tableName, TimeProvider time, TableClientOptions? options = null)
    {
        Endpoint = connection.Endpoint;
        table = tableName;
        pipeline = HttpPipelineBuilder.Build(options ?? new(), [], [connection.Authorization(time)], new TableResponseClassifier());
    }

    public Uri Endpoint { get; }

    public async Task CreateIfNotExistsAsync(CancellationToken cancellationToken)
    {
        var body = EntityJson.Write(json => json.WriteString("TableName", table));
        using var message = CreateMessage(RequestMethod.Post, "Tables", cancellationToken);
        SetBody(message, body, Json);
        message.Request.Headers.Add("Prefer", "return-no-content");
        await SendAsync(message, cancellationToken);
        if (message.Response.Status < 300) return;
        var error = ErrorOf(message.Response);
        if (error.Code != TableErrorCode.TableAlreadyExists) throw error.ToException(Endpoint);
    }

    /// <summary>Null where there is no such row, or no table.</summary>
    public async Task<TableEntity?> GetEntityIfExistsAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(RequestMethod.Get, EntityPath(partitionKey, rowKey), cancellationToken);
        await SendAsync(message, cancellationToken);
        if (message.Response.Status == 200)
        {
            using var json = Parse(message);
            return ReadEntity(json.RootElement);
        }

        var error = ErrorOf(message.Response);
        return error.Conflict == ConflictKind.NotFound || error.Code == TableErrorCode.TableNotFound ? null : throw error.ToException(Endpoint);
    }

    /// <summary>Follows continuations, of which an empty page may have one. A missing table has no rows.</summary>
    public async IAsyncEnumerable<TableEntity> QueryAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = filter.Length == 0 ? "" : "$filter=" + Uri.EscapeDataString(filter);
        var continuation = "";
        do
        {
            using var message = CreateMessage(RequestMethod.Get, $"{table}()?{query}{continuation}", cancellationToken);
            await SendAsync(message, cancellationToken);
            if (message.Response.Status != 200)
            {
                var error = ErrorOf(message.Response);
                if (error.Code == TableErrorCode.TableNotFound) yield break;
                throw error.ToException(Endpoint);
            }

            using var json = Parse(message);
            foreach (var row in json.RootElement.GetProperty("value").EnumerateArray()) yield return ReadEntity(row);
            continuation = ContinuationOf(message.Response);
        }
        while (continuation.Length > 0);
    }

    /// <summary>Asks for at most one row, to see that the service and the table are there.</summary>
    public async Task<TableError?> ProbeAsync(CancellationToken cancellationToken)
    {
        using var message = CreateMessage(RequestMethod.Get, $"{table}()?$top=1&$select=PartitionKey", cancellationToken);
        await SendAsync(message, cancellationToken);
        return message.Response.Status == 200 && IsOfService(message) ? null : ErrorOf(message.Response);
    }

    /// <summary>Inserts, replaces, upserts or deletes one row, or does several such things in one entity group transaction.</summary>
    /// <param name="actions">With the service's own ETags.</param>
    /// <param name="operations">What the row says of the operations that wrote it, for each action.</param>
    public async Task<TableWriteResult> SubmitTransactionAsync(
        IReadOnlyList<TableTransactionAction> actions, IReadOnlyList<string> operations, CancellationToken cancellationToken)
    {
        var writes = actions.Select((action, i) => WriteOf(action, operations[i])).ToList();
        return writes.Count == 1 ? await SendOneAsync(writes[0], cancellationToken) : await SendBatchAsync(writes, cancellationToken);
    }

    private async Task<TableWriteResult> SendOneAsync(TableOperation write, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(RequestMethod.Parse(write.Method), write.Path, cancellationToken);
        if (write.Body.Length > 0) SetBody(message, write.Body, Json);
        if (write.IfMatch is not null) message.Request.Headers.Add("If-Match", write.IfMatch);
        message.Request.Headers.Add("Prefer", "return-no-content");
        await SendAsync(message, cancellationToken);
        var response = message.Response;
        if (response.Status >= 300 || !IsOfService(message)) return Refused(message, ErrorOf(response) with { FailedAction = 0 });
        return new TableWriteResult.Written([write.Method == "DELETE" ? null : response.Headers.ETag?.ToString("H")]);
    }

    private async Task<TableWriteResult> SendBatchAsync(List<TableOperation> writes, CancellationToken cancellationToken)
    {
        var (contentType, body) = TableBatch.WriteRequest(Endpoint, writes, Guid.NewGuid().ToString());
        using var message = CreateMessage(RequestMethod.Post, "$batch", cancellationToken);
        SetBody(message, body, contentType);
        await SendAsync(message, cancellationToken);
        if (message.Response.Status != 202 || !IsOfService(message)) return Refused(message, ErrorOf(message.Response));
        var parts = TableBatch.ReadResponse(message.Response.Content.ToString());
        if (parts.Find(part => part.Status >= 300) is { } failed) return Refused(message, TableError.Read(failed.Status, codeHeader: null, failed.Body));
        if (parts.Count != writes.Count) throw new InvalidDataException($"The table service answered {parts.Count} of {writes.Count} operations of a transaction.");
        return new TableWriteResult.Written([.. parts.Select((part, i) => writes[i].Method == "DELETE" ? null : part.ETag)]);
    }

    private static bool IsOfService(HttpMessage message) => TableResponseClassifier.IsOfService(message.Request.Method, message.Response);

    /// <exception cref="StorageUnavailableException">It is no answer of a table service, also after several tries.</exception>
    private JsonDocument Parse(HttpMessage message)
    {
        try
        {
            return JsonDocument.Parse(message.Response.Content);
        }
        catch (JsonException)
        {
            throw ErrorOf(message.Response).ToException(Endpoint);
        }
    }

    private static TableWriteResult.Refused Refused(HttpMessage message, TableError error) => new(error, AfterRetry: message.ProcessingContext.RetryNumber > 0);

    private TableOperation WriteOf(TableTransactionAction action, string operations)
    {
        var entity = action.Entity;
        var path = EntityPath(entity.PartitionKey, entity.RowKey);
        return action.ActionType switch
        {
            TableTransactionActionType.Add => new("POST", table, IfMatch: null, BodyOf(entity, operations)),
            TableTransactionActionType.UpsertReplace => new("PUT", path, IfMatch: null, BodyOf(entity, operations)),
            TableTransactionActionType.UpdateReplace => new("PUT", path, entity.ETag, BodyOf(entity, operations)),
            TableTransactionActionType.Delete => new("DELETE", path, entity.ETag, []),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action.ActionType, "no such action"),
        };
    }

    // Azurite 3.37 decodes a row that comes alone in pieces of 64 KiB, and a letter with an accent that lies across two of them becomes two replacement characters.
    private static byte[] BodyOf(TableEntity entity, string operations) => EntityJson.InAscii(EntityJson.Write(json =>
    {
        json.WriteString("PartitionKey", entity.PartitionKey);
        json.WriteString("RowKey", entity.RowKey);
        json.WriteString(TableLimits.OperationProperty, operations);
        EntityJson.WriteProperties(json, entity);
    }));

    private static TableEntity ReadEntity(JsonElement row)
    {
        var operations = row.TryGetProperty(TableLimits.OperationProperty, out var written) ? written.GetString() : null;
        var version = new RowVersion(row.GetProperty("odata.etag").GetString()!, operations ?? "");
        var entity = new TableEntity(row.GetProperty("PartitionKey").GetString()!, row.GetProperty("RowKey").GetString()!, version.ToString());
        EntityJson.ReadProperties(row, entity);
        return entity;
    }

    private string EntityPath(string partitionKey, string rowKey) => $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private static string ContinuationOf(Response response)
    {
        if (!response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition)) return "";
        var continuation = "&NextPartitionKey=" + Uri.EscapeDataString(partition);
        return response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row) ? $"{continuation}&NextRowKey={Uri.EscapeDataString(row)}" : continuation;
    }

    private static TableError ErrorOf(Response response) =>
        TableError.Read(response.Status, response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : null, response.Content.ToString());

    private HttpMessage CreateMessage(RequestMethod method, string pathAndQuery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"{Endpoint.AbsoluteUri.TrimEnd('/')}/{pathAndQuery}"));
        message.Request.Headers.Add("x-ms-version", TableClientOptions.Version);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("MaxDataServiceVersion", "3.0;NetFx");
        message.Request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        return message;
    }

    private static void SetBody(HttpMessage message, byte[] body, string contentType)
    {
        message.Request.Content = RequestContent.Create(body);
        message.Request.Headers.Add("Content-Type", contentType);
    }

    private async Task SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.SendAsync(message, cancellationToken);
        }
        catch (AuthenticationFailedException e)
        {
            throw new StorageUnavailableException($"No Entra identity for the table storage at {Endpoint.Host}: sign in, give the machine an identity, or use a connection string with a key. ({e.Message})", e);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException or IOException)
        {
            // A call that was given up by its caller looks the same as one that took too long.
            cancellationToken.ThrowIfCancellationRequested();
            throw new StorageUnavailableException(
                $"The table storage at {Endpoint.GetLeftPart(UriPartial.Authority)} cannot be reached, also after several tries. Check Storage:ConnectionString and the network. ({e.GetBaseException().Message})", e);
        }
    }
}
