using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.FollowUps;

/// <summary>Which form of a follow-up does what. What was entered and cannot be read is refused, not dropped.</summary>
public static class FollowUpForms
{
    /// <summary>The verbs whose form this reads.</summary>
    public static IReadOnlyCollection<string> All { get; } = [Verbs.FollowUpDone, Verbs.FollowUpMove];

    /// <summary>Null: there is no such form. One of the two is null.</summary>
    public static (FollowUpCommand? Command, Refusal? Refusal)? Read(string verb, FormAnswer form)
    {
        if (!All.Contains(verb)) return null;
        if (form.Text(Verbs.Inputs.Date) is not null && form.Date(Verbs.Inputs.Date) is null) return (null, new Refusal.Unreadable(Verbs.Inputs.Date));
        if (verb == Verbs.FollowUpMove) return (new FollowUpCommand.MovePromise(form.Date(Verbs.Inputs.Date), form.Text(Verbs.Inputs.Reason)), null);
        if (form.Text(Verbs.Inputs.Outcome) is not null && form.Choice<ContactOutcome>(Verbs.Inputs.Outcome) is null) return (null, new Refusal.Unreadable(Verbs.Inputs.Outcome));
        return (new FollowUpCommand.Finish(form.Choice<ContactOutcome>(Verbs.Inputs.Outcome) ?? ContactOutcome.Reached, form.Text(Verbs.Inputs.Promised), form.Date(Verbs.Inputs.Date)), null);
    }
}
