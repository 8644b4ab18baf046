using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>Closes it as not actionable.</summary>
internal static class DismissSubmission
{
    public static IssueCommand Read(FormValues values, Actor? _) =>
        new IssueCommand.Dismiss(values.Text(Verbs.Inputs.Reason));
}
