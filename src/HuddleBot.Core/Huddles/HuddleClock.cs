using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>
/// What the time does to a team's huddles: prepares them, follows their schedules, catches up or passes over what was missed, reminds, and ends what nobody has ended. Each step is one conditional
/// transaction, so that however many look at the same moment, and wherever one of them stops, each happens once.
/// </summary>
public sealed class HuddleClock(
    ITableStore store, HuddleStore huddles, HuddleAnnouncing announcing, HuddleSaving saving, HuddlePauses pauses, IEnumerable<IChatDirectory> directories, TimeProvider time) : IDueWork
{
    /// <summary>A huddle that is announced, runs or takes answers is not older than this.</summary>
    private const int DaysOpen = 9;

    private const int Tries = 50;
    private static readonly Duration LookAhead = Duration.FromDays(8);

    private readonly KnownSchedules schedules = new(store);
    private readonly HuddleFollowing following = new(huddles, saving);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var now = Now;
        var known = await schedules.OfAsync(team, now, cancellationToken);
        var asked = await pauses.LoadAsync(team.Id, cancellationToken);
        var rows = await huddles.RowsSinceAsync(team.Id, now.InZone(team.TimeZone).Date.PlusDays(-DaysOpen), cancellationToken);
        var plan = HuddlePlan.Of(
            HuddleCalendar.Between(team, asked.Pause, now - HuddlePlan.LookBack, now + LookAhead), [.. rows.Select(HuddleRow.IdOf)],
            schedule => known.GetValueOrDefault(schedule.Id) is { } row ? Later(row.Since, asked.ResumedAt) : null, HuddleTimes.Ahead(team.Id), now);

        foreach (var row in rows.Where(row => row.GetString("Phase") is nameof(HuddlePhase.Announced)))
            await following.FollowAsync(team, asked.Pause, HuddleRow.IdOf(row), now, cancellationToken);
        foreach (var (occurrence, more) in plan.Skip) await announcing.SkipAsync(team, occurrence, more, now, cancellationToken);
        var next = plan.LookAgain;
        foreach (var occurrence in plan.Announce)
        {
            if (!await announcing.AnnounceAsync(team, occurrence, known[occurrence.Schedule.Id], known.Values.Sum(schedule => schedule.Number), now, cancellationToken)) next = now;
        }

        foreach (var id in rows.Where(MayBeOpen).Select(HuddleRow.IdOf).Concat(plan.Announce.Select(occurrence => occurrence.Id)))
            next = Sooner(next, await GoOnAsync(team, id, cancellationToken));
        return next;
    }

    /// <summary>All that is due for one huddle. Returns when more is; null: nothing comes any more.</summary>
    private async Task<Instant?> GoOnAsync(FrontlineTeam team, HuddleId id, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await huddles.LoadAsync(id, cancellationToken) is not { } loaded) return null;
            var now = Now;
            var stages = HuddleTimes.Of(loaded.Huddle, loaded.Notes);
            var due = stages.Where(stage => stage.At <= now).ToList();
            if (due.Count == 0) return stages.Count == 0 ? null : stages[0].At;

            // Where the end is due, what should have come before it has become moot. Where somebody else was faster, the next look goes by what is there then.
            var stage = due.FirstOrDefault(one => one.Stage is HuddleStage.End or HuddleStage.Miss, due[0]).Stage;
            await DoAsync(team, loaded, stage, now, cancellationToken);
        }

        throw new InvalidOperationException($"huddle {id} changed {Tries} times while its clock ran");
    }

    private async Task DoAsync(FrontlineTeam team, LoadedHuddle loaded, HuddleStage stage, Instant now, CancellationToken cancellationToken)
    {
        var (huddle, notes) = (loaded.Huddle, loaded.Notes);
        await (stage switch
        {
            HuddleStage.End => saving.SaveAsync(team, loaded, new HuddleEvent.Finished(null, now), HuddleAnnouncing.Clock, now, [], cancellationToken),
            HuddleStage.Miss => saving.SaveAsync(team, loaded, new HuddleEvent.Missed(now), HuddleAnnouncing.Clock, now, [], cancellationToken),
            HuddleStage.RemindLead => saving.NoteAsync(
                team, loaded, notes with { LeadReminded = huddle.Lead!.Id },
                [HuddleMessages.ToPerson(huddle.Lead.Id, SlotRow.LeadReminderOf(huddle.Id, huddle.Lead.Id), SlotKind.LeadReminder)], now, cancellationToken),
            HuddleStage.TellTime => saving.NoteAsync(
                team, loaded, notes with { TimeTold = true }, [HuddleMessages.InThread(team, huddle.Id, SlotRow.TimeIsUpOf(huddle.Id), SlotKind.TimeIsUp)], now, cancellationToken),
            HuddleStage.AskAway => AskAwayAsync(team, loaded, now, cancellationToken),
            HuddleStage.AskLater => AskLaterAsync(team, loaded, now, cancellationToken),
            HuddleStage.CloseAnswers => saving.RedrawAsync(team, loaded, notes with { AnswersClosed = true }, now, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "no such stage"),
        });
    }

    /// <summary>Only those concerned, and only in the daytime of their own zone: who sleeps is asked when their day begins, if that is before the cut-off.</summary>
    private async Task AskAwayAsync(FrontlineTeam team, LoadedHuddle loaded, Instant now, CancellationToken cancellationToken)
    {
        var awake = new List<PersonId>();
        var later = new List<(PersonId Person, Instant At)>();
        foreach (var person in HuddleTimes.NotHeardOf(loaded.Huddle).Select(person => person.Id))
        {
            var zone = await ZoneOfAsync(person, cancellationToken) ?? team.TimeZone;
            if (now >= loaded.Huddle.AnswersUntil) break;
            if (HuddleTimes.IsDay(now, zone)) awake.Add(person);
            else if (HuddleTimes.NextDay(now, zone) is var at && at < loaded.Huddle.AnswersUntil) later.Add((person, at));
        }

        await AskAsync(team, loaded, loaded.Notes with { AnswersAsked = true, AskLater = later }, awake, now, cancellationToken);
    }

    private Task AskLaterAsync(FrontlineTeam team, LoadedHuddle loaded, Instant now, CancellationToken cancellationToken)
    {
        var (notes, waiting) = (loaded.Notes, HuddleTimes.NotHeardOf(loaded.Huddle).Select(person => person.Id).ToHashSet());
        var up = notes.AskLater.Where(one => one.At <= now).Select(one => one.Person).ToList();
        IReadOnlyList<PersonId> ask = now < loaded.Huddle.AnswersUntil ? [.. up.Where(waiting.Contains).Except(notes.AnswerReminded)] : [];
        return AskAsync(team, loaded, notes with { AskLater = [.. notes.AskLater.Where(one => one.At > now)] }, ask, now, cancellationToken);
    }

    private Task<bool> AskAsync(FrontlineTeam team, LoadedHuddle loaded, HuddleNotes notes, IReadOnlyList<PersonId> people, Instant now, CancellationToken cancellationToken) => saving.NoteAsync(
        team, loaded, notes with { AnswerReminded = [.. notes.AnswerReminded, .. people] },
        [.. people.Select(person => HuddleMessages.ToPerson(person, SlotRow.AnswerReminderOf(loaded.Huddle.Id, person), SlotKind.AnswerReminder))], now, cancellationToken);

    private async Task<DateTimeZone?> ZoneOfAsync(PersonId person, CancellationToken cancellationToken) =>
        directories.FirstOrDefault(directory => directory.Platform == person.Platform) is { } directory ? await directory.ZoneOfAsync(person, cancellationToken) : null;

    /// <summary>By the row alone, so that those that are over are not read.</summary>
    private static bool MayBeOpen(TableEntity row) =>
        row.GetString("Phase") is nameof(HuddlePhase.Announced) or nameof(HuddlePhase.Running) ||
        row.GetString("AskLater") is { Length: > 0 } ||
        (row.GetString("AnswerReminded") is { Length: > 0 } && row.GetBoolean("AnswersClosed") != true) ||
        (row.GetString("Phase") is not (nameof(HuddlePhase.Skipped) or nameof(HuddlePhase.CalledOff)) && row.GetBoolean("AnswersAsked") != true &&
         row.RequireInstant("AnswersUntil") - HuddleTimes.AskBefore >= Instant.Max(row.RequireInstant("StartsAt"), row.RequireInstant("AnnouncedAt")));

    private static Instant Later(Instant since, Instant? resumedAt) => resumedAt is { } resumed && resumed > since ? resumed : since;

    private static Instant? Sooner(Instant? one, Instant? other) => one is { } a && other is { } b ? Instant.Min(a, b) : one ?? other;
}
