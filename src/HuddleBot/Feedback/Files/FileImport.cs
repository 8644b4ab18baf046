using HuddleBot.Core.Feedback;
using HuddleBot.Feedback.Reading;
using NodaTime;

namespace HuddleBot.Feedback.Files;

/// <summary>Carries a file into the intake: a few batches at once, each id always on the same lane, so that the later of two rows stays the later.</summary>
/// <param name="intake">Null: a rehearsal, which stores nothing.</param>
/// <param name="shift">Added to every date.</param>
public sealed class FileImport(FeedbackSource source, FeedbackFile file, IFeedbackIntake? intake, PostChoice post, Instant now, Duration shift)
{
    private const int Lanes = 4;
    private const int ItemsPerBatch = 300;
    private const int CharactersPerBatch = 2_000_000;

    private readonly Lane[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new Lane())];

    /// <summary>Rows read so far.</summary>
    public long Rows { get; private set; }

    public long Refused { get; private set; }

    /// <summary>What is safe so far.</summary>
    public IntakeSummary Taken { get; private set; } = IntakeSummary.None;

    /// <summary>The newest answer date in the file; null where no row can be read.</summary>
    public static async Task<Instant?> NewestAsync(FeedbackSource source, FeedbackFile file, Instant now, Action onRow, CancellationToken cancellationToken)
    {
        Instant? newest = null;
        await foreach (var item in file.ReadAsync(cancellationToken))
        {
            if (source.Format.Read(source.Name, item, now) is ReadResponse.Read { Response.AnsweredAt: var at } && !(at < newest)) newest = at;
            onRow();
        }

        return newest;
    }

    /// <summary>Ends early, with what was begun safe, when it is cancelled.</summary>
    /// <param name="onRow">After every row; the refusal where there is one, with the row's number.</param>
    public async Task RunAsync(Func<long, ReadResponse.Unreadable?, Task> onRow, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in file.ReadAsync(cancellationToken))
            {
                var read = source.Format.Read(source.Name, item, now);
                Rows++;
                var refusal = read as ReadResponse.Unreadable;
                if (refusal is not null) Refused++;
                await AddAsync(read is ReadResponse.Read known ? new ReadResponse.Read(known.Response with { AnsweredAt = known.Response.AnsweredAt + shift }) : read);
                await onRow(Rows, refusal);
            }

            foreach (var lane in lanes) await SendAsync(lane);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What waits in the lanes is read again at the next import.
        }
        finally
        {
            await Task.WhenAll(lanes.Select(SettleAsync));
        }
    }

    private async Task AddAsync(ReadResponse item)
    {
        var id = item is ReadResponse.Read { Response: var response } ? response.Id : ((ReadResponse.Unreadable)item).Id;
        var lane = lanes[id is null ? 0 : LaneOf(id)];
        lane.Waiting.Add(item);
        lane.Characters += item is ReadResponse.Read { Response.Comment: var comment } ? 500 + (comment?.Length ?? 0) : ((ReadResponse.Unreadable)item).Raw.Length;
        if (lane.Waiting.Count >= ItemsPerBatch || lane.Characters >= CharactersPerBatch) await SendAsync(lane);
    }

    private async Task SendAsync(Lane lane)
    {
        await SettleAsync(lane);
        if (lane.Waiting.Count == 0 || intake is null)
        {
            lane.Waiting.Clear();
            return;
        }

        // Not cancelled half-way: a batch is small, and is then known to be safe.
        lane.InFlight = intake.AcceptAsync(source.Name, lane.Waiting, post, CancellationToken.None);
        lane.Waiting = [];
        lane.Characters = 0;
    }

    private async Task SettleAsync(Lane lane)
    {
        if (lane.InFlight is not { } inFlight) return;
        lane.InFlight = null;
        var taken = await inFlight;
        lock (lanes) Taken += taken;
    }

    private static int LaneOf(string id)
    {
        var hash = 17u;
        foreach (var character in id) hash = (hash * 31) + character;
        return (int)(hash % Lanes);
    }

    private sealed class Lane
    {
        public List<ReadResponse> Waiting { get; set; } = [];

        public int Characters { get; set; }

        public Task<IntakeSummary>? InFlight { get; set; }
    }
}
