using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Port: what people do with a huddle. Authorizes, decides, saves, announces.</summary>
public interface IHuddleDesk
{
    /// <param name="operation">Identifies the click: its repetition does nothing.</param>
    Task<HuddleReply> DoAsync(HuddleId huddle, Actor actor, string operation, HuddleCommand command, CancellationToken cancellationToken);

    /// <summary>Makes a promise that belongs to no comment: who, what, by when. It becomes an issue that is being fixed, in the huddle's thread.</summary>
    Task<HuddleReply> PromiseAsync(HuddleId huddle, Actor actor, string operation, IssueCommand.Fix promise, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a huddle now: the one that waits to be started or runs already, where it is at hand (an hour either way), or is planned within the hour, else one outside of the schedule, which the
    /// person leads. Its length and agenda are those of the team's first schedule, or the usual ones.
    /// </summary>
    Task<HuddleReply> StartNowAsync(TeamId team, Actor actor, string operation, CancellationToken cancellationToken);

    /// <summary>The form, or why it cannot be shown.</summary>
    Task<LookReply> LookAsync(HuddleId huddle, Actor actor, HuddleFormKind form, CancellationToken cancellationToken);

    /// <summary>The huddle's card as it stands now.</summary>
    Task<LookReply> ShowAsync(HuddleId huddle, Actor actor, CancellationToken cancellationToken);

    /// <summary>Somebody wrote, changed or deleted a message below a message of ours. Whatever is not the thread of a huddle is not listened to. The same message again does nothing.</summary>
    /// <param name="threadMessageId">The message that the thread hangs on (Slack <c>thread_ts</c>, Teams root activity id).</param>
    /// <param name="text">In plain text; null: the message was deleted.</param>
    /// <param name="writtenAt">When the message was first written, as the platform says: it may arrive late. Null: not known, now.</param>
    /// <param name="changedAt">When it got these words or was deleted, as the platform says: it may arrive before what came before it. Null: as it was written, or not known.</param>
    /// <returns>Whether it is the thread of a huddle.</returns>
    Task<bool> HearAsync(
        ChannelId channel, string threadMessageId, Actor actor, string messageId, string? text, Instant? writtenAt, Instant? changedAt, CancellationToken cancellationToken);

    /// <summary>When the team meets next, and its pauses.</summary>
    Task<LookReply> ScheduleAsync(TeamId team, Actor actor, CancellationToken cancellationToken);

    /// <summary>No huddles of the team until this day has passed, or (null) they go on from now.</summary>
    Task<LookReply> PauseAsync(TeamId team, Actor actor, LocalDate? until, CancellationToken cancellationToken);
}

/// <summary>What came of it.</summary>
public abstract record HuddleReply
{
    private HuddleReply() { }

    public sealed record Done(FrontlineTeam Team, Huddle Huddle) : HuddleReply;

    /// <summary>The same click, or a state that the person wanted and that stands already: nothing was changed, nothing need be said.</summary>
    public sealed record AlreadyDone(FrontlineTeam Team, Huddle Huddle) : HuddleReply;

    public sealed record Refused(FrontlineTeam? Team, Refusal Refusal) : HuddleReply;
}

public enum HuddleFormKind
{
    /// <summary>Who leads instead.</summary>
    PassLead,

    /// <summary>Who does what by when.</summary>
    Promise,

    /// <summary>An answer of who cannot be there.</summary>
    Answer,
}

/// <summary>Port: something that a team's clock sets off. Called when it may be due; the same moment again does nothing.</summary>
public interface IDueWork
{
    /// <summary>Does what is due by now. Returns when to look again; null: nothing is planned.</summary>
    Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken);
}
