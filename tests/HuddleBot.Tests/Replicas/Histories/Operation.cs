using HuddleBot.Core.Issues;

namespace HuddleBot.Tests.Replicas.Histories;

/// <summary>Something that a person asked of one issue, as they saw it from outside.</summary>
/// <param name="Command">Null: they only looked.</param>
/// <param name="Called">When it was sent; timestamps of one clock that nobody sets.</param>
/// <param name="Answered">When the answer was there; null: none came, and it may have been done at any time after it was sent, or never.</param>
/// <param name="Answer">Null where none came.</param>
public sealed record Operation(Actor By, IssueCommand? Command, long Called, long? Answered, Answer? Answer)
{
    /// <summary>Which process was asked, for who reads a report.</summary>
    public string? Replica { get; init; }

    public override string ToString() => $"{Called}–{Answered?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} {By.Name} at {Replica ?? "?"}: {Command?.GetType().Name ?? "look"} → {Answer?.ToString() ?? "no answer"}";
}

/// <summary>What a person was told: the closed set.</summary>
public abstract record Answer
{
    private Answer() { }

    /// <summary>It stands as they wanted it, by this or by an earlier tap of theirs.</summary>
    public sealed record Done : Answer;

    /// <param name="First">The name of who was first; null: nobody was named.</param>
    /// <param name="Event">What they had done (the name of an <see cref="IssueEvent"/>); null: it was not told, or not understood.</param>
    public sealed record Refused(string? First, string? Event = null) : Answer;

    /// <param name="By">Who has said the last word; null: nobody yet.</param>
    /// <param name="Event">That word.</param>
    public sealed record Shown(string? By, string? Event) : Answer;
}
