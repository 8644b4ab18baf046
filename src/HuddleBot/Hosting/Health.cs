using HuddleBot.Core.Storage;

namespace HuddleBot.Hosting;

/// <summary><c>/healthz</c>: alive. <c>/readyz</c>: ready, which is to say that the storage answers.</summary>
public static partial class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("alive"));
        app.MapGet("/readyz", async (ITableStore store, ILoggerFactory logs, CancellationToken cancellationToken) =>
        {
            try
            {
                await store.EnsureReadyAsync(cancellationToken);
                return Results.Text("ready");
            }
            catch (StorageUnavailableException e)
            {
                LogNotReady(logs.CreateLogger(typeof(Health)), e);
                return Results.Text("not ready: the storage does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }

    [LoggerMessage(LogLevel.Error, "Not ready: the storage does not answer")]
    private static partial void LogNotReady(ILogger logger, Exception exception);
}
