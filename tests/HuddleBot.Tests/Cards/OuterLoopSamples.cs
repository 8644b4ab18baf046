using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Portfolio;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;
using NodaTime;
using static HuddleBot.Tests.Cards.CardSamples;

namespace HuddleBot.Tests.Cards;

/// <summary>What managers and teams say to each other: questions, guidance, themes, answers that helped or did not, and the queue in which all of it stands.</summary>
internal static class OuterLoopSamples
{
    public static readonly ThemeId Theme = ThemeId.Of("op-theme");
    public static readonly OwningGroup Group = new("facilities", "Facilities");
    public static readonly Exchange Open = new(Mia, "Which pass did they mean?", null, null);
    public static readonly Exchange Closed = Open with { AnsweredBy = Ana, Answer = "The day pass for families." };
    public static readonly Instant Due = Now + Duration.FromDays(2);
    public static readonly Instant WasDue = Now - Duration.FromDays(3);

    /// <summary>The same team, with groups and a manager who works in Lisbon and New York.</summary>
    public static readonly FrontlineTeam WithPeople = Team with
    {
        Company = new(
            [new(Mia.Id, new(DateTimeZoneProviders.Tzdb["America/New_York"], WorkingCalendar.MondayToFriday, new(9, 0), new(17, 0)), Ben.Id, null)],
            [new("facilities", "Facilities", Ben.Id, [Ben.Id], null), new("pricing", "Pricing", Mia.Id, [Mia.Id], null)], [], [], null),
    };

    public static IssueState.EscalatedToManager Waiting => With(CardSamples.Escalated(new TriageState.Waiting()), e => e with { ResolveBy = Now + Duration.FromDays(10) });

    public static IssueState.EscalatedToManager Asked => After(With(CardSamples.Escalated(new TriageState.Asked(Mia, Due)), e => e with { Exchange = Open }));

    public static IssueState.EscalatedToManager Answered => With(Waiting, e => e with { Exchange = Closed }) with { HasManagersWord = true };

    public static IssueState.EscalatedToManager PutOff => After(With(Waiting, e => e with { SnoozedUntil = Tuesday }) with { HasManagersWord = true });

    public static IssueState.EscalatedToManager Overdue => With(Waiting, e => e with { AskedAt = Now - Duration.FromDays(6), AnswerBy = WasDue });

    public static IssueState.EscalatedToManager Accepted => After(CardSamples.Escalated(new TriageState.Accepted(Mia, Ben, Priority.High, Tuesday) { Group = Group }));

    public static IssueState.EscalatedToManager Merged => After(CardSamples.Escalated(new TriageState.Merged(Mia, Theme, "Day passes cost too much")));

    public static IssueState.EscalatedToManager Declined => After(CardSamples.Escalated(new TriageState.Declined(Mia, "The price is set by the airport.")));

    public static IssueState.EscalatedToManager Resolved(Outcome? helped) =>
        After(CardSamples.Escalated(new TriageState.Resolved(Mia, "A day pass for families comes in January.") { Helped = helped }));

    public static IssueState.FixingIt SentBack => new(Mia, Ana, null, Tuesday) { Guidance = new(Mia, "You may give a day pass away yourselves.", CardSamples.Escalated(new TriageState.Waiting())) };

    public static IssueState.EscalatedToManager PutOffAnew => With(PutOff, e => e with { AnswerBy = Instant.FromUtc(2026, 11, 24, 17, 0) });

    public static IssueState.Done TriedInVain => new(Ana, SentBack with { Try = "Give day passes away" }, Outcome.No, "Nobody wanted one.");

    public static IssueState.EscalatedToManager AskedAnew => Waiting with { SentBack = TriedInVain };

    /// <summary>What becomes of an acceptance, as it is told.</summary>
    public static IEnumerable<(string Name, IssueEvent Event)> Changes
    {
        get
        {
            var was = new IssueEvent.Acceptance(Ben, Priority.Normal, Tuesday, null);
            IssueEvent To(Actor by, Actor owner, Priority priority, LocalDate date) => new IssueEvent.TriageAccepted(by, Now, owner, priority, date) { Was = was };
            return
            [
                ("another date", To(Ben, Ben, Priority.Normal, new(2026, 12, 4))), ("handed over", To(Mia, Ana, Priority.Normal, Tuesday)), ("taken over", To(Mia, Mia, Priority.Normal, new(2026, 12, 4))),
                ("urgent, and another date", To(Mia, Ben, Priority.High, new(2026, 12, 4))), ("as before", To(Mia, Ben, Priority.Normal, Tuesday)),
            ];
        }
    }

