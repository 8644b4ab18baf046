namespace HuddleBot.Core.Storage;

/// <summary>A row that is not as this version of the bot writes it: made by another version, or damaged.</summary>
internal static class UnreadableRow
{
    /// <summary>What reading such a row throws. Not what an unreachable storage does.</summary>
    public static bool IsFault(Exception e) => e is InvalidDataException or FormatException or InvalidCastException or OverflowException or ArgumentException or IndexOutOfRangeException;

    /// <summary>Of its fault the kind only: the words may quote what stands in the row.</summary>
    public static string Words(Exception e) => $"its row cannot be read ({e.GetType().Name})";
}
