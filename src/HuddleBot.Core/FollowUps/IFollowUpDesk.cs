using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.FollowUps;

/// <summary>Port: what people do about a customer who is to be called back. Authorizes, decides, saves, announces.</summary>
public interface IFollowUpDesk
{
    /// <param name="operation">Identifies the click or form: its repetition does nothing.</param>
    Task<IssueReply> DoAsync(IssueId issue, Actor actor, string operation, FollowUpCommand command, CancellationToken cancellationToken);

    /// <summary>A form, or the contact data; every look at the latter is written down.</summary>
    /// <param name="operation">Identifies the click.</param>
    Task<LookReply> LookAsync(IssueId issue, Actor actor, string operation, FollowUpLook look, CancellationToken cancellationToken);
}

/// <summary>What somebody wants to see of a follow-up.</summary>
public enum FollowUpLook
{
    /// <summary>The contact data.</summary>
    Contact,

    /// <summary>The form: what came of the call.</summary>
    Call,

    /// <summary>The form: another day for the promise.</summary>
    MovePromise,

    /// <summary>No form: the last reminder as it stands now, without more than it says.</summary>
    Reminder,
}
