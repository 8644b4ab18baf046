using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>The thin shell around <see cref="HuddleDecider"/>: authorize, load, decide, save with what is to be said, announce.</summary>
public sealed class HuddleDesk(
    HuddleStore huddles, UnplannedHuddles unplanned, HuddleSaving saving, HuddleLeads leads, HuddlePauses pauses, ITeamDirectory directory, Authorization authorization, RowSequence sequence, TimeProvider time)
    : IHuddleDesk
{
    // Each try that fails means that somebody else succeeded; so many in a row on one huddle do not happen.
    private const int Tries = 50;
    private const int Previewed = 5;

    /// <summary>So long a form may wait for the platform to say who is a member: the moment in which it can be opened passes (Slack's after three seconds).</summary>
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(1.5);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<HuddleReply> DoAsync(HuddleId huddle, Actor actor, string operation, HuddleCommand command, CancellationToken cancellationToken)
    {
        using var step = Traces.StartWithin("decide " + command.GetType().Name);
        var (team, refusal) = await AuthorizeAsync(huddle.Team, actor, null, cancellationToken);
        if (team is null || refusal is not null) return new HuddleReply.Refused(team, refusal ?? new Refusal.Unknown());
        return await WhyNotLeadAsync(team, actor, command, cancellationToken) is { } why
            ? new HuddleReply.Refused(team, why)
            : await DecideAsync(team, huddle, actor, operation, command, cancellationToken);
    }

    /// <summary>Whoever is given the lead must be able to do what a lead does. Null: they are, or nobody is given it.</summary>
    private async Task<Refusal?> WhyNotLeadAsync(FrontlineTeam team, Actor actor, HuddleCommand command, CancellationToken cancellationToken)
    {
        if (command is not HuddleCommand.PassLead { To: { } to } || to.Id == actor.Id) return null;
        return await authorization.MayTagAsync(team, to.Id, cancellationToken) is { } refusal
            ? refusal is Refusal.CannotCheck ? refusal : new Refusal.Unreadable(Verbs.Inputs.Owner)
            : null;
    }

    public async Task<HuddleReply> PromiseAsync(HuddleId huddle, Actor actor, string operation, IssueCommand.Fix promise, CancellationToken cancellationToken)
    {
        var (team, refusal) = await AuthorizeAsync(huddle.Team, actor, null, cancellationToken);
        if (team is null || refusal is not null) return new HuddleReply.Refused(team, refusal ?? new Refusal.Unknown());

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await huddles.LoadAsync(huddle, cancellationToken) is not { } loaded) return new HuddleReply.Refused(team, new Refusal.Unknown());
            if (loaded.Operations.Contains(operation)) return new HuddleReply.AlreadyDone(team, loaded.Huddle);
            if (loaded.Huddle.IsOver) return new HuddleReply.Refused(team, new Refusal.HuddleIsOver());

            var now = Now;
            var raising = PromiseInHuddle.Decide(team, huddle, actor, operation, promise, now);
            if (raising is not PromiseInHuddle.Made made) return new HuddleReply.Refused(team, ((PromiseInHuddle.Refused)raising).Refusal);

            var noted = new HuddleEvent.IssueRaised(actor, now, made.Issue.Id);
            if (await saving.SaveAsync(team, loaded, noted, operation, now, made.Actions(sequence, operation, now), cancellationToken) is { } saved) return new HuddleReply.Done(team, saved);
        }

        throw ChangedTooOften(huddle);
    }

    public async Task<HuddleReply> StartNowAsync(TeamId team, Actor actor, string operation, CancellationToken cancellationToken)
    {
        var (found, refusal) = await AuthorizeAsync(team, actor, null, cancellationToken);
        if (found is null || refusal is not null) return new HuddleReply.Refused(found, refusal ?? new Refusal.Unknown());
        var huddle = await unplanned.AtHandOrNewAsync(found, actor, Now, cancellationToken);
        return await DecideAsync(found, huddle, actor, operation, new HuddleCommand.Start(), cancellationToken);
    }

    public async Task<LookReply> LookAsync(HuddleId huddle, Actor actor, HuddleFormKind form, CancellationToken cancellationToken)
    {
        var (team, refusal) = await AuthorizeAsync(huddle.Team, actor, LookPatience, cancellationToken);
        if (team is null || refusal is not null) return new LookReply.Refused(team, refusal ?? new Refusal.Unknown());
        if (await huddles.FindAsync(huddle, cancellationToken) is not { } found) return new LookReply.Refused(team, new Refusal.Unknown());
        return form switch
        {
            HuddleFormKind.Answer when found.Phase is not (HuddlePhase.Skipped or HuddlePhase.CalledOff) => new LookReply.Show(new CardContent.AnswerForm(team, found)),
            _ when found.IsOver => new LookReply.Refused(team, new Refusal.HuddleIsOver()),
            HuddleFormKind.PassLead => new LookReply.Show(new CardContent.PassLeadForm(team, found, actor)),
            HuddleFormKind.Promise => new LookReply.Show(new CardContent.PromiseForm(team, found, actor, IssueDecider.DefaultFixDate(team, Now))),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "no such form"),
        };
    }

    public async Task<LookReply> ShowAsync(HuddleId huddle, Actor actor, CancellationToken cancellationToken)
    {
        var (team, refusal) = await AuthorizeAsync(huddle.Team, actor, LookPatience, cancellationToken);
        if (team is null || refusal is not null) return new LookReply.Refused(team, refusal ?? new Refusal.Unknown());
        return await huddles.FindAsync(huddle, cancellationToken) is { } found
            ? new LookReply.Show(new CardContent.HuddleCard(team, found, await huddles.ItemsAsync(found, cancellationToken)))
            : new LookReply.Refused(team, new Refusal.Unknown());
    }

    public async Task<bool> HearAsync(
        ChannelId channel, string threadMessageId, Actor actor, string messageId, string? text, Instant? writtenAt, Instant? changedAt, CancellationToken cancellationToken)
    {
        foreach (var team in (await directory.CurrentAsync(cancellationToken)).OfChannel(channel))
        {
            if (await huddles.OfThreadAsync(team.Id, threadMessageId, cancellationToken) is not { } huddle) continue;

            // Whoever can write there takes part. The state knows each message, so that the same event again is nothing new.
            HuddleCommand heard = text is null
                ? new HuddleCommand.RemoveAnswer(messageId) { RemovedAt = changedAt }
                : new HuddleCommand.Answer(messageId, text) { WrittenAt = writtenAt, EditedAt = changedAt };
            await DecideAsync(team, huddle, actor, "heard/" + messageId, heard, cancellationToken, isHeard: true);
            return true;
        }

        return false;
    }

    public async Task<LookReply> ScheduleAsync(TeamId team, Actor actor, CancellationToken cancellationToken)
    {
        var (found, refusal) = await AuthorizeAsync(team, actor, null, cancellationToken);
        if (found is null || refusal is not null) return new LookReply.Refused(found, refusal ?? new Refusal.Unknown());
        return await PreviewAsync(found, await pauses.AskedAsync(team, cancellationToken), null, cancellationToken);
    }

    public async Task<LookReply> PauseAsync(TeamId team, Actor actor, LocalDate? until, CancellationToken cancellationToken)
    {
        var (found, refusal) = await AuthorizeAsync(team, actor, null, cancellationToken);
        if (found is null || refusal is not null) return new LookReply.Refused(found, refusal ?? new Refusal.Unknown());

        for (var tries = 0; tries < Tries; tries++)
        {
            var now = Now;
            var today = now.InZone(found.TimeZone).Date;
            if (until < today) return new LookReply.Refused(found, new Refusal.NoPauseDate());
            var before = await pauses.LoadAsync(team, cancellationToken);
            var pause = until is { } last ? new HuddlePause(today, last) : null;

            // Nothing to end: what lay before is not forgotten by asking.
            if (pause is null && before.Pause is null) return await PreviewAsync(found, null, ScheduleChange.Resumed, cancellationToken);
            if (await pauses.SaveAsync(team, before, pause, actor, now, cancellationToken))
                return await PreviewAsync(found, pause, pause is null ? ScheduleChange.Resumed : ScheduleChange.Paused, cancellationToken);
        }

        throw new InvalidOperationException($"the pause of team {team} changed {Tries} times while it was being saved");
    }

    /// <summary>What is still to come: a huddle that was held or called off already does not come again on its day, whatever its schedule says by now.</summary>
    private async Task<LookReply.Show> PreviewAsync(FrontlineTeam team, HuddlePause? asked, ScheduleChange? change, CancellationToken cancellationToken)
    {
        var now = Now;
        var isComing = asked is not null && asked.Until >= now.InZone(team.TimeZone).Date;
        var over = (await huddles.SinceAsync(team.Id, now.InZone(team.TimeZone).Date.PlusDays(-2), cancellationToken))
            .Where(past => past.Phase is not (HuddlePhase.Announced or HuddlePhase.Running)).Select(past => past.Id).ToHashSet();
        IReadOnlyList<HuddleOccurrence> next = [.. HuddleCalendar.Next(team, asked, now, Previewed + over.Count).Where(occurrence => !over.Contains(occurrence.Id)).Take(Previewed)];
        return new(new CardContent.ScheduleNote(team, next, isComing ? asked!.Until : null, change));
    }

    private async Task<HuddleReply> DecideAsync(
        FrontlineTeam team, HuddleId huddle, Actor actor, string operation, HuddleCommand command, CancellationToken cancellationToken, bool isHeard = false)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await huddles.LoadAsync(huddle, cancellationToken) is not { } loaded) return new HuddleReply.Refused(team, new Refusal.Unknown());

            // A message may be changed many times: its own state knows whether this is news.
            if (!isHeard && loaded.Operations.Contains(operation)) return new HuddleReply.AlreadyDone(team, loaded.Huddle);

            var now = Now;
            var next = command is HuddleCommand.GoAway && loaded.Huddle.Lead?.Id == actor.Id
                ? await leads.NextAsync(team, huddle, loaded.Huddle.Away.Append(actor).Select(person => person.Id).ToHashSet(), cancellationToken)
                : null;
            switch (HuddleDecider.Decide(loaded.Huddle, command, actor, now, next))
            {
                case HuddleDecision.AlreadySo: return new HuddleReply.AlreadyDone(team, loaded.Huddle);
                case HuddleDecision.Refused refused: return new HuddleReply.Refused(team, refused.Refusal);
                case HuddleDecision.Accepted { Event: var @event }:
                    if (await saving.SaveAsync(team, loaded, @event, operation, now, [], cancellationToken) is { } saved) return new HuddleReply.Done(team, saved);
                    break;
            }
        }

        throw ChangedTooOften(huddle);
    }

    private async Task<(FrontlineTeam? Team, Refusal? Refusal)> AuthorizeAsync(TeamId id, Actor actor, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var team = (await directory.CurrentAsync(cancellationToken)).Find(id);
        if (team is null) return (null, new Refusal.Unknown());
        return (team, patience is { } limit
            ? await authorization.MayTagAsync(team, actor.Id, limit, time, cancellationToken)
            : await authorization.MayTagAsync(team, actor.Id, cancellationToken));
    }

    private static InvalidOperationException ChangedTooOften(HuddleId huddle) => new($"huddle {huddle} changed {Tries} times while it was being saved");
}
