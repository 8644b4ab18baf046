using System.Reflection;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Tests.Builders;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Issues;

/// <summary>
/// Who may do what, whole. + they may · b refused, not a member · g refused, not a manager · ? refused, the platform does not say who is a member.
/// </summary>
public sealed class AuthorizationMatrixTests
{
    private const string Matrix = """
        command              member manager triager stand-in their-manager cx-lead admin owner in-group owners-stand-in owners-manager was-owner promiser unheard elsewhere stranger
        Raise                +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        Fix                  +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        Escalate             +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        Celebrate            +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        Dismiss              +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        Undo                 +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        Finish               +      +       b       b        b             b       +     b     b        b               b              b         +        ?       b         b
        Drop                 +      +       b       b        b             b       +     b     b        b               b              b         +        ?       b         b
        Change Fix           +      +       b       b        b             b       +     b     b        b               b              b         +        ?       b         b
        Change Escalate      +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        Change Celebrate     +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        Change Dismiss       +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        AnswerQuestion       +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        SayHelped            +      +       b       b        b             b       +     b     b        b               b              b         b        ?       b         b
        Reopen               +      +       +       +        +             +       +     b     b        b               b              b         b        ?       b         b
        TriageAccept         g      +       +       +        +             +       +     g     g        g               g              g         g        g       g         g
        TriageDecline        g      +       +       +        +             +       +     g     g        g               g              g         g        g       g         g
        TriageMerge          g      +       +       +        +             +       +     g     g        g               g              g         g        g       g         g
        TriageSplit          g      +       +       +        +             +       +     g     g        g               g              g         g        g       g         g
        TriageResolve        g      +       +       +        +             +       +     +     +        +               +              g         g        g       g         g
        TriageAsk            g      +       +       +        +             +       +     +     +        +               +              g         g        g       g         g
        TriageReturn         g      +       +       +        +             +       +     +     +        +               +              g         g        g       g         g
        TriageSnooze         g      +       +       +        +             +       +     +     +        +               +              g         g        g       g         g
        Change TriageAccept  g      +       +       +        +             +       +     +     +        +               +              g         g        g       g         g
        TriageUndo           g      +       +       +        +             +       +     g     g        g               g              +         g        g       g         g
        """;

    private static readonly Actor Owner = Person("U0020", "Olga");
    private static readonly Actor Promiser = Person("U0030", "Pia");

    private static readonly IssueCommand Fix = new IssueCommand.Fix(null, null, null);
    private static readonly IssueCommand Escalate = new IssueCommand.Escalate(null, null, null);
    private static readonly IssueCommand Accept = new IssueCommand.TriageAccept(Owner, Priority.Normal, null) { Group = "finance" };

    private static readonly IssueCommand[] Commands =
    [
        new IssueCommand.Raise("words"), Fix, Escalate, new IssueCommand.Celebrate(null), new IssueCommand.Dismiss(null), new IssueCommand.Undo(null),
        new IssueCommand.Finish(Outcome.Yes, null), new IssueCommand.Drop("words"),
        new IssueCommand.Change(Fix, 1), new IssueCommand.Change(Escalate, 1), new IssueCommand.Change(new IssueCommand.Celebrate(null), 1), new IssueCommand.Change(new IssueCommand.Dismiss(null), 1),
        new IssueCommand.AnswerQuestion("words"), new IssueCommand.SayHelped(Outcome.Yes), new IssueCommand.Reopen(null),
        Accept, new IssueCommand.TriageDecline("words"), new IssueCommand.TriageMerge(ThemeId.Of("theme"), "words"), new IssueCommand.TriageSplit(),
        new IssueCommand.TriageResolve("words"), new IssueCommand.TriageAsk("words"), new IssueCommand.TriageReturn("words"), new IssueCommand.TriageSnooze(null),
        new IssueCommand.Change(Accept, 1), new IssueCommand.TriageUndo(null),
    ];

    private static readonly FrontlineTeam Team = FrontDesk with
    {
        Triagers = [Id("U0010")],
        Company = new(
            [new(Mia.Id, null, Id("U0011"), Id("U0012")), new(Owner.Id, null, Id("U0022"), Id("U0023"))], [new("finance", "Finance", Owner.Id, [Owner.Id, Id("U0021")], null)],
            Admins: [new(Platform.Teams, "tenant", "admin")], CxLeads: [Id("U0013")], null),
    };

    private static readonly Issue Accepted = Escalated(new TriageState.Accepted(Mia, Owner, Priority.Normal, new(2026, 12, 4)) { Group = new("finance", "Finance") });

