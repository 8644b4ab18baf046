using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>That the customer of an issue wrote again.</summary>
/// <param name="Times">1 or more.</param>
public sealed record WroteAgain(int Times, Instant LastAt);

/// <summary>What the row of a response says beside the response itself: no part of its content.</summary>
internal static class ResponseMarks
{
    public const string HasFollowUp = "HasFollowUp";
    private const string AttachedTo = "AttachedTo";
    private const string TimesAgain = "TimesAgain";
    private const string LastAgain = "LastAgain";

    public static WroteAgain? AgainOf(TableEntity? row) => row?.GetInt32(TimesAgain) is { } times ? new(times, row.RequireInstant(LastAgain)) : null;

    public static IssueId? AttachedToOf(TableEntity? row) => IssueId.TryParse(row?.GetString(AttachedTo));

    /// <summary>The row with the marks of the row that it replaces.</summary>
    public static void Keep(TableEntity row, TableEntity? old)
    {
        row[HasFollowUp] = old?.GetBoolean(HasFollowUp);
        row[AttachedTo] = old?.GetString(AttachedTo);
        row[TimesAgain] = old?.GetInt32(TimesAgain);
        row[LastAgain] = old?.GetInstant(LastAgain);
    }

    public static void Attach(TableEntity row, IssueId? thread) => row[AttachedTo] = thread?.ToString();

    /// <summary>The row after its customer has written once more.</summary>
    public static TableEntity Again(TableEntity row, Instant at, bool isNew, bool hasFollowUp)
    {
        var copy = row.Copy(row.ETag);
        if (isNew) (copy[TimesAgain], copy[LastAgain]) = ((row.GetInt32(TimesAgain) ?? 0) + 1, row.GetInstant(LastAgain) is { } before ? Instant.Max(before, at) : at);
        if (hasFollowUp) copy[HasFollowUp] = true;
        return copy;
    }
}
