using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Issues;

/// <summary>
/// Everything that managers say and the team answers, in every state of an issue: <c>+</c> it becomes an event, <c>!</c> somebody was first and is named, <c>-</c> it makes no sense here.
/// Ana tags, Mia is the manager; who asks in the table is Zoe, a manager too, so that whoever was first is somebody else.
/// </summary>
public sealed class TriageTableTests
{
    private const string Table = """
                      accept decline resolve ask return snooze merge split reopen helped answer reword reassign untag untriage escalate
        undecided     -      -       -       -   -      -      -     -     -      -      -      -      -        -     -        +
        fixing        -      -       -       -   -      -      -     -     -      -      -      -      -        +     -        !
        done          -      -       -       -   -      -      -     -     -      -      -      -      -        +     -        !
        dropped       -      -       -       -   -      -      -     -     -      -      -      -      -        +     -        !
        celebrated    -      -       -       -   -      -      -     -     -      -      -      -      -        +     -        !
        dismissed     -      -       -       -   -      -      -     -     -      -      -      -      -        +     -        !
        waiting       +      +       +       +   +      +      +     -     -      -      -      +      -        +     -        !
        snoozed       +      +       +       +   +      +      +     !     !      !      !      +      -        !     +        !
        asked         +      +       +       !   +      !      +     !     !      !      +      !      -        !     +        !
        answered      +      +       +       +   +      +      +     !     !      !      !      +      -        !     !        !
        accepted      !      +       +       +   +      +      +     !     !      !      !      !      +        !     +        !
        owner-asked   !      +       +       !   +      !      +     !     !      !      +      !      -        !     +        !
        owner-told    !      +       +       +   +      +      +     !     !      !      !      !      +        !     !        !
        merged        !      !       !       !   !      !      !     +     !      !      !      !      -        !     +        !
        split         +      +       +       +   +      +      +     !     !      !      !      +      -        !     +        !
        declined      !      !       !       !   !      !      !     !     +      !      !      !      -        !     +        !
        resolved      !      !       !       !   !      !      !     !     +      +      !      !      -        !     +        !
        helped        !      !       !       !   !      !      !     !     +      +      !      !      -        !     !        !
        reopened      +      +       +       +   +      +      +     !     !      !      !      +      -        !     !        !
        reopened-mgr  +      +       +       +   +      +      +     !     !      !      !      +      -        !     +        !
        untriaged     +      +       +       +   +      +      +     !     !      !      !      +      -        +     !        !
        returned      !      !       !       !   !      !      !     !     !      !      !      -      -        !     +        +
        replanned     -      -       -       -   -      -      -     -     -      -      -      -      -        -     !        +
        guided-done   -      -       -       -   -      -      -     -     -      -      -      -      -        +     !        !
        guided-failed -      -       -       -   -      -      -     -     -      -      -      -      -        +     !        +
        guided-drop   -      -       -       -   -      -      -     -     -      -      -      -      -        +     !        +
        asked-anew    +      +       +       +   +      +      +     -     -      -      -      +      -        +     -        !
        anew-untagged -      -       -       -   -      -      -     -     -      -      -      -      -        -     !        +
        """;

    private static readonly FrontlineTeam Team = FrontDesk with { Managers = [Mia.Id, Zoe.Id] };
    private static readonly ThemeId Theme = ThemeId.Of("one");
    private static readonly IssueCommand Fix = new IssueCommand.Fix(null, null, null);
    private static readonly IssueCommand Escalate = new IssueCommand.Escalate(null, null, null);
    private static readonly IssueCommand Accept = new IssueCommand.TriageAccept(null, Priority.Normal, null);
    private static readonly IssueCommand Ask = new IssueCommand.TriageAsk("Which bus?");
    private static readonly IssueCommand Answer = new IssueCommand.AnswerQuestion("The one at ten.");
    private static readonly IssueCommand Return = new IssueCommand.TriageReturn("Print the timetable.");
    private static readonly IssueCommand Resolve = new IssueCommand.TriageResolve("There is one at ten.");
    private static readonly IssueCommand Decline = new IssueCommand.TriageDecline("Not this year.");
    private static readonly IssueCommand Snooze = new IssueCommand.TriageSnooze(null);
    private static readonly IssueCommand Merge = new IssueCommand.TriageMerge(Theme, "Buses");
    private static readonly IssueCommand Finish = new IssueCommand.Finish(Outcome.Yes, null);

    private static Actor Zoe => Person("U0010", "Zoe");