    private static readonly Dictionary<string, (PersonId Person, Issue Issue)> People = new(StringComparer.Ordinal)
    {
        ["member"] = (Ana.Id, Accepted),
        ["manager"] = (Mia.Id, Accepted),
        ["triager"] = (Id("U0010"), Accepted),
        ["stand-in"] = (Id("U0011"), Accepted),
        ["their-manager"] = (Id("U0012"), Accepted),
        ["cx-lead"] = (Id("U0013"), Accepted),
        ["admin"] = (new(Platform.Teams, "tenant", "admin"), Accepted),
        ["owner"] = (Owner.Id, Accepted),
        ["in-group"] = (Id("U0021"), Accepted),
        ["owners-stand-in"] = (Id("U0022"), Accepted),
        ["owners-manager"] = (Id("U0023"), Accepted),
        ["was-owner"] = (Owner.Id, AskedBack(Owner)),
        ["promiser"] = (Promiser.Id, Accepted with { State = new IssueState.FixingIt(Ana, Promiser, null, new(2026, 11, 24)) }),
        ["unheard"] = (Id(Directory.Unheard), Accepted),
        ["elsewhere"] = (new(Platform.Slack, "T0002", "U0001"), Accepted),
        ["stranger"] = (Id("U0099"), Accepted),
    };

