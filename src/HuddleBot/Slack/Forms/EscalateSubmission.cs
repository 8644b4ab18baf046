using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>Asks the manager.</summary>
internal static class EscalateSubmission
{
    public static IssueCommand Read(FormValues values, Actor? _) =>
        new IssueCommand.Escalate(values.Text(Verbs.Inputs.Category), values.Text(Verbs.Inputs.Ask), values.Text(Verbs.Inputs.AlsoHurt));
}
