using HuddleBot.Core.Identity;

namespace HuddleBot.Core.Triage;

/// <summary>Where the queue lies: a projection over all teams in one partition. What it says can be made anew from the teams at any time.</summary>
public static class OuterRows
{
    public const string Partition = "outer";

    /// <summary>What is open: <c>escalation-{issue}</c>.</summary>
    public const string Escalation = "escalation-";

    /// <summary>What has changed of it, without a gap: <c>change-{number}</c>, committed with the change.</summary>
    public const string Change = "change-";

    /// <summary>One row: the number of the last change. Whoever changes anything of the queue saves this row: it is the queue's lock.</summary>
    public const string Head = "queue";

    /// <summary>What the team had open before is in the queue too: <c>rebuilt-2.{team}</c>. Another number where rows say more than before: each team is gone through once again.</summary>
    public const string Rebuilt = "rebuilt-2.";

    public static string EscalationRow(IssueId issue) => Escalation + issue;

    public static string EscalationsOf(TeamId team) => $"{Escalation}{team}.";

    public static string ChangeRow(long number) => $"{Change}{number:D19}";

    public static string RebuiltRow(TeamId team) => Rebuilt + team;
}