    [Fact]
    public async Task The_matrix_holds()
    {
        var authorization = new Authorization([new Directory()]);
        var lines = Matrix.ReplaceLineEndings("\n").Split('\n');
        var roles = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(People.Keys, roles);
        Assert.Equal(Commands.Length, lines.Length - 1);
        foreach (var (command, expected) in Commands.Zip(lines[1..]))
        {
            var answers = await Task.WhenAll(roles.Select(async role => LetterOf(await authorization.MayAsync(Team, People[role].Issue, People[role].Person, command, CancellationToken.None))));
            Assert.Equal(string.Join(' ', expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)), $"{NameOf(command)} {string.Join(' ', answers)}");
        }
    }

    [Fact]
    public void No_command_and_no_form_is_left_out()
    {
        var kinds = typeof(IssueCommand).GetNestedTypes(BindingFlags.Public).Where(type => type.IsSubclassOf(typeof(IssueCommand))).ToHashSet();
        Assert.NotEmpty(kinds);
        Assert.True(kinds.Remove(typeof(IssueCommand.FollowTheme)), "which no person gives");
        Assert.Equal(kinds, Commands.Select(command => command.GetType()).ToHashSet());
        Assert.All(Enum.GetValues<FormKind>(), form => Rights.Of(form));
    }

    [Theory]
    [InlineData(FormKind.Decline, "TriageDecline"), InlineData(FormKind.Merge, "TriageMerge"), InlineData(FormKind.Resolve, "TriageResolve"), InlineData(FormKind.Ask, "TriageAsk")]
    [InlineData(FormKind.Return, "TriageReturn"), InlineData(FormKind.Snooze, "TriageSnooze"), InlineData(FormKind.Fix, "Fix"), InlineData(FormKind.Escalate, "Escalate")]
    [InlineData(FormKind.Dismiss, "Dismiss"), InlineData(FormKind.Celebrate, "Celebrate"), InlineData(FormKind.Done, "Finish"), InlineData(FormKind.Drop, "Drop")]
    [InlineData(FormKind.AnswerQuestion, "AnswerQuestion"), InlineData(FormKind.Reopen, "Reopen"), InlineData(FormKind.Change, "Change Fix"), InlineData(FormKind.TriageChange, "Change TriageAccept")]
    public void A_form_asks_what_its_command_asks(FormKind form, string command) => Assert.Equal(Rights.Of(Commands.Single(other => NameOf(other) == command)), Rights.Of(form));

    [Fact]
    public async Task Whoever_may_do_anything_may_look_and_nobody_else()
    {
        var authorization = new Authorization([new Directory()]);
        foreach (var (role, (person, issue)) in People)
        {
            var refusal = await authorization.MayAsync(Team, issue, person, Rights.Of(FormKind.EscalationCard), CancellationToken.None);
            Assert.Equal((role, role switch { "unheard" => "?", "elsewhere" or "stranger" or "was-owner" => "b", _ => "+" }), (role, LetterOf(refusal)));
        }
    }

    [Fact]
    public void Of_a_team_without_managers_nobody_stands_in_for_anybody()
    {
        var team = Team with { Managers = [] };
        Assert.IsType<Refusal.NotAManager>(Authorization.MayTriage(team, Id("U0011")));
        Assert.IsType<Refusal.NotAManager>(Authorization.MayTriage(team, Id("U0012")));
        Assert.IsType<Refusal.NotAManager>(Authorization.MayTriage(team, Mia.Id));
    }

    [Fact]
    public void A_group_that_the_teams_file_no_longer_names_gives_nobody_a_say()
    {
        var team = Team with { Company = Team.Company with { Groups = [] } };
        Assert.IsType<Refusal.NotAManager>(Authorization.MayDecide(team, Accepted, Id("U0021"), new IssueCommand.TriageResolve("words")));
        Assert.Null(Authorization.MayDecide(team, Accepted, Owner.Id, new IssueCommand.TriageResolve("words")));
    }

    [Fact]
    public void An_owner_takes_back_only_their_own_word()
    {
        Assert.Null(Authorization.MayDecide(Team, AskedBack(Owner), Owner.Id, new IssueCommand.TriageUndo(null)));
        Assert.IsType<Refusal.NotAManager>(Authorization.MayDecide(Team, AskedBack(Mia), Owner.Id, new IssueCommand.TriageUndo(null)));
    }

    [Fact]
    public void An_owner_whose_team_is_asked_still_decides()
    {
        var asked = Escalated(new TriageState.Asked(Owner, Now) { Acceptance = (TriageState.Accepted)((IssueState.EscalatedToManager)Accepted.State).Escalation.Triage });
        Assert.Null(Authorization.MayDecide(Team, asked, Owner.Id, new IssueCommand.TriageResolve("words")));
        Assert.IsType<Refusal.NotAManager>(Authorization.MayDecide(Team, asked, Ana.Id, new IssueCommand.TriageResolve("words")));
    }

    [Fact]
    public void What_follows_a_theme_nobody_asks_for() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rights.Of(new IssueCommand.FollowTheme(new(ThemeId.Of("theme"), "words"), new ThemeWord.Waits())));

    [Fact]
    public void What_is_sent_back_the_owner_who_did_it_takes_back()
    {
        var returned = Accepted with
        {
            State = new IssueState.FixingIt(Owner, Ana, null, new(2026, 11, 24)) { Guidance = new(Owner, "words", (IssueState.EscalatedToManager)Accepted.State) },
            LastEvent = new IssueEvent.TriageReturned(Owner, Now, "words", Ana, new(2026, 11, 24)),
        };
        Assert.Null(Authorization.MayDecide(Team, returned, Owner.Id, new IssueCommand.TriageUndo(null)));
        Assert.IsType<Refusal.NotAManager>(Authorization.MayDecide(Team, returned, Ana.Id, new IssueCommand.TriageUndo(null)));
    }

    [Theory]
    [InlineData(Right.Look), InlineData(Right.Tag), InlineData(Right.TagOrTriage), InlineData(Right.TagOrOwnPromise)]
    public void What_the_team_decides_is_no_decision_of_managers(Right right) => Assert.IsType<Refusal.NotAManager>(Authorization.MayDecide(Team, Accepted, Mia.Id, right));

    private static PersonId Id(string user) => Person(user, "").Id;

    private static Issue Escalated(TriageState triage) => Issue((Ana, Escalate)) with
    {
        State = new IssueState.EscalatedToManager(Ana, new("price", null, null, Now, Now, triage)), LastEvent = new IssueEvent.TriageAccepted(Mia, Now, Owner, Priority.Normal, new(2026, 12, 4)),
    };

    /// <summary>It was accepted by the owner before, and now the team is asked.</summary>
    private static Issue AskedBack(Actor by) => Accepted with
    {
        State = ((IssueState.EscalatedToManager)Escalated(new TriageState.Asked(by, Now)).State) with { BeforeTriage = (IssueState.EscalatedToManager)Accepted.State },
        LastEvent = new IssueEvent.TriageAsked(by, Now, "words", Now),
    };

    private static string NameOf(IssueCommand command) => command is IssueCommand.Change change ? $"Change {change.Decision.GetType().Name}" : command.GetType().Name;

    private static string LetterOf(Refusal? refusal) => refusal switch
    {
        null => "+",
        Refusal.NotAMember => "b",
        Refusal.NotAManager => "g",
        Refusal.CannotCheck => "?",
        _ => refusal.GetType().Name,
    };

    /// <summary>Ana and Ben sit in the channel.</summary>
    private sealed class Directory : IChatDirectory
    {
        public const string Unheard = "U0050";

        public Platform Platform => Platform.Slack;

        public Task<bool?> IsMemberAsync(ChannelId channel, PersonId person, CancellationToken cancellationToken) =>
            Task.FromResult<bool?>(person.User == Unheard ? null : channel == Team.Channel && (person == Ana.Id || person == Ben.Id));

        public Task<string> NameOfAsync(PersonId person, string fallback, CancellationToken cancellationToken) => Task.FromResult(fallback);

        public Task<DateTimeZone?> ZoneOfAsync(PersonId person, CancellationToken cancellationToken) => Task.FromResult<DateTimeZone?>(null);
    }
}
