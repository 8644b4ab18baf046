using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Forms;

/// <summary>"Did it work?" Yes, unless they say otherwise.</summary>
internal static class DoneSubmission
{
    public static IssueCommand Read(FormValues values, Actor? _) =>
        new IssueCommand.Finish(values.Choice<Outcome>(Verbs.Inputs.Outcome) ?? Outcome.Yes, values.Text(Verbs.Inputs.WhatHappened));
}