    public static readonly IssueEvent[] Events =
    [
        new IssueEvent.TriageAsked(Mia, Now, "Which pass did they mean?", Due),
        new IssueEvent.QuestionAnswered(Ana, Now, "The day pass for families.", Due),
        new IssueEvent.TriageReturned(Mia, Now, "You may give a day pass away yourselves.", Ana, Tuesday),
        new IssueEvent.TriageSnoozed(Mia, Now, Tuesday),
        new IssueEvent.TriageMerged(Mia, Now, Theme, "Day passes cost too much"), new IssueEvent.ThemeRenamed(Mia, Now, new(Theme, "Dear day passes")),
        new IssueEvent.TriageSplit(Mia, Now, Due),
        new IssueEvent.TriageUndone(Mia, Now),
        new IssueEvent.Reopened(Ana, Now, "It is still as dear as before.", Due),
        new IssueEvent.Reopened(Mia, Now, null, Due),
        new IssueEvent.AnswerHelped(Ana, Now, Outcome.Yes),
        new IssueEvent.AnswerHelped(Ana, Now, Outcome.Partly),
        new IssueEvent.AnswerHelped(Ana, Now, Outcome.No),
        new IssueEvent.TriageAccepted(Mia, Now, Ben, Priority.Normal, Tuesday) { Group = Group },
    ];

    public static readonly Refusal[] Refusals = [new Refusal.Missing(Verbs.Inputs.Question), new Refusal.Missing(Verbs.Inputs.Guidance)];

    public static IEnumerable<(string Name, IssueState State)> States =>
    [
        ("asked back", Asked),
        ("waiting with an answered question", Answered),
        ("put off", PutOff),
        ("overdue", Overdue),
        ("accepted for a group", Accepted),
        ("accepted and put off", With(Accepted, e => e with { SnoozedUntil = Tuesday })),
        ("in a theme", Merged),
        ("in a theme that is accepted", CardSamples.Escalated(new TriageState.Merged(Mia, Theme, "Day passes cost too much") { Owner = Ben, By = Tuesday })),
        ("declined and can be taken back", Declined),
        ("helped", Resolved(Outcome.Yes)),
        ("helped in part", Resolved(Outcome.Partly)),
        ("did not help", Resolved(Outcome.No)),
        ("sent back", SentBack),
        ("sent back and done", new IssueState.Done(Ana, SentBack, Outcome.Yes, "They were glad.")),
    ];

    public static readonly IReadOnlyList<ThemeSuggestion> Suggestions =
        [new(Theme, "Day passes cost too much", 4, 3, ["pass", "dear", "family"]), new(ThemeId.Of("op-other"), "Prices at the bar", 1, 1, [])];

    public static readonly IReadOnlyList<(string Name, CardSuggestion Suggestion)> LookAlikes =
    [
        ("looks like one other", new(1, ["pass"], null, null)),
        ("looks like a theme", new(4, ["pass", "dear", "family"], "Day passes cost too much", null)),
        ("solved elsewhere", new(3, ["pass", "dear", "family"], null, new("Gatwick lounge", "price", "Children below twelve come in free.", ["pass"]))),
    ];

