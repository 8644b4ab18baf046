using System.Collections.Concurrent;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Promises;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Effects;

/// <summary>
/// Four weeks after a fix says in its thread what the scores say of it, once, on the morning of a working day, and only where that helps somebody. The row of the message is what keeps
/// it to once: however many clocks run, and wherever one of them stops.
/// </summary>
public sealed class EffectClock(
    ITableStore store, IssueStore issues, FixIndex index, IEffects effects, IDoorbell doorbell, RowSequence sequence, TimeProvider time) : IDueWork, ISlotContents
{
    /// <summary>Where the bot was down on its morning, it is said so many days later still.</summary>
    private const int CatchUpDays = 7;

    /// <summary>Answers of the last day may come late.</summary>
    private const int DaysForLateAnswers = 1;

    /// <summary>What this process has looked at and need not look at again: until when it would be said.</summary>
    private readonly ConcurrentDictionary<(TeamId Team, string Slot), Instant> settled = new();

    public SlotKind Kind => SlotKind.Effect;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        var now = Now;
        foreach (var old in settled.Where(one => one.Value < now)) settled.TryRemove(old);

        // A morning can be some days after the window, where nobody works.
        var earliest = now - Duration.FromDays(EffectRules.Default.AfterDays + (3 * CatchUpDays));
        Instant? next = null;
        foreach (var @fixed in await index.BetweenAsync(team.Id, earliest, now, cancellationToken))
        {
            var (morning, until) = TimesOf(@fixed, team);
            if (now < morning) next = next is { } soonest ? Instant.Min(soonest, morning) : morning;
            else if (now < until && !settled.ContainsKey((team.Id, SlotOf(@fixed)))) await LookAsync(team, @fixed, until, cancellationToken);
        }

        return next;
    }

    /// <summary>As it stands when it is sent. Null: the fix was taken back, or there is nothing worth telling any more.</summary>
    public async Task<CardContent?> ContentAsync(FrontlineTeam team, Slot slot, CancellationToken cancellationToken) =>
        await issues.LoadAsync(slot.Issues[0], cancellationToken) is { } loaded && await effects.OfAsync(slot.Issues[0], cancellationToken) is Effect.Estimated { Estimate: var estimate } judged
            && EffectNotes.IsWorthTelling(estimate) ? new CardContent.EffectNote(team, loaded.Item, judged.Fix, estimate) : null;

    private async Task LookAsync(FrontlineTeam team, IndexedFix @fixed, Instant until, CancellationToken cancellationToken)
    {
        var id = SlotOf(@fixed);
        var isSaid = await store.GetAsync(TeamRows.PartitionOf(team.Id), TeamRows.Slot + id, cancellationToken) is not null;
        if (!isSaid && await effects.OfAsync(@fixed.Issue, cancellationToken) is Effect.Estimated { Estimate: var estimate } && EffectNotes.IsWorthTelling(estimate)
            && await issues.LoadAsync(@fixed.Issue, cancellationToken) is { } loaded && FollowUpClock.ThreadOf(loaded) is { } thread)
        {
            var slot = new Slot(id, team.Channel, SlotKind.Effect, [@fixed.Issue], thread, null, null, null);

            // Where another clock was faster, its message stands and this one is refused.
            await store.SubmitTransactionAsync([.. OutboxRow.AddSlot(team.Id, sequence.Next(Now), slot, Urgency.Routine, Now)], cancellationToken);
            await doorbell.RingAsync(team.Id, cancellationToken);
        }

        settled[(team.Id, id)] = until;
    }

    /// <summary>What is fixed anew is told anew. What was resolved through a theme is told once in each of its teams.</summary>
    private static string SlotOf(IndexedFix @fixed) => @fixed.Theme is { } theme ? $"effect-{theme.Id.Key}" : $"effect-{@fixed.Issue.Key}-{@fixed.FixedAt.ToUnixTimeSeconds()}";

    private static (Instant Morning, Instant Until) TimesOf(IndexedFix @fixed, FrontlineTeam team)
    {
        var day = @fixed.FixedAt.InZone(team.TimeZone).Date.PlusDays(EffectRules.Default.AfterDays + DaysForLateAnswers + 1);
        if (!team.Calendar.IsWorkingDay(day)) day = team.Calendar.Plus(day, 1);
        return (PromiseTimes.MorningOf(day, team.TimeZone), PromiseTimes.MorningOf(day.PlusDays(CatchUpDays), team.TimeZone));
    }
}
