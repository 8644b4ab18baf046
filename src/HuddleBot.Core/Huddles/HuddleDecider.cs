using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>What a command comes to: the closed set.</summary>
public abstract record HuddleDecision
{
    private HuddleDecision() { }

    public sealed record Accepted(HuddleEvent Event) : HuddleDecision;

    /// <summary>It stands so already, or something newer is known.</summary>
    public sealed record AlreadySo : HuddleDecision;

    public sealed record Refused(Refusal Refusal) : HuddleDecision;
}

/// <summary>Decides about huddles: (state, command, now) → one event, nothing to do, or a refusal. Pure; whether the person may do it at all is settled before.</summary>
public static class HuddleDecider
{
    /// <param name="nextLead">Who leads when <paramref name="by"/> cannot; null: whoever starts it.</param>
    public static HuddleDecision Decide(Huddle huddle, HuddleCommand command, Actor by, Instant now, Actor? nextLead) => command switch
    {
        HuddleCommand.Answer answer => DecideAnswer(huddle, answer, by, now),
        HuddleCommand.RemoveAnswer removal => DecideRemoval(huddle, removal, by, now),
        HuddleCommand.NoteRaised raised => huddle.Raised.Contains(raised.Issue) ? new HuddleDecision.AlreadySo() : Accept(new HuddleEvent.IssueRaised(by, now, raised.Issue)),
        HuddleCommand.Finish => DecideFinish(huddle, by, now),
        _ when huddle.IsOver => Refuse(new Refusal.HuddleIsOver()),
        HuddleCommand.Start when huddle.Phase == HuddlePhase.Announced => Accept(new HuddleEvent.Started(by, now)),

        // Of two who start it at once, both are there.
        HuddleCommand.Start or HuddleCommand.Join => IsAmong(huddle.Present, by) ? new HuddleDecision.AlreadySo() : Accept(new HuddleEvent.Joined(by, now)),
        HuddleCommand.GoAway => IsAmong(huddle.Away, by) ? new HuddleDecision.AlreadySo() : Accept(new HuddleEvent.WentAway(by, now, huddle.Lead?.Id == by.Id ? nextLead : null)),
        HuddleCommand.PassLead pass => DecidePass(huddle, pass.To ?? by, by, now),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "no such command"),
    };

    private static HuddleDecision DecidePass(Huddle huddle, Actor to, Actor by, Instant now)
    {
        if (huddle.Lead?.Id == to.Id) return new HuddleDecision.AlreadySo();

        // Who said that they cannot be there may think again, but nobody else for them.
        return to.Id != by.Id && IsAmong(huddle.Away, to) ? Refuse(new Refusal.Unreadable(Verbs.Inputs.Owner)) : Accept(new HuddleEvent.LeadPassed(by, now, to));
    }

    private static HuddleDecision DecideFinish(Huddle huddle, Actor by, Instant now) => huddle.Phase switch
    {
        HuddlePhase.Running => Accept(new HuddleEvent.Finished(by, now)),
        HuddlePhase.Finished => new HuddleDecision.AlreadySo(),
        HuddlePhase.Announced => Refuse(new Refusal.NotNow()),
        _ => Refuse(new Refusal.HuddleIsOver()),
    };

    /// <summary>The newest words of a message count, in whatever order they arrive: by the platform's times, and where it gives none, by their arrival.</summary>
    private static HuddleDecision DecideAnswer(Huddle huddle, HuddleCommand.Answer answer, Actor by, Instant now)
    {
        if (huddle.Phase is HuddlePhase.Skipped or HuddlePhase.CalledOff) return Refuse(new Refusal.HuddleIsOver());
        var isForm = answer.MessageId.Length == 0;
        if (string.IsNullOrWhiteSpace(answer.Text))
        {
            // A picture without words says nothing; words that were taken out again are gone.
            if (isForm) return Refuse(new Refusal.Missing(Verbs.Inputs.Words));
            return huddle.Answers.Any(one => HuddleHistory.IsSame(one, answer.MessageId, by))
                ? DecideRemoval(huddle, new(answer.MessageId) { RemovedAt = answer.EditedAt }, by, now)
                : new HuddleDecision.AlreadySo();
        }

        if (isForm && answer.Text.Length > IssueLimits.Text) return Refuse(new Refusal.TooLong(Verbs.Inputs.Words, IssueLimits.Text));

        var text = answer.Text.Trim();
        var known = huddle.Answers.FirstOrDefault(one => HuddleHistory.IsSame(one, answer.MessageId, by));
        if (!isForm && huddle.Removed.TryGetValue(answer.MessageId, out var removedAt) && !(answer.EditedAt > removedAt)) return new HuddleDecision.AlreadySo();
        if (known is null)
        {
            var at = answer.WrittenAt ?? now;
            return Accept(new HuddleEvent.Answered(by, at, answer.MessageId, text, at > huddle.AnswersUntil, answer.EditedAt is not null) { EditedAt = answer.EditedAt });
        }

        if (known.Text == text && (answer.EditedAt is null || answer.EditedAt <= known.EditedAt)) return new HuddleDecision.AlreadySo();
        if (answer.EditedAt is null ? known.IsEdited && answer.WrittenAt is not null : answer.EditedAt < known.EditedAt) return new HuddleDecision.AlreadySo();
        return Accept(new HuddleEvent.Answered(known.By, known.At, answer.MessageId, text, known.IsLate, IsEdited: true) { EditedAt = answer.EditedAt ?? now });
    }

    private static HuddleDecision DecideRemoval(Huddle huddle, HuddleCommand.RemoveAnswer removal, Actor by, Instant now)
    {
        if (huddle.Phase == HuddlePhase.Skipped) return Refuse(new Refusal.HuddleIsOver());
        var at = removal.RemovedAt ?? now;
        var known = huddle.Answers.FirstOrDefault(one => HuddleHistory.IsSame(one, removal.MessageId, by));
        if (known is null && huddle.Removed.TryGetValue(removal.MessageId, out var before) && before >= at) return new HuddleDecision.AlreadySo();
        return known?.EditedAt > at ? new HuddleDecision.AlreadySo() : Accept(new HuddleEvent.AnswerRemoved(by, at, removal.MessageId));
    }

    private static bool IsAmong(IReadOnlyList<Actor> people, Actor person) => people.Any(one => one.Id == person.Id);

    private static HuddleDecision Accept(HuddleEvent @event) => new HuddleDecision.Accepted(@event);

    private static HuddleDecision Refuse(Refusal refusal) => new HuddleDecision.Refused(refusal);
}
