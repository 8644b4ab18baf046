using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>Port: where the numbers of a digest can be fetched as a file.</summary>
public interface IDigestTables
{
    /// <summary>An address that nobody can guess and that stops working. Null: there is none under which others reach the bot.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The key could not be read.</exception>
    Task<Uri?> AddressOfAsync(DigestScope scope, DigestPeriod period, CancellationToken cancellationToken);
}

/// <summary>
/// What stands in a digest's messages: made anew from the rows whenever one is drawn, so that what was erased meanwhile stands in none. Its messages are drawn one after the other:
/// a report is kept for a few minutes, in memory alone, so that they agree.
/// </summary>
public sealed class DigestReading(IDigestReports reports, DigestTrend trends, IDigestTables tables, CardLinks links, ITeamDirectory directory, TimeProvider time)
{
    private static readonly Duration Kept = Duration.FromMinutes(5);

    /// <summary>Who asks twice within it is told the same.</summary>
    private static readonly Duration JustNow = Duration.FromSeconds(10);

    /// <summary>More than the messages that are on their way at once, so that the digests of hundreds of managers are not made anew for each message. Each may hold the words of many customers.</summary>
    private const int MostKept = 48;

    private readonly Lock state = new();
    private readonly Dictionary<(DigestScope Scope, DigestPeriod Period, string Teams), (Task<DigestReport> Report, Instant At)> kept = [];

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Lets go of what is too old to be told, and of the words in it.</summary>
    public void Forget()
    {
        lock (state) Forget(Now);
    }

    /// <summary>As it was some minutes ago, or as it is now.</summary>
    public Task<DigestReport> ReportAsync(DigestScope scope, DigestPeriod period, CancellationToken cancellationToken) => ReportAsync(scope, period, Instant.MinValue, cancellationToken);

    /// <param name="since">What was made before is too old.</param>
    private async Task<DigestReport> ReportAsync(DigestScope scope, DigestPeriod period, Instant since, CancellationToken cancellationToken)
    {
        var key = (scope, period, (await directory.CurrentAsync(cancellationToken)).Version);
        Task<DigestReport> report;
        lock (state)
        {
            var now = Now;

            // What somebody looked at before the period was over does not tell the whole of it.
            if (period.End <= now) since = Instant.Max(since, period.End);
            Forget(now);
            if (kept.Count >= MostKept && !kept.ContainsKey(key)) kept.Remove(kept.MinBy(one => one.Value.At).Key);

            // Whoever asked first may be gone before it is made; the others still want it.
            if (kept.TryGetValue(key, out var known) && known.At >= since) report = known.Report;
            else kept[key] = (report = reports.MakeAsync(scope, period, now, CancellationToken.None), now);
        }

        return await report.WaitAsync(cancellationToken);
    }

    private void Forget(Instant now)
    {
        foreach (var old in kept.Where(one => one.Value.At + Kept <= now || one.Value.At > now || one.Value.Report.IsFaulted || one.Value.Report.IsCanceled).Select(one => one.Key).ToList()) kept.Remove(old);
    }

    /// <summary>The messages of a digest, the card first; none: there is nothing to say.</summary>
    internal async Task<IReadOnlyList<DigestPart>> PartsOfAsync(DigestNote note, CancellationToken cancellationToken) => PartsOf(note, await PagesAsync(note, cancellationToken));

    /// <summary>What one of its messages shows. Null: there is nothing left of it.</summary>
    internal async Task<CardContent?> ContentAsync(DigestNote note, DigestPart part, CancellationToken cancellationToken)
    {
        var pages = await PagesAsync(note, cancellationToken);
        if (part == DigestPart.Card)
        {
            var frame = new DigestFrame(note.To.Zone)
            {
                RollUps = pages.RollUps, WasDue = note.IsLate ? note.DueAt : null, IsAsked = note.IsAsked, HasDetails = PartsOf(note, pages).Count > 1,
            };
            return await CardAsync(pages.First, frame, note.To.Place, cancellationToken);
        }

        // What is to be decided stands on the card, as of the week: one thing, not three.
        if (part.Kind is DigestPartKind.Month or DigestPartKind.Quarter)
            return pages.RollUps.FirstOrDefault(report => SpanOf(part) == report.Period.Span) is { } rollUp ? await CardAsync(rollUp with { Decide = null }, new(note.To.Zone), note.To.Place, cancellationToken) : null;
        return DigestLayout.DetailsOf(pages.First).Contains(part) ? new CardContent.DigestDetails(pages.First, part) : null;
    }

    /// <summary>The last seven days on one screen, today included, for who asks.</summary>
    internal async Task<CardContent.DigestCard> PreviewAsync(DigestAddressee to, DigestFrame frame, CancellationToken cancellationToken) =>
        await CardAsync(await ReportAsync(to.Scope, DigestPeriod.LastBefore(DigestSpan.Week, Now.InZone(to.Zone).Date.PlusDays(1), to.Zone), Now - JustNow, cancellationToken), frame, to.Place, cancellationToken);

    private static IReadOnlyList<DigestPart> PartsOf(DigestNote note, Pages pages)
    {
        // Silent in an empty week, save for who asks, and where a month has ended: silence that nobody hears of could be a fault.
        if (pages.First.IsEmpty) return note.IsAsked || note.WithMonth ? [DigestPart.Card, .. RollUpParts(pages)] : [];
        return [DigestPart.Card, .. DigestLayout.DetailsOf(pages.First), .. RollUpParts(pages)];
    }

    private static IEnumerable<DigestPart> RollUpParts(Pages pages) =>
        pages.RollUps.Select(report => new DigestPart(report.Period.Span == DigestSpan.Month ? DigestPartKind.Month : DigestPartKind.Quarter));

    private static DigestSpan SpanOf(DigestPart part) => part.Kind == DigestPartKind.Month ? DigestSpan.Month : DigestSpan.Quarter;

    private async Task<CardContent.DigestCard> CardAsync(DigestReport report, DigestFrame frame, ChannelId place, CancellationToken cancellationToken) => new(
        report,
        frame with
        {
            Trend = await trends.OfAsync(report, cancellationToken), Table = report.IsEmpty ? null : await tables.AddressOfAsync(report.Scope, report.Period, cancellationToken),
            Cards = await links.OfAsync(report.OldestOpen, place, cancellationToken),
        });

    /// <summary>The week; where nothing came in it and a month has ended that had something, the month.</summary>
    private async Task<Pages> PagesAsync(DigestNote note, CancellationToken cancellationToken)
    {
        var week = await OfAsync(DigestSpan.Week);
        if (!note.WithMonth) return new(week, []);
        var month = await OfAsync(DigestSpan.Month);
        DigestReport[] quarter = note.WithQuarter && await OfAsync(DigestSpan.Quarter) is { IsEmpty: false } report ? [report] : [];
        return week.IsEmpty ? new(month, quarter) : new(week, month.IsEmpty ? quarter : [month, .. quarter]);

        // Who has asked for it is told how things stood then, or later.
        Task<DigestReport> OfAsync(DigestSpan span) =>
            ReportAsync(note.To.Scope, DigestPeriod.LastBefore(span, note.Day, note.To.Zone), note.IsAsked ? note.MadeAt : Instant.MinValue, cancellationToken);
    }

    /// <param name="First">On the card.</param>
    /// <param name="RollUps">In its thread, each on a card of its own.</param>
    private sealed record Pages(DigestReport First, IReadOnlyList<DigestReport> RollUps);
}
