using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Tests.Cards;

/// <summary>A team's huddle on a Monday, before, while and after it is held.</summary>
internal static class HuddleSamples
{
    public static readonly LocalDate Monday = new(2026, 11, 23);
    public static readonly Instant StartsAt = Instant.FromUtc(2026, 11, 23, 9, 15);
    public static readonly HuddleId Id = new(CardSamples.Team.Id, Monday, HuddleSchedule.DefaultId);

    private static readonly IssueState.FixingIt Sign = new(CardSamples.Ana, CardSamples.Ben, "Put up a sign at the door", new(2026, 11, 20));
    private static readonly IssueState.FixingIt Menu = new(CardSamples.Ana, CardSamples.Ana, "Ask the kitchen for a menu that says what is vegan", Monday);
    private static readonly IssueWithResponse Overdue = Comment("p-1", 3, "Nobody could tell me where the bus leaves.", Sign);
    private static readonly IssueWithResponse Due = Comment("p-2", 5, "Hardly anything for vegans.", Menu);
    private static readonly IssueWithResponse Kept = Comment("p-3", 2, "The screen by the door was dark.", new IssueState.Done(CardSamples.Ben, new(CardSamples.Ana, CardSamples.Ben, null, Monday), Outcome.TooEarly, null));
    private static readonly IssueWithResponse Praise = Comment("c-1", 10, "Ben found me a quiet corner when my flight was late. The best lounge of my trip, and I have seen many of them.", new IssueState.Celebrated(CardSamples.Ana, "Ben"));
    private static readonly IssueWithResponse Showers = Comment("c-2", 2, "The shower was cold and there was one towel for two of us.", new IssueState.Undecided());
    private static readonly IssueWithResponse Wifi = Comment("c-3", 7, "Fine, but the wifi dropped out during my call.", new IssueState.Undecided());
    private static readonly IssueWithResponse Answered = Comment("e-1", 1, "The day pass costs more than my flight.", CardSamples.Escalated(new TriageState.Resolved(CardSamples.Mia, "A day pass for families comes in January.")));
    private static readonly IssueWithResponse Raised = new(
        new(IssueId.Raised(CardSamples.Team.Id, "op-9"), 2, "Call the airline about the late bus", CardSamples.Ana, StartsAt, new IssueState.FixingIt(CardSamples.Ana, CardSamples.Mia, "Call the airline about the late bus", CardSamples.Tuesday), null), null);

    public static readonly ScoreMovement Score = new(Metric.Nps, 14, new(40, 23.4, -4.6, 51), new(38, 9, -18, 36), MovementVerdict.MayBeChance);

    public static readonly Agenda Agenda = new(
        AgendaParts.Usual, [Overdue.Issue.Id, Due.Issue.Id, Kept.Issue.Id], 2, Score, Praise.Issue.Id,
        [new(Showers.Issue.Id, ["shower", "cold"], 3), new(Wifi.Issue.Id, [], 0)], [Answered.Issue.Id], "What did a customer thank you for this week?");

    public static readonly HuddleItems Items = new(
        new[] { Overdue, Due, Kept, Praise, Showers, Wifi, Answered }.ToDictionary(item => item.Issue.Id),
        [
            With(Showers, new IssueState.FixingIt(CardSamples.Ana, CardSamples.Ana, "Ask for more towels", CardSamples.Tuesday)), With(Wifi, CardSamples.Escalated(new TriageState.Waiting())),
            With(Overdue, new IssueState.Done(CardSamples.Ben, Sign, Outcome.Yes, null)), Raised,
        ]);

    public static readonly Huddle Announced = new(
        Id, 1, HuddlePhase.Announced, null, StartsAt, 10, StartsAt + Duration.FromHours(4), Agenda, CardSamples.Ben, [], [CardSamples.Mia], [], [], null, null, null);

    public static readonly Huddle Running = Announced with { Version = 4, Phase = HuddlePhase.Running, StartedAt = StartsAt + Duration.FromMinutes(2), Present = [CardSamples.Ben, CardSamples.Ana] };

    public static readonly Huddle Finished = Running with
    {
        Version = 9, Phase = HuddlePhase.Finished, EndedAt = StartsAt + Duration.FromMinutes(13), FinishedBy = CardSamples.Ben,
        Answers =
        [
            new(CardSamples.Mia, "1700000000.000100", "I would ask the airport for two more showers, they are being rebuilt anyway.", StartsAt + Duration.FromMinutes(30), IsLate: false, IsEdited: false),
            new(CardSamples.Person("U0004", "Omar Said"), "1700000000.000200", "The towels were out by nine.", StartsAt + Duration.FromHours(5), IsLate: true, IsEdited: true),
        ],
    };

    private static readonly HuddleSchedule Usual = HuddleSchedule.Usual(new(9, 15));

