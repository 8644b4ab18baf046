using HuddleBot.Core.Identity;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>What people do, one step after the other, and what the calendar brings.</summary>
/// <param name="IsOnBoth">One team in Slack and one in Microsoft Teams.</param>
internal sealed record Way(string Name, Platform Platform, IReadOnlyList<Step> Steps, bool IsOnBoth = false)
{
    /// <summary>Whose files are imported.</summary>
    public const string FileSource = "reviews";

    /// <summary>Monday, 23 November 2026, in London.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    /// <summary>More about the team in the teams file, with a comma before it.</summary>
    public string? More { get; init; }

    /// <summary>What the file says beyond its teams, with a comma before it.</summary>
    public Func<Hotel, string>? Company { get; init; }

    /// <summary>Something waits for a manager: after each step their queue must be what it would be, made anew.</summary>
    public bool HasQueue { get; init; }

    public IReadOnlyList<string> Settings { get; init; } = [];

    public override string ToString() => $"{Name}, {(IsOnBoth ? "both" : Platform.ToString())}";
}

/// <param name="IsDoneAsync">Whether nobody need try again; null: done again whenever a bot has died meanwhile, as a sender does who got no answer.</param>
internal sealed record Step(string Name, Func<Walk, Task> DoAsync, Func<Walk, Task<bool>>? IsDoneAsync = null);

/// <summary>What a way is gone on.</summary>
/// <param name="AzureTables">Null: SQLite.</param>
/// <param name="Bots">So many on one storage.</param>
/// <param name="InProcesses">Each in a process of its own, which SIGKILL ends; else here, where what is dead has no effect any more.</param>
internal sealed record Ground(string? AzureTables, int Bots, bool InProcesses)
{
    /// <summary>So long the storage takes for each decision of a person.</summary>
    public TimeSpan Slow { get; init; }

    public override string ToString() => $"{(AzureTables is null ? "SQLite" : "Azurite")}, {Bots} {(Bots == 1 ? "bot" : "bots")}{(Slow > TimeSpan.Zero ? $", {Slow.TotalSeconds} s a decision" : "")}";
}
