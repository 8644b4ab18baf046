using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Huddles;

/// <summary>
/// The row of a huddle. What it says of the state is for the clock, the digest and other tools; the truth is the history, the lock is this row's ETag.
/// </summary>
internal static class HuddleRow
{
    public static TableEntity ToEntity(Huddle huddle, HuddleNotes notes, string? eTag)
    {
        var row = new TableEntity(TeamRows.PartitionOf(huddle.Id.Team), TeamRows.Huddle + huddle.Id.Key, eTag)
        {
            ["Huddle"] = huddle.Id.ToString(),
            ["Version"] = huddle.Version,
            ["Phase"] = huddle.Phase.ToString(),
            ["Name"] = huddle.Name,
            ["StartsAt"] = huddle.StartsAt,
            ["Minutes"] = huddle.Minutes,
            ["AnswersUntil"] = huddle.AnswersUntil,
            ["AnnouncedAt"] = huddle.AnnouncedAt,
            ["StartedAt"] = huddle.StartedAt,
            ["EndedAt"] = huddle.EndedAt,
            ["StartedLateBySeconds"] = huddle.StartedAt is { } started ? (long)(started - huddle.StartsAt).TotalSeconds : null,
            ["TookSeconds"] = huddle is { StartedAt: { } from, EndedAt: { } to } ? (long)(to - from).TotalSeconds : null,
            ["Present"] = HuddleJson.Write(huddle.Present),
            ["Away"] = HuddleJson.Write(huddle.Away),
            ["Answers"] = huddle.Answers.Count,
            ["LateAnswers"] = huddle.Answers.Count(answer => answer.IsLate),
            ["Promises"] = huddle.Agenda.Promises.Count + huddle.Agenda.MorePromises,
            ["Comments"] = huddle.Agenda.Comments.Count,
            ["More"] = huddle.Phase == HuddlePhase.Skipped ? huddle.SkippedBefore : null,
            ["Decided"] = notes.Decided,
            ["Promised"] = notes.Promised,
            ["LeadReminded"] = notes.LeadReminded?.ToString(),
            ["TimeTold"] = notes.TimeTold,
            ["AnswersAsked"] = notes.AnswersAsked,
            ["AnswerReminded"] = string.Join(' ', notes.AnswerReminded),
            ["AskLater"] = string.Join(' ', notes.AskLater.Select(one => $"{InstantPattern.ExtendedIso.Format(one.At)}|{one.Person}")),
            ["AnswersClosed"] = notes.AnswersClosed,
            ["HasReceipt"] = notes.HasReceipt,
        };
        HuddleEventRow.SetActor(row, "Lead", huddle.Lead);
        HuddleEventRow.SetActor(row, "FinishedBy", huddle.FinishedBy);
        return row;
    }

    public static HuddleNotes NotesOf(TableEntity row) => new(
        row.GetString("LeadReminded") is { } lead ? PersonId.Parse(lead) : null, row.GetBoolean("TimeTold") ?? false, row.GetBoolean("AnswersAsked") ?? false,
        [.. (row.GetString("AnswerReminded") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PersonId.Parse)], row.GetBoolean("AnswersClosed") ?? false, row.GetBoolean("HasReceipt") ?? false,
        row.GetInt32("Decided"), row.GetInt32("Promised"))
    {
        AskLater = [.. (row.GetString("AskLater") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('|', 2)).Select(parts => (PersonId.Parse(parts[1]), InstantPattern.ExtendedIso.Parse(parts[0]).Value))],
    };

    public static HuddleId IdOf(TableEntity row) =>
        HuddleId.TryParse(row.RequireString("Huddle")) ?? throw new InvalidDataException($"row {row.PartitionKey}/{row.RowKey} names no huddle");

    /// <summary>Where the rows of a day begin.</summary>
    public static string FirstOf(LocalDate day) => TeamRows.Huddle + LocalDatePattern.Iso.Format(day);

    /// <summary>What is counted of it.</summary>
    public static PlannedOnce OnceOf(TableEntity row)
    {
        var id = IdOf(row);
        return new(id.Date, Enum.Parse<HuddlePhase>(row.RequireString("Phase")), !id.Schedule.StartsWith(HuddleSchedule.UnplannedPrefix, StringComparison.Ordinal), 1 + (row.GetInt32("More") ?? 0));
    }

    public static PastHuddle PastOf(TableEntity row) => new(
        IdOf(row), Enum.Parse<HuddlePhase>(row.RequireString("Phase")), row.RequireInstant("StartsAt"), HuddleEventRow.FindActor(row, "Lead"), HuddleJson.ReadPeople(row.GetString("Present")));
}

/// <summary>What the clock has done about a huddle, beside its history, and what it came to when it ended.</summary>
/// <param name="LeadReminded">Who was told that it waits to be started; null: nobody.</param>
/// <param name="TimeTold">The gentle clock has spoken.</param>
/// <param name="AnswersAsked">Who is away has been reminded, where anybody was to be.</param>
/// <param name="AnswersClosed">Those reminders say that the time for answers is over.</param>
/// <param name="Decided">Issues that were decided while it ran; null: it is not over.</param>
/// <param name="Promised">How many of them became promises.</param>
internal sealed record HuddleNotes(
    PersonId? LeadReminded, bool TimeTold, bool AnswersAsked, IReadOnlyList<PersonId> AnswerReminded, bool AnswersClosed, bool HasReceipt, int? Decided, int? Promised)
{
    /// <summary>Who slept when the others were reminded, each with when their day begins.</summary>
    public IReadOnlyList<(PersonId Person, Instant At)> AskLater { get; init; } = [];

    public static HuddleNotes None { get; } = new(null, false, false, [], false, false, null, null);
}
