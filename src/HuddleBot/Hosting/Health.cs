using HuddleBot.Core.Storage;

namespace HuddleBot.Hosting;

/// <summary><c>/healthz</c>: alive. <c>/readyz</c>: ready, which is to say that the storage answers.</summary>
public static partial class Health
{
    /// <summary>Whoever asks has gone after a few seconds; the storage's own tries take longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("alive"));
        app.MapGet("/readyz", async (ITableStore store, ILoggerFactory logs, CancellationToken cancellationToken) =>
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                await store.EnsureReadyAsync(patience.Token);
                return Results.Text("ready");
            }
            catch (Exception e) when (e is StorageUnavailableException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                LogNotReady(logs.CreateLogger(typeof(Health)), e);
                return Results.Text("not ready: the storage does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }

    [LoggerMessage(LogLevel.Error, "Not ready: the storage does not answer")]
    private static partial void LogNotReady(ILogger logger, Exception exception);
}
