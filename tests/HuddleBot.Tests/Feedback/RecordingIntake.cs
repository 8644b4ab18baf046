using System.Collections.Concurrent;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Storage;

namespace HuddleBot.Tests.Feedback;

/// <summary>Remembers what it was handed, and can be out of order like a storage.</summary>
internal sealed class RecordingIntake : IFeedbackIntake
{
    private readonly ConcurrentQueue<(string Source, ReadResponse Item, PostChoice Post)> taken = new();
    private readonly ConcurrentDictionary<(string, string), Response> known = new();

    public bool IsDown { get; set; }

    public IReadOnlyList<(string Source, ReadResponse Item, PostChoice Post)> Taken => [.. taken];

    public IReadOnlyList<Response> Responses => [.. Taken.Select(entry => entry.Item).OfType<ReadResponse.Read>().Select(read => read.Response)];

    public IReadOnlyList<ReadResponse.Unreadable> Unreadable => [.. Taken.Select(entry => entry.Item).OfType<ReadResponse.Unreadable>()];

    public Task<IntakeSummary> AcceptAsync(string source, IReadOnlyList<ReadResponse> items, PostChoice post, CancellationToken cancellationToken)
    {
        if (IsDown) throw new StorageUnavailableException("The storage is down.");
        var summary = IntakeSummary.None;
        foreach (var item in items)
        {
            taken.Enqueue((source, item, post));
            summary += item is ReadResponse.Read { Response: var response } ? Take(response) : new(0, 0, 0, 1, 0);
        }

        return Task.FromResult(summary);
    }

    public Task<int> RouteWaitingAsync(PostChoice post, CancellationToken cancellationToken) => Task.FromResult(0);

    public Task<int> CountUnroutedAsync(CancellationToken cancellationToken) => Task.FromResult(known.Count);

    private IntakeSummary Take(Response response)
    {
        var key = (response.Source, response.Id);
        if (known.TryAdd(key, response)) return new(1, 0, 0, 0, 1);
        var before = known[key];
        known[key] = response;
        var same = before with { Attributes = response.Attributes } == response && before.Attributes.SequenceEqual(response.Attributes);
        return same ? new(0, 0, 1, 0, 0) : new(0, 1, 0, 0, 0);
    }
}
