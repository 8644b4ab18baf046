using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>Owner, priority and date of an acceptance; only as a change.</summary>
internal static class TriageAcceptSubmission
{
    public static IssueCommand Read(FormValues values, Actor? owner) =>
        new IssueCommand.TriageAccept(owner, values.Choice<Priority>(Verbs.Inputs.Priority) ?? Priority.Normal, values.Date(Verbs.Inputs.Date));
}
