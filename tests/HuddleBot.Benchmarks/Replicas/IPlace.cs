using HuddleBot.Core.Identity;

namespace HuddleBot.Benchmarks.Replicas;

/// <summary>A Playground with the documented limits, as many people use it.</summary>
internal interface IPlace : IAsyncDisposable
{
    IReadOnlyList<string> Settings { get; }

    IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Of the teams; the last is the managers'.</summary>
    IReadOnlyList<ChannelId> Channels { get; }

    IReadOnlyList<Somebody> Managers { get; }

    /// <summary>Everything for the bot goes there from now on.</summary>
    Task ConnectAsync(Uri bot);

    /// <summary>All of the teams.</summary>
    IReadOnlyList<Somebody> People { get; }

    /// <summary>The cards that stand in a channel now: by the number of the guest on them, in the order in which they were posted.</summary>
    IReadOnlyList<Card> Cards(ChannelId channel);

    /// <summary>Presses a button, with the form behind it where there is one. Null: they saw that there is nothing to decide any more.</summary>
    Task<Touch?> DecideAsync(Somebody person, Card card, string verb);

    /// <summary>Calls that were refused with 429, by what was called.</summary>
    IReadOnlyDictionary<string, int> Refused { get; }

    /// <summary>What the bot did that a correct bot would not do.</summary>
    IReadOnlyList<string> Complaints { get; }
}

internal sealed record Somebody(PersonId Id, string Name, bool IsManager);

/// <param name="Guest">Whose comment is on it.</param>
/// <param name="Message">The platform's own.</param>
internal sealed record Card(int Guest, string Text, object Message);

/// <param name="Called">Timestamps of one clock that nobody sets.</param>
/// <param name="Answered">Null: no answer came, or none that says what became of it.</param>
/// <param name="Told">All that the person was told.</param>
/// <param name="Took">Each request of it.</param>
internal sealed record Touch(long Called, long? Answered, string Told, IReadOnlyList<TimeSpan> Took);