    private static IReadOnlyDictionary<string, (Actor By, IssueCommand Command)[]> States { get; } = new Dictionary<string, (Actor, IssueCommand)[]>(StringComparer.Ordinal)
    {
        ["undecided"] = [],
        ["fixing"] = [(Ana, Fix)],
        ["done"] = [(Ana, Fix), (Ana, Finish)],
        ["dropped"] = [(Ana, Fix), (Ana, new IssueCommand.Drop("No use."))],
        ["celebrated"] = [(Ana, new IssueCommand.Celebrate(null))],
        ["dismissed"] = [(Ana, new IssueCommand.Dismiss(null))],
        ["waiting"] = [(Ana, Escalate)],
        ["snoozed"] = [(Ana, Escalate), (Mia, Snooze)],
        ["asked"] = [(Ana, Escalate), (Mia, Ask)],
        ["answered"] = [(Ana, Escalate), (Mia, Ask), (Ana, Answer)],
        ["accepted"] = [(Ana, Escalate), (Mia, Accept)],
        ["owner-asked"] = [(Ana, Escalate), (Mia, Accept), (Mia, Ask)],
        ["owner-told"] = [(Ana, Escalate), (Mia, Accept), (Mia, Ask), (Ana, Answer)],
        ["merged"] = [(Ana, Escalate), (Mia, Merge)],
        ["split"] = [(Ana, Escalate), (Mia, Merge), (Mia, new IssueCommand.TriageSplit())],
        ["declined"] = [(Ana, Escalate), (Mia, Decline)],
        ["resolved"] = [(Ana, Escalate), (Mia, Resolve)],
        ["helped"] = [(Ana, Escalate), (Mia, Resolve), (Ana, new IssueCommand.SayHelped(Outcome.Partly))],
        ["reopened"] = [(Ana, Escalate), (Mia, Decline), (Ana, new IssueCommand.Reopen(null))],
        ["reopened-mgr"] = [(Ana, Escalate), (Mia, Decline), (Mia, new IssueCommand.Reopen(null))],
        ["untriaged"] = [(Ana, Escalate), (Mia, Decline), (Mia, new IssueCommand.TriageUndo(2))],
        ["returned"] = [(Ana, Escalate), (Mia, Return)],
        ["replanned"] = [(Ana, Escalate), (Mia, Return), (Ana, new IssueCommand.Change(Fix, 2))],
        ["guided-done"] = [(Ana, Escalate), (Mia, Return), (Ana, Finish)],
        ["guided-failed"] = [(Ana, Escalate), (Mia, Return), (Ana, new IssueCommand.Finish(Outcome.No, "Nobody reads it."))],
        ["guided-drop"] = [(Ana, Escalate), (Mia, Return), (Ana, new IssueCommand.Drop("No printer."))],
        ["asked-anew"] = [(Ana, Escalate), (Mia, Return), (Ana, Escalate)],
        ["anew-untagged"] = [(Ana, Escalate), (Mia, Return), (Ana, Escalate), (Ana, new IssueCommand.Undo(3))],
    };

    private static IReadOnlyDictionary<string, Func<Issue, IssueCommand>> Commands { get; } = new Dictionary<string, Func<Issue, IssueCommand>>(StringComparer.Ordinal)
    {
        ["accept"] = _ => Accept,
        ["decline"] = _ => Decline,
        ["resolve"] = _ => Resolve,
        ["ask"] = _ => Ask,
        ["return"] = _ => Return,
        ["snooze"] = _ => new IssueCommand.TriageSnooze(new(2026, 12, 11)),
        ["merge"] = _ => Merge,
        ["split"] = _ => new IssueCommand.TriageSplit(),
        ["reopen"] = _ => new IssueCommand.Reopen("It goes on."),
        ["helped"] = _ => new IssueCommand.SayHelped(Outcome.Yes),
        ["answer"] = _ => Answer,
        ["reword"] = issue => new IssueCommand.Change(new IssueCommand.Escalate("policy", "Sooner", null), issue.Version),
        ["reassign"] = issue => new IssueCommand.Change(new IssueCommand.TriageAccept(Ben, Priority.High, null), issue.Version),
        ["untag"] = issue => new IssueCommand.Undo(issue.Version),
        ["untriage"] = issue => new IssueCommand.TriageUndo(issue.Version),
        ["escalate"] = _ => Escalate,
    };

    public static TheoryData<string, string> Rows()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in Table.Split('\n').Skip(1).Select(line => line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))) data.Add(line[0], line[1]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_word_in_every_state_comes_to_what_the_table_says(string state, string expected)
    {
        var issue = IssueOf(state);
        var words = Table.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Commands.Keys, words);

        var found = words.Select(word => IssueDecider.Decide(issue, Commands[word](issue), Zoe, Now, Team) switch
        {
            IssueDecision.Accepted => '+',
            IssueDecision.Refused { Refusal: Refusal.DecidedBefore { ByYou: false } } => '!',
            IssueDecision.Refused { Refusal: Refusal.NotNow } => '-',
            var other => throw new InvalidOperationException($"{word} comes to {other}"),
        });
        Assert.Equal(string.Concat(expected.Where(letter => letter != ' ')), string.Concat(found));
    }

    [Fact]
    public void The_table_names_every_state() => Assert.Equal(States.Keys, Rows().Select(row => (string)row[0]));

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_a_manager_says_is_taken_back_exactly(string state, string expected)
    {
        Assert.NotEmpty(expected);
        var issue = IssueOf(state);
        foreach (var (word, command) in Commands)
        {
            if (IssueDecider.Decide(issue, command(issue), Zoe, Now, Team) is not IssueDecision.Accepted { Event: { IsManagersWord: true } said and not IssueEvent.TriageUndone }) continue;
            var after = IssueHistory.Apply(issue, said);
            var undone = Assert.IsType<IssueDecision.Accepted>(IssueDecider.Decide(after, new IssueCommand.TriageUndo(after.Version), Mia, Now, Team)).Event;
            Assert.True(issue.State.Equals(IssueHistory.Apply(after, undone).State), $"{word} in {state}");
            Assert.IsType<Refusal.DecidedBefore>(Refused(after, new IssueCommand.Undo(after.Version), Ana));
        }
    }

    private static Issue IssueOf(string state)
    {
        var (issue, now) = (Core.Issues.Issue.Fresh(Given.IssueId, Now - Duration.FromDays(1)), Now - Duration.FromHours(States[state].Length));
        foreach (var (by, command) in States[state])
        {
            issue = IssueHistory.Apply(issue, Assert.IsType<IssueDecision.Accepted>(IssueDecider.Decide(issue, command, by, now, Team)).Event);
            now += Duration.FromHours(1);
        }

        return issue;
    }

    private static Refusal Refused(Issue issue, IssueCommand command, Actor by) => Assert.IsType<IssueDecision.Refused>(IssueDecider.Decide(issue, command, by, Now, Team)).Refusal;
}
