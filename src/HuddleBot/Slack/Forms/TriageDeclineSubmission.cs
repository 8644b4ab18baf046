using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>Declines with a reason.</summary>
internal static class TriageDeclineSubmission
{
    public static IssueCommand Read(FormValues values, Actor? _) =>
        new IssueCommand.TriageDecline(values.Text(Verbs.Inputs.Reason));
}
