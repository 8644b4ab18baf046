namespace HuddleBot.Core.Huddles;

/// <summary>A day on which a huddle's days of the week put it, and whether it is held then.</summary>
/// <param name="Occurrence">When it is, or would have been.</param>
/// <param name="LeftOut">Null: it is held.</param>
public sealed record PlannedHuddle(HuddleOccurrence Occurrence, LeftOut? LeftOut);

/// <summary>Why a huddle is not held on one of its days.</summary>
public enum LeftOut
{
    /// <summary>A holiday of the team.</summary>
    Holiday,

    /// <summary>A pause of the teams file.</summary>
    Pause,

    /// <summary>A pause that somebody asked for in the chat.</summary>
    AskedPause,

    /// <summary>The team's zone leaves the day out.</summary>
    NoSuchDay,
}
