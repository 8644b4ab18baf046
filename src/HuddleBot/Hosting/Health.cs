using HuddleBot.Core.Storage;

namespace HuddleBot.Hosting;

/// <summary><c>/healthz</c>: alive. <c>/readyz</c>: ready, which is to say that the storage answers.</summary>
public static class Health
{
    /// <summary>Whoever asks has gone after a few seconds; the storage's own tries take longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("alive"));
        app.MapGet("/readyz", async (ITableStore store, StorageOutage outage, CancellationToken cancellationToken) =>
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                await store.EnsureReadyAsync(patience.Token);
                outage.Over();
                return Results.Text("ready");
            }
            catch (Exception e) when (e is StorageUnavailableException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                outage.Noticed(e is StorageUnavailableException ? e.Message : $"It takes longer than {Patience.TotalSeconds:0} seconds.");
                return Results.Text("not ready: the storage does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
