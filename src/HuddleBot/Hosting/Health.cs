namespace HuddleBot.Hosting;

/// <summary>
/// <c>/healthz</c>: alive. <c>/readyz</c>: ready, which is to say that the storage answers and takes writes, and that the bot is not about to stop. A platform that cannot reach us, or
/// takes nothing from us, is told in words only: the other platform and the feedback must not be turned away for it.
/// </summary>
public static class Health
{
    private static ValueTask<List<string>> WordsOf(IEnumerable<IReadinessWords> words, CancellationToken cancellationToken) =>
        words.ToAsyncEnumerable().SelectMany(some => some.WordsAsync(cancellationToken)).ToListAsync(cancellationToken);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("alive"));
        app.MapGet("/readyz", async (Readiness readiness, IEnumerable<IConnectionState> connections, IEnumerable<IReadinessWords> words, CancellationToken cancellationToken) => await readiness.WhyNotAsync(cancellationToken) is { } why
            ? Results.Text($"not ready: {why}", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text(string.Join('\n', ["ready", .. connections.Select(connection => connection.Trouble).OfType<string>(), .. await WordsOf(words, cancellationToken)])));
    }
}