    public static readonly Refusal[] Refusals = [new Refusal.HuddleIsOver(), new Refusal.NoPauseDate(), new Refusal.Missing(Verbs.Inputs.Try)];

    public static IEnumerable<(string Name, IssueState State)> States =>
    [
        ("done too early to say", new IssueState.Done(CardSamples.Ben, Sign, Outcome.TooEarly, null)),
        ("dropped", new IssueState.Dropped(CardSamples.Ana, Sign, "The airport puts one up itself.")),
    ];

    public static readonly IssueEvent[] Events =
    [
        new IssueEvent.Finished(CardSamples.Ben, CardSamples.Now, Outcome.TooEarly, "It hangs there since today."),
        new IssueEvent.Dropped(CardSamples.Ana, CardSamples.Now, "The airport puts one up itself."),
    ];

    public static IEnumerable<(string Name, CardContent Content)> All
    {
        get
        {
            var team = CardSamples.Team;
            var empty = Announced with { Agenda = Agenda.Empty, Lead = null };
            ScoreMovement Moved(Metric metric, double now, double before, MovementVerdict verdict, int answers = 40) =>
                new(metric, 14, new(answers, now, now - Width(metric), now + Width(metric)), verdict == MovementVerdict.NothingToCompare ? null : new(30, before, before - Width(metric), before + Width(metric)), verdict);
            CardContent Scored(ScoreMovement score) =>
                new CardContent.HuddleCard(team, Announced with { Agenda = Agenda.Empty with { Parts = [AgendaPart.Score, AgendaPart.Praise], Score = score, Praise = Praise.Issue.Id } }, Items);
            CardContent Reminder(IssueState state, bool isOver = false) => new CardContent.PromiseReminder(team, With(Overdue, state), isOver);
            return
            [
                ("announced", new CardContent.HuddleCard(team, Announced, Items)),
                ("running", new CardContent.HuddleCard(team, Running, Items)),
                ("finished", new CardContent.HuddleCard(team, Finished with { Name = "Weekly look back" }, Items)),
                ("finished with nothing decided", new CardContent.HuddleCard(team, Finished with { Present = [CardSamples.Ben] }, Items with { Decided = [] })),
                ("missed", new CardContent.HuddleCard(team, Announced with { Phase = HuddlePhase.Missed, Away = [] }, Items)),
                ("missed and answered", new CardContent.HuddleCard(team, Finished with { Phase = HuddlePhase.Missed, Present = [] }, Items)),
                ("skipped", new CardContent.HuddleCard(team, Announced with { Phase = HuddlePhase.Skipped, Agenda = Agenda.Empty, Away = [], Lead = null }, HuddleItems.None)),
                ("skipped with others", new CardContent.HuddleCard(team, Announced with { Phase = HuddlePhase.Skipped, Agenda = Agenda.Empty, Away = [], Lead = null, SkippedBefore = 3 }, HuddleItems.None)),
                ("called off", new CardContent.HuddleCard(team, Announced with { Phase = HuddlePhase.CalledOff }, Items)),
                ("empty", new CardContent.HuddleCard(team, empty, HuddleItems.None)),
                ("empty and running", new CardContent.HuddleCard(team, Running with { Agenda = Agenda.Empty, Minutes = 1 }, HuddleItems.None)),
                ("some of it gone", new CardContent.HuddleCard(team, Announced with { Name = "Night shift" }, Items with { OfAgenda = Items.OfAgenda.Take(2).ToDictionary() })),
                ("too few answers", Scored(Moved(Metric.Nps, 50, 0, MovementVerdict.TooFewToSay, 4))),
                ("up", Scored(Moved(Metric.Csat, 64.4, 50, MovementVerdict.Up))),
                ("down", Scored(Moved(Metric.Stars, 3.44, 4, MovementVerdict.Down))),
                ("nothing to compare with", Scored(Moved(Metric.Ces, 71, 0, MovementVerdict.NothingToCompare))),
                ("held", new CardContent.HuddleReceipt(team, Finished, Items)),
                ("nothing decided", new CardContent.HuddleReceipt(team, Finished with { Present = [], Away = [], Answers = [], Lead = null }, Items with { Decided = [Showers] })),
                ("missed and answered", new CardContent.HuddleReceipt(team, Finished with { Phase = HuddlePhase.Missed, Present = [] }, Items with { Decided = [] })),
                ("up", new CardContent.TimeIsUpNote(team, Running)),
                ("over", new CardContent.TimeIsUpNote(team, Finished)),
                ("waits", new CardContent.LeadReminder(team, Announced)),
                ("started", new CardContent.LeadReminder(team, Running)),
                ("finished", new CardContent.LeadReminder(team, Finished)),
                ("passed on", new CardContent.LeadReminder(team, Announced with { Lead = CardSamples.Ana }, IsOver: true)),
                ("missed", new CardContent.LeadReminder(team, Announced with { Phase = HuddlePhase.Missed })),
                ("waits", new CardContent.AnswerReminder(team, Running)),
                ("answered", new CardContent.AnswerReminder(team, Finished, IsOver: true)),
                ("cut off", new CardContent.AnswerReminder(team, Finished with { AnswersUntil = CardSamples.Now - Duration.FromMinutes(1) })),
                ("plain", new CardContent.PassLeadForm(team, Announced, CardSamples.Ana)),
                ("plain", new CardContent.PromiseForm(team, Running, CardSamples.Ana, CardSamples.Tuesday)),
                ("plain", new CardContent.AnswerForm(team, Running)),
                ("without a question", new CardContent.AnswerForm(team, empty)),
                ("next", new CardContent.ScheduleNote(team, Next(), null)),
                ("paused", new CardContent.ScheduleNote(team, Next(), new(2026, 12, 24), ScheduleChange.Paused)),
                ("resumed", new CardContent.ScheduleNote(team, Next(), null, ScheduleChange.Resumed)),
                ("none", new CardContent.ScheduleNote(team, [], null)),
                ("plain", new CardContent.DropForm(team, Overdue)),
                ("due", Reminder(Sign)),
                ("due with no plan", Reminder(Sign with { Try = null })),
                ("kept", Reminder(new IssueState.Done(CardSamples.Ben, Sign, Outcome.Yes, "People find the bus now."), isOver: true)),
                ("moved", Reminder(Sign with { By = CardSamples.Tuesday }, isOver: true)),
                ("dropped", Reminder(States.Last().State, isOver: true)),
                ("taken back", Reminder(new IssueState.Undecided(), isOver: true)),
                ("of a promise alone", new CardContent.PromiseReminder(team, Raised)),
                ("asked", new CardContent.DidItWork(team, With(Overdue, States.First().State))),
                ("answered", new CardContent.DidItWork(team, With(Overdue, new IssueState.Done(CardSamples.Ben, Sign, Outcome.Partly, "Most people find the bus.")))),
            ];
        }
    }