    public static IEnumerable<(string Name, CardContent Content)> All
    {
        get
        {
            var (waiting, declined) = (Detractor(Waiting), Detractor(Declined));
            return
            [
                .. States.Where(s => s.State is not IssueState.EscalatedToManager).Select(s => (s.Name, (CardContent)new CardContent.EscalationCard(Team, LastEvent(Detractor(s.State))))),
                ("waiting in New York", new CardContent.EscalationCard(WithPeople, waiting)),
                ("raised", new CardContent.EscalationCard(Team, Raised(Overdue))),
                .. LookAlikes.Select(alike => (alike.Name, (CardContent)new CardContent.EscalationCard(Team, waiting) { Suggestion = alike.Suggestion })),
                ("somebody was faster", new CardContent.EscalationCard(Team, Detractor(Accepted)) { Overtaken = new Refusal.DecidedBefore(new IssueEvent.TriageAccepted(Mia, Now, Ben, Priority.High, Tuesday)) }),
                ("somebody was faster than a long answer", new CardContent.EscalationCard(Team, Detractor(Accepted))
                {
                    Overtaken = new Refusal.DecidedBefore(new IssueEvent.TriageAccepted(Mia, Now, Ben, Priority.High, Tuesday)), Unsaid = "We pay the day pass back. Please tell the guest at the desk.",
                }),
                ("put off, with its clock", new CardContent.EscalationCard(Team, Detractor(PutOffAnew))),
                ("asked anew after it did not work", new CardContent.EscalationCard(Team, Detractor(AskedAnew))),
                ("on a newer card", new CardContent.EscalationCard(Team, Detractor(new IssueState.Undecided())) { IsReplaced = true }),
                ("asked anew after it did not work", new CardContent.IssueCard(Team, Detractor(AskedAnew))),
                ("sent back, and it did not work", new CardContent.IssueCard(Team, Detractor(TriedInVain))),
                .. Changes.Select(change => (change.Name, (CardContent)new CardContent.EventNote(Team, Detractor(Accepted), change.Event))),
                ("in a chat without threads", new CardContent.EventNote(Team, Detractor(Resolved(Outcome.No)), new IssueEvent.AnswerHelped(Ana, Now, Outcome.No)) { IsAlone = true }),
                ("for a manager in New York", new CardContent.EventNote(WithPeople, Detractor(Waiting), Events[7]) { Zone = DateTimeZoneProviders.Tzdb["America/New_York"] }),
                ("plain", new CardContent.AnsweredInChatNote()),
                ("asked, and to be answered", new CardContent.EventNote(Team, Detractor(Asked), Events[0])),
                ("plain", new CardContent.AskForm(Team, waiting)),
                ("plain", new CardContent.ReturnForm(Team, waiting)),
                ("plain", new CardContent.SnoozeForm(Team, waiting, new(2026, 11, 27))),
                ("plain", new CardContent.AnswerQuestionForm(Team, Detractor(Asked))),
                ("plain", new CardContent.ReopenForm(Team, declined)),
                ("with suggestions", new CardContent.MergeForm(Team, waiting, Suggestions)),
                ("with nothing alike", new CardContent.MergeForm(Team, waiting, [])),
                ("with others in no theme", new CardContent.MergeForm(Team, waiting, []) { Others = 4, OtherWords = ["pass", "dear", "family"] }),
                ("new, with groups", new CardContent.AcceptForm(WithPeople, waiting, Mia, new(2026, 12, 4), IsChange: false)),
                ("change, of a group", new CardContent.AcceptForm(WithPeople, Detractor(Accepted), Mia, new(2026, 12, 4))),
                .. Enum.GetValues<ReminderRung>().Where(rung => rung != ReminderRung.Back).SelectMany(rung => new (string, IssueState)[] { ("of an answer", Overdue), ("of a question", Late(Asked)), ("of a promise", Late(Accepted)) }
                    .Select(due => ($"{rung} {due.Item1}", (CardContent)new CardContent.EscalationReminder(Team, Detractor(due.Item2), rung)))),
                ("back", new CardContent.EscalationReminder(Team, Detractor(((IssueState.EscalatedToManager)Overdue) with { Escalation = ((IssueState.EscalatedToManager)Overdue).Escalation with { SnoozedUntil = new(2026, 11, 20) } }), ReminderRung.Back)),
                ("answered", new CardContent.EscalationReminder(Team, Detractor(Resolved(null)), ReminderRung.Owner, IsOver: true)),
                ("put off", new CardContent.EscalationReminder(Team, Detractor(PutOff), ReminderRung.Owner, IsOver: true)),
                ("taken back", new CardContent.EscalationReminder(Team, Detractor(new IssueState.Undecided()), ReminderRung.StandIn, IsOver: true)),
                ("sent back", new CardContent.EscalationReminder(Team, Detractor(SentBack), ReminderRung.StandIn, IsOver: true)),
                ("full", new CardContent.QueueCard(Page(QueueQuery.First, Entries(8), 17))),
                ("a middle page of one category", new CardContent.QueueCard(Page(new(QueueView.Open, QueueOrder.Weight, "price", 1), Entries(8), 1240))),
                ("the last page", new CardContent.QueueCard(Page(new(QueueView.Overdue, QueueOrder.Age, null, 2), Entries(1), 17))),
                ("nothing waits", new CardContent.QueueCard(Page(QueueQuery.First, [], 0))),
                ("a team that escalates almost nothing", new CardContent.QueueCard(Page(QueueQuery.First, [], 0) with { Notes = [new(Team, new(Team.Id, 64, 2, 1000, 204))] })),
                ("of customers at risk", new CardContent.QueueCard(Page(QueueQuery.First with { View = QueueView.Open, Quadrant = Quadrant.AtRisk, Order = QueueOrder.Weight }, AtRisk(3), 3) with { Quadrants = [Quadrant.AtRisk, Quadrant.Model] })),
                ("all customers", new CardContent.QueueCard(Page(QueueQuery.First, AtRisk(2), 2) with { Quadrants = [Quadrant.AtRisk, Quadrant.Model] })),
                ("nothing put off", new CardContent.QueueCard(Page(QueueQuery.First with { View = QueueView.Snoozed }, [], 0))),
            ];
        }
    }

