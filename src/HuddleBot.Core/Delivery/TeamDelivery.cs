using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Delivery;

/// <summary>What the operator should see of a delivery.</summary>
public interface IDeliveryObserver
{
    /// <summary>A message is about to be sent: what happens until the answer is disposed is about it. Null: there is nothing to end.</summary>
    IDisposable? Sending(OutboxMessage message) => null;

    /// <summary>All that waits in a team's outbox, as it was just seen; nothing: it is empty.</summary>
    void Waiting(TeamId team, IReadOnlyCollection<OutboxMessage> messages) { }

    /// <summary>What the platform made of a message that it did not take.</summary>
    void NotTaken(OutboxMessage message, SendResult result) { }

    void Sent(string key);

    void Parked(TeamId team, string key, string reason);

    /// <summary>Not sent now; tried again at <paramref name="next"/>.</summary>
    void PutOff(string key, int attempts, string reason, Instant next);

    /// <summary>A place takes no messages. Said once, however many wait for it.</summary>
    void Closed(ClosedPlace place) { }

    /// <summary>It takes messages again.</summary>
    void Opened(ClosedPlace place) { }
}

/// <summary>
/// Sends what waits in a team's outbox: per channel in order, urgent before routine, each message claimed before it is sent, so that a crash in between is noticed.
/// One caller at a time for a team (the dispatcher's lease sees to it).
/// </summary>
public sealed class TeamDelivery(
    ITableStore store, IssueStore issues, HuddleStore huddles, IEnumerable<IChatPlatform> platforms, SlotDrawing drawing, IDeliveryObserver observer, SendingPlaces places, ClosedPlaces closed,
    TimeProvider time)
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    private static readonly Duration FirstBackOff = Duration.FromSeconds(1);
    private static readonly Duration LongestBackOff = Duration.FromMinutes(5);

    /// <summary>
    /// How long before its claim a message is looked for. The claim's time is our clock's, the message's the platform's: a clock that was a day ahead when it was claimed must not
    /// make us look where nothing can be yet.
    /// </summary>
    private static readonly Duration LookBack = Duration.FromHours(25);

    /// <summary>With the pauses as long as the dispatcher's lease may go without being renewed.</summary>
    private const int NoteTries = 10;

    private static readonly TimeSpan NoteAgainAfter = TimeSpan.FromSeconds(0.3);

    private readonly Dictionary<Platform, IChatPlatform> platforms = platforms.ToDictionary(platform => platform.Platform);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Sends all that can be sent now. Returns when the next is due; null: the outbox is empty.</summary>
    public Task<Instant?> DrainAsync(FrontlineTeam team, CancellationToken cancellationToken) => DrainAsync(team, Never, cancellationToken);

    /// <param name="rung">Completes when something new may wait: what has no place yet to be sent from lets go, and is looked at again with it.</param>
    /// <inheritdoc cref="DrainAsync(FrontlineTeam, CancellationToken)"/>
    public async Task<Instant?> DrainAsync(FrontlineTeam team, Task rung, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = await ReadAsync(team.Id, cancellationToken);
            observer.Waiting(team.Id, rows.ConvertAll(row => row.Message));
            if (rows.Count == 0) return null;

            var results = await Task.WhenAll(ByChannel(rows).Select(channel => DrainChannelAsync(team, channel.Key, [.. channel], rung, cancellationToken)));

            if (rung.IsCompleted) return Now;

            // Something was sent: look again, for what came meanwhile. Nothing: wait for the soonest.
            if (!results.Any(result => result.Progress)) return results.Min(result => result.Next) ?? Now + FirstBackOff;
        }
    }

    /// <summary>All messages for one card go one after the other, even where one of them names another channel (the teams file has changed meanwhile).</summary>
    private static IEnumerable<IGrouping<ChannelId, (TableEntity Row, OutboxMessage Message)>> ByChannel(IReadOnlyList<(TableEntity Row, OutboxMessage Message)> rows)
    {
        var channelOf = new Dictionary<string, ChannelId>(StringComparer.Ordinal);
        foreach (var (_, message) in rows.OrderBy(row => row.Message.Content is not OutgoingContent.Post)) channelOf.TryAdd(SlotOf(message), message.Channel);
        return rows.GroupBy(row => channelOf[SlotOf(row.Message)]);
    }

    private static string SlotOf(OutboxMessage message) => message.Content switch
    {
        OutgoingContent.Post c => c.Slot,
        OutgoingContent.Redraw c => c.Slot,
        OutgoingContent.Tell c => c.Slot,
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.Content, "no such content"),
    };

    private async Task<List<(TableEntity Row, OutboxMessage Message)>> ReadAsync(TeamId team, CancellationToken cancellationToken)
    {
        var rows = new List<(TableEntity, OutboxMessage)>();
        await foreach (var row in store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Outbox, null, cancellationToken))
        {
            try
            {
                rows.Add((row, OutboxRow.FromEntity(row)));
            }
            catch (Exception e) when (UnreadableRow.IsFault(e))
            {
                await ParkUnreadableAsync(team, row, e, cancellationToken);
            }
        }

        return rows;
    }

    /// <summary>It must not hold back the others.</summary>
    private async Task ParkUnreadableAsync(TeamId team, TableEntity row, Exception fault, CancellationToken cancellationToken)
    {
        // A conflict: somebody else has done it.
        if (await store.SubmitTransactionAsync(ParkedRow.Park(row, UnreadableRow.Words(fault), Now), cancellationToken) is TransactionOutcome.Committed)
            observer.Parked(team, $"{row.PartitionKey}/{ParkedRow.KeyOf(row.RowKey)}", UnreadableRow.Words(fault));
    }

    /// <summary>
    /// One message, then back to look for something more urgent. What must wait holds back what comes after it with the same urgency, and nothing else; what was
    /// prepared before its time holds back nothing. A closed place holds back all of them, until it is asked again.
    /// </summary>
    private async Task<(bool Progress, Instant? Next)> DrainChannelAsync(
        FrontlineTeam team, ChannelId channel, IReadOnlyList<(TableEntity Row, OutboxMessage Message)> rows, Task rung, CancellationToken cancellationToken)
    {
        // A card may belong elsewhere than its message says: then it is known since the first try.
        var place = await closed.FindAsync(rows.Select(row => row.Message.WaitsFor).FirstOrDefault(waitsFor => waitsFor is not null) ?? channel, cancellationToken);
        if (place is not null && !place.IsDue(Now)) return (false, place.NextQuestion);
        Instant? next = null;
        foreach (var urgency in rows.GroupBy(row => row.Message.Urgency))
        {
            foreach (var (row, message) in urgency)
            {
                if (message.WaitsAt(Now))
                {
                    next = Sooner(next, message.NotBefore!.Value);
                    if (message.IsAheadOfItsTime) continue;
                    break;
                }

                using var taken = await places.EnterAsync(message, rung, cancellationToken);
                if (taken is null) return (false, Now);
                cancellationToken.ThrowIfCancellationRequested();
                var finishing = Sending.Finishing(cancellationToken);
                if (place is null ? await HandleAsync(team, row, message, null, finishing) : await AskAsync(team, row, message, place, finishing)) return (true, null);
                next = Sooner(next, Now + FirstBackOff);
                break;
            }
        }

        return (false, next);
    }

    private static Instant Sooner(Instant? next, Instant other) => next is { } soonest && soonest < other ? soonest : other;

    /// <summary>The message is the question whether the place is open again. Where it came to no answer, the next one asks.</summary>
    /// <returns>False: somebody else asks, or has sent the message.</returns>
    private async Task<bool> AskAsync(FrontlineTeam team, TableEntity row, OutboxMessage message, ClosedPlace place, CancellationToken cancellationToken)
    {
        if (await closed.TryAskAsync(place, cancellationToken) is not { } asked) return false;
        var question = new Question(place);
        try
        {
            return await HandleAsync(team, row, message, question, cancellationToken);
        }
        finally
        {
            // Also where it was not sent after all: nobody would ask again before the gap is over.
            if (!question.IsAnswered) await closed.GiveBackAsync(asked, place, cancellationToken);
        }
    }

    /// <param name="question">Null: nothing is known to be closed.</param>
    /// <returns>True: the outbox has changed. False: another dispatcher was faster.</returns>
    private async Task<bool> HandleAsync(FrontlineTeam team, TableEntity row, OutboxMessage message, Question? question, CancellationToken cancellationToken)
    {
        using var attempt = observer.Sending(message);
        var mayHaveArrived = message.ClaimedAt is not null;
        var claim = message with { ClaimedAt = message.ClaimedAt ?? Now, Attempts = message.Attempts + 1, NotBefore = null, PutOffAt = null, WaitsFor = null };
        if (await ReplaceAsync(team.Id, claim, row.ETag, cancellationToken) is not { } eTag) return false;

        var claimed = new Claimed(team, claim, eTag, mayHaveArrived, question);
        if (await store.GetAsync(TeamRows.PartitionOf(team.Id), TeamRows.Slot + SlotOf(message), cancellationToken) is not { } slotRow)
        {
            await ParkAsync(claimed, "the message that it belongs to is not known", cancellationToken);
            return true;
        }

        if (ReadSlot(slotRow) is not { } slot)
        {
            await ParkAsync(claimed, "the row of its card cannot be read", cancellationToken);
            return true;
        }

        if (!platforms.TryGetValue(slot.Channel.Platform, out var platform))
        {
            await PutOffAsync(claimed, LongestBackOff, mayHaveArrived, $"{PlatformNames.NameOf(slot.Channel.Platform)} is not set up (no section in the settings)", cancellationToken);
            return true;
        }

        try
        {
            await (message.Content switch
            {
                OutgoingContent.Post => PostAsync(claimed, platform, slot, slotRow.ETag, cancellationToken),
                OutgoingContent.Redraw => RedrawAsync(claimed, platform, slot, slotRow.ETag, cancellationToken),
                OutgoingContent.Tell tell => TellAsync(claimed, platform, slot, tell, cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(message), message.Content, "no such content"),
            });
        }
        catch (NotSentException)
        {
            // As it was: whoever sends it need not look whether it has arrived. Where somebody has taken it on already, the row is theirs.
            await ReplaceAsync(team.Id, message, eTag, cancellationToken);
            throw;
        }
        catch (Exception e) when (e is not (OperationCanceledException or StorageUnavailableException))
        {
            // A fault of ours with this one message must not hold back the channel; it waits where a person sees it.
            await ParkAsync(claimed, $"a fault of ours, {e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name}", cancellationToken);
        }

        return true;
    }

    private static Slot? ReadSlot(TableEntity row)
    {
        try
        {
            return SlotRow.FromEntity(row);
        }
        catch (Exception e) when (UnreadableRow.IsFault(e))
        {
            return null;
        }
    }

    private async Task PostAsync(Claimed claimed, IChatPlatform platform, Slot slot, string? slotETag, CancellationToken cancellationToken)
    {
        string? thread = null;
        if (slot.ThreadSlot is { } parent)
        {
            thread = await MessageIdOfAsync(claimed.Team.Id, parent, cancellationToken);
            if (thread is null)
            {
                await WaitForAsync(claimed, parent, cancellationToken);
                return;
            }
        }

        if (await drawing.DrawAsync(claimed.Team, slot, cancellationToken) is not { } card)
        {
            // Nobody needs it any more.
            await store.SubmitTransactionAsync([TableTransactionAction.Delete(claimed.Row)], cancellationToken);
            return;
        }

        var post = new ChatPost(claimed.Message.Key, slot.Channel, thread, card);
        var (result, adopted) = await SendOnceAsync(claimed, platform, post, Now, cancellationToken);
        if (result is not SendResult.Sent sent)
        {
            await SettleAsync(claimed, result, slot.Channel, cancellationToken);
            return;
        }

        // What was found after a crash may show an older state: its hash is not known, and it is drawn anew.
        var posted = slot with { PostedChannel = sent.PostedChannel, MessageId = sent.MessageId, ShownHash = adopted ? null : HashOf(card) };
        List<TableTransactionAction> actions =
        [
            adopted
                ? TableTransactionAction.Replace(OutboxRow.ToEntity(claimed.Team.Id, claimed.Message with { Content = new OutgoingContent.Redraw(slot.Id), Key = claimed.Message.Key + "/draw", ClaimedAt = null, Attempts = 0 }, claimed.ETag))
                : TableTransactionAction.Delete(claimed.Row),
            TableTransactionAction.Replace(SlotRow.ToEntity(claimed.Team.Id, posted, slotETag)),
        ];
        if (slot.Kind == SlotKind.Huddle) actions.Add(HuddleStore.NoteThread(SlotRow.RequireHuddleIn(claimed.Team.Id, slot.Id), sent.MessageId));
        await NoteAsync(actions, cancellationToken);
        observer.Sent(claimed.Message.Key);
        await OpenedAsync(claimed, cancellationToken);
    }

    private async Task RedrawAsync(Claimed claimed, IChatPlatform platform, Slot slot, string? slotETag, CancellationToken cancellationToken)
    {
        if (slot.MessageId is not { } messageId || await drawing.DrawAsync(claimed.Team, slot, cancellationToken) is not { } card)
        {
            // It is not posted yet, and will be drawn as it is then.
            await store.SubmitTransactionAsync([TableTransactionAction.Delete(claimed.Row)], cancellationToken);
            return;
        }

        var hash = HashOf(card);

        // Who claimed it before may have shown something else meanwhile, without having been able to note it.
        var result = hash == slot.ShownHash && !claimed.MayHaveArrived
            ? new SendResult.Sent(slot.PostedChannel ?? "", messageId)
            : await platform.UpdateAsync(new(claimed.Message.Key, slot.Channel, slot.PostedChannel ?? slot.Channel.Channel, messageId, card), cancellationToken);
        if (result is SendResult.Gone && slot.Kind == SlotKind.Huddle && await huddles.FindAsync(SlotRow.RequireHuddleIn(claimed.Team.Id, slot.Id), cancellationToken) is { IsOver: false })
        {
            await PostAgainAsync(claimed, slot, messageId, slotETag, cancellationToken);
            return;
        }

        if (result is not SendResult.Sent)
        {
            await SettleAsync(claimed, result, slot.Channel, cancellationToken);
            return;
        }

        await store.SubmitTransactionAsync(
            [TableTransactionAction.Delete(claimed.Row), TableTransactionAction.Replace(SlotRow.ToEntity(claimed.Team.Id, slot with { ShownHash = hash }, slotETag))], cancellationToken);
        observer.Sent(claimed.Message.Key);
        if (hash != slot.ShownHash) await OpenedAsync(claimed, cancellationToken);
    }

    /// <summary>
    /// Somebody has deleted the card of a huddle that takes place: without it nobody could press anything, and its thread is the room. What was to draw it anew posts it instead;
    /// whatever else waits to draw it finds it not posted, or posted again. The key names the message that is gone: each loss is made good once.
    /// </summary>
    private async Task PostAgainAsync(Claimed claimed, Slot slot, string gone, string? slotETag, CancellationToken cancellationToken)
    {
        var post = claimed.Message with { Content = new OutgoingContent.Post(slot.Id), Key = $"{claimed.Team.Id}/{slot.Id}/instead-of/{gone}", ClaimedAt = null, Attempts = 0 };
        await store.SubmitTransactionAsync(
            [
                TableTransactionAction.Replace(OutboxRow.ToEntity(claimed.Team.Id, post, claimed.ETag)),
                TableTransactionAction.Replace(SlotRow.ToEntity(claimed.Team.Id, slot with { PostedChannel = null, MessageId = null, ShownHash = null }, slotETag)),
            ],
            cancellationToken);
    }

    private async Task TellAsync(Claimed claimed, IChatPlatform platform, Slot slot, OutgoingContent.Tell tell, CancellationToken cancellationToken)
    {
        var thread = slot.ThreadSlot is { } parent ? await MessageIdOfAsync(claimed.Team.Id, parent, cancellationToken) : slot.MessageId;
        if (thread is null)
        {
            await WaitForAsync(claimed, slot.ThreadSlot ?? slot.Id, cancellationToken);
            return;
        }

        if (await issues.LoadAsync(tell.Issue, cancellationToken) is not { } loaded || loaded.Events.Count < tell.Version)
        {
            await ParkAsync(claimed, "the event that it tells is not known", cancellationToken);
            return;
        }

        // Whoever answers below the question must be understood, however fast they are.
        var isQuestion = loaded.Events[tell.Version - 1] is IssueEvent.TriageAsked;
        if (isQuestion) await QuestionThreads.NoteAsync(store, tell.Issue, thread, cancellationToken);
        var note = drawing.DrawNote(claimed.Team, slot, loaded, tell.Version, hasThread: true);
        var channel = slot.PostedChannel is { } posted ? slot.Channel with { Channel = posted } : slot.Channel;
        var (result, _) = await SendOnceAsync(claimed, platform, new(claimed.Message.Key, channel, thread, note), Now, cancellationToken);

        // The thread was deleted: the words are not lost, they stand in the channel.
        if (result is SendResult.Gone)
        {
            var alone = drawing.DrawNote(claimed.Team, slot, loaded, tell.Version, hasThread: false);
            (result, _) = await SendOnceAsync(claimed, platform, new(claimed.Message.Key, channel, null, alone), Now, cancellationToken);
            if (isQuestion && result is SendResult.Sent sent) await QuestionThreads.NoteAsync(store, tell.Issue, sent.MessageId, cancellationToken);
        }

        await SettleAsync(claimed, result, slot.Channel, cancellationToken);
    }

    /// <summary>After a crash or a lost answer, looks for the message before sending it again.</summary>
    private static async Task<(SendResult Result, bool Adopted)> SendOnceAsync(Claimed claimed, IChatPlatform platform, ChatPost post, Instant now, CancellationToken cancellationToken)
    {
        if (claimed.MayHaveArrived)
        {
            switch (await platform.FindAsync(post, Instant.Min(claimed.Message.ClaimedAt!.Value, now) - LookBack, cancellationToken))
            {
                case FindResult.Found found: return (new SendResult.Sent(found.PostedChannel, found.MessageId), true);
                case FindResult.ChannelClosed closed: return (new SendResult.ChannelClosed(closed.Reason) { Because = closed.Because, MayHaveArrived = true }, false);
                case FindResult.AskLater later: return (new SendResult.TryLater(later.After, MayHaveArrived: true, later.Reason), false);

                // Where the platform cannot tell, twice is better than never.
                case FindResult.NotThere or FindResult.CannotTell: break;
            }
        }

        return (await platform.PostAsync(post, cancellationToken), false);
    }

    /// <param name="place">Where the card belongs.</param>
    private async Task SettleAsync(Claimed claimed, SendResult result, ChannelId place, CancellationToken cancellationToken)
    {
        if (result is not SendResult.Sent) observer.NotTaken(claimed.Message, result);
        switch (result)
        {
            case SendResult.Sent:
                await NoteAsync([TableTransactionAction.Delete(claimed.Row)], cancellationToken);
                observer.Sent(claimed.Message.Key);
                await OpenedAsync(claimed, cancellationToken);
                break;
            case SendResult.TryLater later: await PutOffAsync(claimed, later.After ?? BackOff(claimed.Message.Attempts), later.MayHaveArrived, later.Reason, cancellationToken); break;
            case SendResult.ChannelClosed closed: await WaitForPlaceAsync(claimed, closed, place, cancellationToken); break;
            case SendResult.Refused refused: await ParkAsync(claimed, refused.Reason, cancellationToken); break;
            case SendResult.Gone gone: await ParkAsync(claimed, gone.Reason, cancellationToken); break;
        }
    }

    /// <summary>It keeps its turn. The place is noted before the message waits for it, so that no crash in between sends it into a closed place again and again.</summary>
    private async Task WaitForPlaceAsync(Claimed claimed, SendResult.ChannelClosed result, ChannelId channel, CancellationToken cancellationToken)
    {
        var place = await closed.CloseAsync(channel, result.Because, result.Reason, cancellationToken);
        if (place.ToldAt is null)
        {
            observer.Closed(place);
            await closed.ToldAsync(place, cancellationToken);
        }

        if (claimed.Question is { } question)
        {
            // Who is told that the channel is closed has got past its workspace.
            if (question.Place.Channel is null && place.Channel is not null) await OpenedAsync(claimed, cancellationToken);
            question.IsAnswered = true;
        }

        var message = claimed.Message with { WaitsFor = channel, ClaimedAt = result.MayHaveArrived ? claimed.Message.ClaimedAt : null, LastError = result.Reason };
        await ReplaceAsync(claimed.Team.Id, message, claimed.ETag, cancellationToken);
    }

    /// <summary>A message was taken.</summary>
    private async Task OpenedAsync(Claimed claimed, CancellationToken cancellationToken)
    {
        if (claimed.Question is not { IsAnswered: false } question) return;
        question.IsAnswered = true;
        if (await closed.OpenAsync(question.Place, cancellationToken)) observer.Opened(question.Place);
    }

    /// <summary>
    /// The platform has taken a message: that is written down also where the storage is away for a moment. Whoever gives up leaves a message that may have arrived, and where nobody can
    /// look it is sent once more.
    /// </summary>
    private async Task NoteAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await store.SubmitTransactionAsync(actions, cancellationToken);
                return;
            }
            catch (StorageUnavailableException) when (tries < NoteTries)
            {
                await Task.Delay(NoteAgainAfter, time, cancellationToken);
            }
        }
    }

    private async Task PutOffAsync(Claimed claimed, Duration after, bool mayHaveArrived, string reason, CancellationToken cancellationToken)
    {
        var now = Now;
        var next = now + after;
        var message = claimed.Message with { NotBefore = next, PutOffAt = now, ClaimedAt = mayHaveArrived ? claimed.Message.ClaimedAt : null, LastError = reason };
        await ReplaceAsync(claimed.Team.Id, message, claimed.ETag, cancellationToken);
        observer.PutOff(message.Key, message.Attempts, reason, next);
    }

    /// <summary>
    /// Waits for the card whose thread it belongs to; not for one that could not be posted, or everything after it would wait for ever. Where nobody needed the card any more,
    /// nobody needs what would stand below it.
    /// </summary>
    private async Task WaitForAsync(Claimed claimed, string slot, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(claimed.Team.Id, cancellationToken)).Any(row => row.Message.Content is OutgoingContent.Post post && post.Slot == slot))
            await PutOffAsync(claimed, FirstBackOff, claimed.MayHaveArrived, "waits for the card whose thread it belongs to", cancellationToken);
        else if (await MessageIdOfAsync(claimed.Team.Id, slot, cancellationToken) is not null) await PutOffAsync(claimed, Duration.Zero, claimed.MayHaveArrived, "its card has just been posted", cancellationToken);
        else if (await IsParkedAsync(claimed.Team.Id, slot, cancellationToken)) await ParkAsync(claimed, "the card whose thread it belongs to could not be posted", cancellationToken);
        else await store.SubmitTransactionAsync([TableTransactionAction.Delete(claimed.Row)], cancellationToken);
    }

    private async Task<bool> IsParkedAsync(TeamId team, string slot, CancellationToken cancellationToken) =>
        await store.QueryAsync(TeamRows.PartitionOf(team), TeamRows.Parked, null, cancellationToken)
            .AnyAsync(row => row.GetString("Content") == nameof(OutgoingContent.Post) && row.GetString("Slot") == slot, cancellationToken);

    private async Task ParkAsync(Claimed claimed, string reason, CancellationToken cancellationToken)
    {
        var row = OutboxRow.ToEntity(claimed.Team.Id, claimed.Message with { ClaimedAt = null, LastError = reason }, claimed.ETag);
        await store.SubmitTransactionAsync(ParkedRow.Park(row, reason, Now), cancellationToken);
        observer.Parked(claimed.Team.Id, claimed.Message.Key, reason);
    }

    private async Task<string?> MessageIdOfAsync(TeamId team, string slot, CancellationToken cancellationToken) =>
        await store.GetAsync(TeamRows.PartitionOf(team), TeamRows.Slot + slot, cancellationToken) is { } row ? SlotRow.FromEntity(row).MessageId : null;

    private async Task<string?> ReplaceAsync(TeamId team, OutboxMessage message, string? eTag, CancellationToken cancellationToken) =>
        await store.SubmitTransactionAsync([TableTransactionAction.Replace(OutboxRow.ToEntity(team, message, eTag))], cancellationToken) is TransactionOutcome.Committed committed
            ? committed.ETags[0]
            : null;

    private static string HashOf(RenderedCard card) => StableHash.Of(card.Json, card.Summary);

    private static Duration BackOff(int attempts) => Duration.Min(LongestBackOff, FirstBackOff * Math.Pow(2, Math.Min(attempts - 1, 10)));

    /// <summary>A message that this dispatcher is sending now.</summary>
    private sealed record Claimed(FrontlineTeam Team, OutboxMessage Message, string ETag, bool MayHaveArrived, Question? Question)
    {
        public TableEntity Row => new(TeamRows.PartitionOf(Team.Id), Message.RowKey, ETag);
    }

    /// <summary>Whether a closed place is open again.</summary>
    private sealed class Question(ClosedPlace place)
    {
        public ClosedPlace Place { get; } = place;

        /// <summary>The platform has said so, or that it is not.</summary>
        public bool IsAnswered { get; set; }
    }
}