    /// <summary>Forms that come back, in Microsoft Teams.</summary>
    public static IEnumerable<(string Name, CardContent Content)> ComingBack
    {
        get
        {
            InPlace Back(string card, Refusal why, params (string Input, string Value)[] entered) =>
                new(card, why, new FormAnswer(entered.ToDictionary(e => e.Input, e => e.Value, StringComparer.Ordinal)), CardSamples.Ben);
            return
            [
                ("comes back", new CardContent.PassLeadForm(CardSamples.TeamsTeam, Announced, CardSamples.Ana) { InPlace = Back(CardKinds.Huddle, new Refusal.Unreadable("owner"), ("owner", CardSamples.Ben.Id.User)) }),
                ("comes back", new CardContent.PromiseForm(CardSamples.TeamsTeam, Running, CardSamples.Ana, CardSamples.Tuesday)
                    { InPlace = Back(CardKinds.Huddle, new Refusal.DateInThePast(), ("owner", CardSamples.Ben.Id.User), ("try", "A new sign"), ("date", "2026-11-01")) }),
                ("comes back", new CardContent.AnswerForm(CardSamples.TeamsTeam, Running) { InPlace = Back(CardKinds.Huddle, new Refusal.Missing("words")) }),
                ("comes back", new CardContent.DropForm(CardSamples.TeamsTeam, Overdue) { InPlace = Back(CardKinds.Promise, new Refusal.Missing("reason")) }),
            ];
        }
    }

    private static double Width(Metric metric) => metric == Metric.Stars ? 0.3 : 6;

    private static IReadOnlyList<HuddleOccurrence> Next() =>
    [
        new(Id, Usual, StartsAt, ClockShift.None),
        new(Id with { Date = CardSamples.Tuesday }, Usual with { Name = "Weekly look back", Minutes = 30 }, StartsAt + Duration.FromDays(1), ClockShift.None),
        new(Id with { Date = new(2027, 3, 28) }, Usual with { At = new(1, 30) }, Instant.FromUtc(2027, 3, 28, 1, 0), ClockShift.Skipped),
        new(Id with { Date = new(2027, 10, 31) }, Usual with { At = new(1, 30) }, Instant.FromUtc(2027, 10, 31, 0, 30), ClockShift.Repeated),
    ];

    private static IssueWithResponse With(IssueWithResponse item, IssueState state) => item with { Issue = item.Issue with { State = state, Version = item.Issue.Version + 1 } };

    private static IssueWithResponse Comment(string id, int score, string words, IssueState state)
    {
        var item = CardSamples.Item(CardSamples.Nps(score), words, state);
        return new(item.Issue with { Id = IssueId.OfResponse(CardSamples.Team.Id, "lounge", id) }, item.Response! with { Id = id });
    }
}
