using System.Globalization;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Feedback.Files;

/// <summary>
/// How far <c>--shift-dates</c> moves a file's dates. Remembered for a day, so that an import that was broken off and begun again finds its own rows unchanged.
/// </summary>
internal static class DateShift
{
    private static readonly Duration Remembered = Duration.FromDays(1);

    public static async Task<Duration> OfAsync(ITableStore store, string source, Instant newest, Instant now, CancellationToken cancellationToken)
    {
        var (partition, key) = ($"import-{TableLimits.EscapeKey(source)}", $"shift-{newest.ToUnixTimeTicks().ToString("D19", CultureInfo.InvariantCulture)}");
        if (await store.GetAsync(partition, key, cancellationToken) is { } known && now - known.RequireInstant("Now") < Remembered) return known.RequireInstant("Now") - newest;
        var row = new TableEntity(partition, key) { ["Newest"] = newest, ["Now"] = now };
        await store.SubmitTransactionAsync([TableTransactionAction.Upsert(row)], cancellationToken);
        return now - newest;
    }
}
