using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using static HuddleBot.Tests.Issues.TriageScene;

namespace HuddleBot.Tests.Issues;

/// <summary>Whatever people do in whatever order, the rows tell the same issue again; and no event is left out.</summary>
public sealed class RandomTriageTests
{
    private static readonly Func<int, Issue, IssueCommand>[] Commands =
    [
        (_, _) => new IssueCommand.Fix(Ben, "A bucket", null),
        (n, _) => new IssueCommand.Escalate(null, $"A new tap, for the {n}th time", "The floor below"),
        (_, _) => new IssueCommand.Escalate("policy", null, null),
        (_, _) => new IssueCommand.Celebrate("the plumber"),
        (_, _) => new IssueCommand.Dismiss("no reason"),
        (n, _) => new IssueCommand.Finish(n % 3 == 0 ? Outcome.TooEarly : Outcome.Partly, "It drips less"),
        (_, _) => new IssueCommand.Drop("No use"),
        (_, issue) => new IssueCommand.Undo(issue.Version),
        (_, issue) => new IssueCommand.Change(new IssueCommand.Fix(Ana, "A bigger bucket", null), issue.Version),
        (_, issue) => new IssueCommand.Change(new IssueCommand.Escalate("product", "Two taps", null), issue.Version),
        (n, issue) => new IssueCommand.Change(new IssueCommand.TriageAccept(n % 2 == 0 ? Finn : null, Priority.High, new(2027, 1, 4)), issue.Version),
        (_, _) => new IssueCommand.TriageAccept(null, Priority.Normal, null),
        (_, _) => new IssueCommand.TriageAccept(null, Priority.High, new(2026, 12, 18)) { Group = "facilities" },
        (_, _) => new IssueCommand.TriageDecline("Not this year"),
        (_, _) => new IssueCommand.TriageResolve("It comes on Monday"),
        (n, _) => new IssueCommand.TriageAsk($"Which tap, {n}?"),
        (n, _) => new IssueCommand.AnswerQuestion($"The {n}th") { MessageId = n % 2 == 0 ? $"m{n}" : null, EditedAt = n % 4 == 0 ? NodaTime.Instant.FromUnixTimeSeconds(n) : null },
        (_, _) => new IssueCommand.TriageReturn("Turn it off at night"),
        (_, _) => new IssueCommand.TriageSnooze(null),
        (_, _) => new IssueCommand.TriageMerge(ThemeId.Of("one"), "Taps"),
        (n, _) => new IssueCommand.FollowTheme(new(ThemeId.Of("one"), $"Taps and {n} sinks"), new ThemeWord.Called()),
        (_, _) => new IssueCommand.TriageSplit(),
        (_, issue) => new IssueCommand.TriageUndo(issue.Version),
        (_, _) => new IssueCommand.Reopen(null),
        (_, _) => new IssueCommand.Reopen("It drips again"),
        (n, _) => new IssueCommand.SayHelped((Outcome)(n % 3)),
    ];

    [Fact]
    public async Task Whatever_people_do_its_rows_tell_the_same_issue_again()
    {
        using var scene = new TriageScene();
        var seen = new HashSet<Type>();
        for (var seed = 0; seed < 80; seed++)
        {
            // The same every time, and different from one issue to the next.
            var random = new Random(seed);
            var id = await scene.Scene.RaiseAsync($"Tap {seed} drips.");
            var issue = await scene.IssueAsync(id);
            for (var step = 0; step < 40; step++)
            {
                var by = new[] { Ana with { From = scene.Team.Channel }, Mia, Zoe with { From = scene.Team.ManagerChannel } }[random.Next(3)];
                scene.Scene.Time.Now += NodaTime.Duration.FromMinutes(random.Next(1, 60));
                var command = Commands[random.Next(Commands.Length)](step, issue);
                var reply = command is IssueCommand.FollowTheme follow
                    ? await scene.Scene.Issues.FollowAsync(id, by, $"{seed}/{step}", follow, CancellationToken.None)
                    : await scene.Scene.Issues.DoAsync(id, by, $"{seed}/{step}", command, CancellationToken.None);
                var told = await scene.IssueAsync(id);
                Assert.Equal(reply is IssueReply.Done done ? done.Item.Issue : issue, told);
                issue = told;
                seen.Add(reply is IssueReply.Done && command is IssueCommand.FollowTheme ? typeof(IssueEvent.ThemeRenamed) : issue.LastEvent!.GetType());
            }
        }

        Assert.Empty(typeof(IssueEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(IssueEvent))).Except(seen));
    }
}
