using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>Plans a fix; by default whoever submits it owns it, due on the team's default day.</summary>
internal static class FixSubmission
{
    public static IssueCommand Read(FormValues values, Actor? owner) =>
        new IssueCommand.Fix(owner, values.Text(Verbs.Inputs.Try), values.Date(Verbs.Inputs.Date));
}
