using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>
/// Keeps a huddle that nobody has started to what the calendar says by now: moved with its schedule's time, called off with its day. What was posted is drawn anew; what waits
/// to be posted waits for the new time, or is taken back.
/// </summary>
internal sealed class HuddleFollowing(HuddleStore huddles, HuddleSaving saving)
{
    private const int Tries = 50;

    public async Task FollowAsync(FrontlineTeam team, HuddlePause? asked, HuddleId id, Instant now, CancellationToken cancellationToken)
    {
        // Whoever asked for one outside of the schedule gets it.
        if (id.Schedule.StartsWith(HuddleSchedule.UnplannedPrefix, StringComparison.Ordinal)) return;
        var planned = HuddleCalendar.Find(team, asked, id);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await huddles.LoadAsync(id, cancellationToken) is not { } loaded || ChangeOf(loaded.Huddle, planned, now) is not { } change) return;
            var waiting = await huddles.UnsentAsync(id, cancellationToken);
            IEnumerable<TableTransactionAction> messages = change is HuddleEvent.Moved
                ? waiting.Where(one => one.Message.IsAheadOfItsTime).Select(one => TableTransactionAction.Replace(
                    OutboxRow.ToEntity(team.Id, one.Message with { NotBefore = planned!.PostsAt > now ? planned.PostsAt : null }, one.Row.ETag)))
                : waiting.Select(one => TableTransactionAction.Delete(one.Row));
            if (await saving.SaveAsync(team, loaded, change, HuddleAnnouncing.Clock, now, [.. messages], cancellationToken) is not null) return;
        }

        throw new InvalidOperationException($"huddle {id} changed {Tries} times while it followed its schedule");
    }

    /// <summary>Null: it stands as it is planned. A time that has passed already moves nothing: what was announced is held as it was announced.</summary>
    private static HuddleEvent? ChangeOf(Huddle huddle, HuddleOccurrence? planned, Instant now) => planned switch
    {
        _ when huddle.Phase != HuddlePhase.Announced => null,
        null => new HuddleEvent.CalledOff(now),
        _ when planned.StartsAt == huddle.StartsAt || planned.StartsAt <= now => null,
        _ => new HuddleEvent.Moved(now, planned.StartsAt, planned.Schedule.Minutes, planned.StartsAt + planned.Schedule.AnswersFor),
    };
}
