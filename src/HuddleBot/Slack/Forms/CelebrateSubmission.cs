using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>Whom to thank; only as a change.</summary>
internal static class CelebrateSubmission
{
    public static IssueCommand Read(FormValues values, Actor? _) =>
        new IssueCommand.Celebrate(values.Text(Verbs.Inputs.Thanks));
}