    /// <summary>What Microsoft Teams shows besides.</summary>
    public static IEnumerable<(string Name, CardContent Content)> OnTeams
    {
        get
        {
            InPlace Back(string card, Refusal why, params (string Input, string Value)[] entered) =>
                new(card, why, new FormAnswer(entered.ToDictionary(e => e.Input, e => e.Value, StringComparer.Ordinal)));
            var waiting = Detractor(Waiting);
            return
            [
                .. States.Select(s => ($"for managers, {s.Name}", (CardContent)new CardContent.IssueCard(TeamsTeam, LastEvent(Detractor(s.State)), Audience.Manager))),
                .. States.Select(s => ($"for managers, {s.Name}", (CardContent)new CardContent.EscalationCard(TeamsTeam, LastEvent(Detractor(s.State)), Audience.Manager))),
                ("for managers, solved elsewhere", new CardContent.EscalationCard(TeamsTeam, waiting, Audience.Manager) { Suggestion = LookAlikes[^1].Suggestion }),
                ("comes back", new CardContent.AskForm(TeamsTeam, waiting) { InPlace = Back(CardKinds.Escalation, new Refusal.Missing("question")) }),
                ("comes back", new CardContent.ReturnForm(TeamsTeam, waiting) { InPlace = Back(CardKinds.Escalation, new Refusal.Missing("guidance")) }),
                ("comes back", new CardContent.SnoozeForm(TeamsTeam, waiting, Tuesday) { InPlace = Back(CardKinds.Escalation, new Refusal.DateInThePast(), ("date", "2026-11-01")) }),
                ("comes back", new CardContent.AnswerQuestionForm(TeamsTeam, Detractor(Asked)) { InPlace = Back(CardKinds.Issue, new Refusal.Missing("answer")) }),
                ("comes back", new CardContent.ReopenForm(TeamsTeam, Detractor(Declined)) { InPlace = Back(CardKinds.Issue, new Refusal.CannotCheck(), ("reason", "Still as dear.")) }),
                ("comes back", new CardContent.MergeForm(TeamsTeam, waiting, Suggestions) { InPlace = Back(CardKinds.Escalation, new Refusal.TooLong("title", 80), ("theme", ThemeSuggestion.New), ("title", "Dear passes")) }),
            ];
        }
    }

    public static QueuePage Page(QueueQuery query, IReadOnlyList<QueueEntry> entries, int total) => new(
        query, entries, total,
        new Dictionary<QueueView, int> { [QueueView.WaitingForMe] = 17, [QueueView.Mine] = 3, [QueueView.Open] = 1240, [QueueView.Overdue] = 17 }, ["another team", "policy", "price"]);

    public static IReadOnlyList<QueueEntry> Entries(int count)
    {
        IssueState[] states = [Overdue, Waiting, Late(Asked), Asked, Late(Accepted), Accepted, PutOff, Merged];
        return [.. states.Take(count).Select((state, i) =>
        {
            var item = Item(Nps(i), i == 3 ? null : "The day pass costs more than my flight did, and there was no seat left for the four of us.", state);
            item = new(item.Issue with { Id = IssueId.OfResponse(Team.Id, "lounge", $"q-{i}") }, item.Response! with { Id = $"q-{i}" });
            return new QueueEntry(Team, item, new(1 + i, i % 2 == 0 ? 12000 * (i + 1) : null, 1 + (2 * i)), i == 6 ? null : Due);
        })];
    }

    /// <summary>One customer, three of whom one is at risk, and five of whom two are.</summary>
    private static IReadOnlyList<QueueEntry> AtRisk(int count) =>
    [
        .. Entries(count).Select((entry, i) => entry with
        {
            Team = Weighing, Weight = new EscalationWeight(1 + (2 * i), 12000 * (i + 1), 1 + i).With(Weighing.Quadrants, Math.Max(1, i), 12000),
        }),
    ];

    private static IssueState.EscalatedToManager Late(IssueState.EscalatedToManager state) => state.Escalation.Triage switch
    {
        TriageState.Asked asked => With(state, e => e with { Triage = asked with { AnswerBy = WasDue } }),
        TriageState.Accepted accepted => With(state, e => e with { Triage = accepted with { By = new(2026, 11, 19) } }),
        _ => state,
    };

    /// <summary>As it stands right after the manager has sent it back.</summary>
    private static IssueWithResponse LastEvent(IssueWithResponse item) => item.Issue.State is IssueState.FixingIt ? item with { Issue = item.Issue with { LastEvent = Events[2] } } : item;

    private static IssueState.EscalatedToManager With(IssueState.EscalatedToManager state, Func<Escalation, Escalation> change) => state with { Escalation = change(state.Escalation) };

    private static IssueState.EscalatedToManager After(IssueState.EscalatedToManager state) => state with { BeforeTriage = Waiting };
}
