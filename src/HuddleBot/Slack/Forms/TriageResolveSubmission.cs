using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>Resolves with an answer.</summary>
internal static class TriageResolveSubmission
{
    public static IssueCommand Read(FormValues values, Actor? _) =>
        new IssueCommand.TriageResolve(values.Text(Verbs.Inputs.Answer));
}
