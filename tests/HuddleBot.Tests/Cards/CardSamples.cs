using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Tests.Cards;

/// <summary>Every card in every state, as a day at an airport lounge has them.</summary>
internal static class CardSamples
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 10, 30);
    public static readonly LocalDate Tuesday = new(2026, 11, 24);
    public static readonly Actor Ana = Person("U0001", "Ana Costa");
    public static readonly Actor Ben = Person("U0002", "Ben Okafor");
    public static readonly Actor Mia = Person("U0009", "Mia Lindqvist");

    public static readonly FrontlineTeam Team = new(
        new("lhr-lounge"), "London Heathrow lounge", new(Platform.Slack, "T0001", "C0001"), DateTimeZoneProviders.Tzdb["Europe/London"], WorkingCalendar.MondayToFriday,
        [Mia.Id], new(Platform.Slack, "T0001", "C0009"), [], PostingRules.Default with { ShowAttributes = ["airport", "airline"] }, FrontlineTeam.DefaultCategories);

    /// <summary>The same team in Microsoft Teams; its managers sit there and in Slack.</summary>
    public static readonly FrontlineTeam TeamsTeam = Team with
    {
        Channel = new(Platform.Teams, "11111111-1111-1111-1111-111111111111", "19:lounge@thread.tacv2"),
        ManagerChannel = new(Platform.Teams, "11111111-1111-1111-1111-111111111111", "19:managers@thread.tacv2"),
        Managers = [new(Platform.Teams, "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"), Mia.Id],
    };

    /// <summary>The same team, which tells customers apart by what they are worth.</summary>
    public static readonly FrontlineTeam Weighing = Team with { Quadrants = new(5_000) };

    public static readonly IssueEvent[] Events =
    [
        new IssueEvent.Raised(Ana, Now, "The lift is out of order again."),
        new IssueEvent.FixPlanned(Ana, Now, Ben, "Put up a sign at the door", Tuesday),
        new IssueEvent.Escalated(Ana, Now, "price", "A cheaper day pass", "Families", Now + Duration.FromDays(3)),
        new IssueEvent.Celebrated(Ana, Now, "Ben, for the quiet corner"),
        new IssueEvent.Dismissed(Ana, Now, "Not about us"),
        new IssueEvent.Finished(Ben, Now, Outcome.Yes, "People find the bus now."),
        new IssueEvent.Finished(Ben, Now, Outcome.Partly, null),
        new IssueEvent.Finished(Ben, Now, Outcome.No, "The sign was taken away."),
        new IssueEvent.Undone(Ana, Now),
        new IssueEvent.TriageAccepted(Mia, Now, Mia, Priority.Normal, Tuesday),
        new IssueEvent.TriageDeclined(Mia, Now, "The price is set by the airport."),
        new IssueEvent.TriageResolved(Mia, Now, "A day pass for families comes in January."),
        .. HuddleSamples.Events,
        .. OuterLoopSamples.Events,
    ];

    public static readonly Refusal[] Refusals =
    [
        new Refusal.DecidedBefore(Events[1]), new Refusal.NotNow(), new Refusal.NotAMember(), new Refusal.NotAManager(), new Refusal.Missing("words"), new Refusal.Missing("reason"),
        new Refusal.Missing("answer"), new Refusal.Missing("other"), new Refusal.TooLong("ask", 3000), new Refusal.DateInThePast(), new Refusal.DateTooFar(), new Refusal.Unknown(),
        new Refusal.NobodyToEscalateTo(), new Refusal.CannotCheck(), new Refusal.Unreadable("date"), new Refusal.Unreadable("owner"), new Refusal.Unreadable("outcome"),
        new Refusal.NoTeamHere(), new Refusal.NotInstalled(), new Refusal.NoDigest(), .. HuddleSamples.Refusals, .. OuterLoopSamples.Refusals, .. CallSamples.Refusals,
    ];

    private static readonly IssueState.FixingIt Fix = new(Ana, Ben, "Put up a sign at the door", Tuesday);
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("The staff were kind but nobody could tell me where the bus leaves.", 60));

    /// <summary>States by name.</summary>
    public static IEnumerable<(string Name, IssueState State)> States =>
    [
        ("undecided", new IssueState.Undecided()),
        ("being fixed", Fix),
        ("being fixed by who decided", new IssueState.FixingIt(Ana, Ana, null, Tuesday)),
        ("waiting", Escalated(new TriageState.Waiting())),
        ("waiting with nothing asked", new IssueState.EscalatedToManager(Ana, new("price", null, null, Now, Now + Duration.FromDays(3), new TriageState.Waiting()))),
        ("accepted", Escalated(new TriageState.Accepted(Mia, Mia, Priority.Normal, Tuesday))),
        ("accepted with high priority", Escalated(new TriageState.Accepted(Mia, Ben, Priority.High, Tuesday))),
        ("declined", Escalated(new TriageState.Declined(Mia, "The price is set by the airport."))),
        ("resolved", Escalated(new TriageState.Resolved(Mia, "A day pass for families comes in January."))),
        ("celebrated", new IssueState.Celebrated(Ana, null)),
        ("celebrated with thanks", new IssueState.Celebrated(Ana, "Ben, for the quiet corner")),
        ("not actionable", new IssueState.NotActionable(Ana, "Not about us")),
        ("not actionable without a reason", new IssueState.NotActionable(Ana, null)),
        ("done", new IssueState.Done(Ben, Fix, Outcome.Yes, "People find the bus now.")),
        ("done in part", new IssueState.Done(Ben, Fix, Outcome.Partly, null)),
        ("done in vain", new IssueState.Done(Ben, Fix, Outcome.No, "The sign was taken away.")),
        .. HuddleSamples.States,
        .. OuterLoopSamples.States,
    ];

    /// <summary>Everything that can be sent, by a name that tells it apart.</summary>
    public static IEnumerable<(string Name, CardContent Content)> All =>
    [
        .. States.Select(s => ($"{s.Name}", (CardContent)new CardContent.IssueCard(Team, Detractor(s.State)))),
        ("promoter", new CardContent.IssueCard(Team, Item(Nps(10), "Best coffee of my trip ☕️ שלום עולם!"))),
        ("stars", new CardContent.IssueCard(Team, Item(Score.Create(Metric.Stars, 2, Scale.TryCreate(1, 5)!.Value).Score, "Too *loud* <!channel> :tada: `x`"))),
        ("effort", new CardContent.IssueCard(Team, Item(Score.Create(Metric.Ces, 4, Scale.TryCreate(1, 7)!.Value).Score, "It was alright."))),
        ("satisfaction on an odd scale", new CardContent.IssueCard(Team, Item(Score.Create(Metric.Csat, -2.5, Scale.TryCreate(-5, 5)!.Value).Score, "Meh."))),
        ("no score", new CardContent.IssueCard(Team, Item(null, "Just a thought."))),
        ("no comment", new CardContent.IssueCard(Team, Item(Nps(7), null))),
        ("a customer at risk", new CardContent.IssueCard(Weighing, Detractor(new IssueState.Undecided()))),
        ("a model customer", new CardContent.IssueCard(Weighing, Item(Nps(10), "Best coffee of my trip."))),
        ("a customer with room to grow", new CardContent.IssueCard(Weighing with { Quadrants = new(12_001) }, Item(Nps(10), "Best coffee of my trip."))),
        ("a customer to be won over", new CardContent.IssueCard(Weighing with { Quadrants = new(12_001) }, Detractor(new IssueState.Undecided()))),
        ("of a customer at risk", new CardContent.EscalationCard(Weighing, Detractor(Escalated(new TriageState.Waiting())))),
        ("long", new CardContent.IssueCard(Team, Item(Nps(3), Long))),
        ("raised", new CardContent.IssueCard(Team, Raised())),
        ("three", new CardContent.GatheredCard(Team, [Detractor(new IssueState.Undecided()), Item(Nps(10), Long), Detractor(Fix)])),
        ("one of a customer at risk", new CardContent.GatheredCard(Weighing, [Detractor(new IssueState.Undecided())])),
        ("one", new CardContent.GatheredCard(Team, [Item(Nps(7), null)])),
        ("fifty", new CardContent.GatheredCard(Team, [.. Enumerable.Range(0, 50).Select(_ => Detractor(new IssueState.Undecided()))])),
        .. States.Where(s => s.State is IssueState.EscalatedToManager).Select(s => (s.Name, (CardContent)new CardContent.EscalationCard(Team, Detractor(s.State)))),
        ("withdrawn", new CardContent.EscalationCard(Team, Detractor(new IssueState.Undecided()))),
        .. Events.Select((e, i) => ($"{i + 1} {e.GetType().Name}", (CardContent)new CardContent.EventNote(Team, Detractor(new IssueState.Undecided()), e))),
        .. Refusals.Select((r, i) => ($"{i + 1} {r.GetType().Name}", (CardContent)new CardContent.RefusalNote(Team, r))),
        ("which of two teams", new CardContent.RefusalNote(null, new Refusal.WhichTeam([Team, Team with { Name = "Gatwick lounge" }]))),
        ("without a team", new CardContent.RefusalNote(null, new Refusal.NotAMember())),
        ("dialog", new CardContent.RefusalForm(Team, new Refusal.NotNow())),
        ("new", new CardContent.FixForm(Team, Detractor(new IssueState.Undecided()), Ana, Tuesday, IsChange: false)),
        ("change", new CardContent.FixForm(Team, Detractor(Fix), Ana, new(2026, 11, 25), IsChange: true)),
        ("new", new CardContent.EscalateForm(Team, Detractor(new IssueState.Undecided()), IsChange: false)),
        ("change", new CardContent.EscalateForm(Team, Detractor(Escalated(new TriageState.Waiting())), IsChange: true)),
        ("change", new CardContent.CelebrateForm(Team, Detractor(new IssueState.Celebrated(Ana, "Ben")))),
        ("empty", new CardContent.CelebrateForm(Team, Detractor(new IssueState.Celebrated(Ana, null)))),
        ("new", new CardContent.DismissForm(Team, Detractor(new IssueState.Undecided()), IsChange: false)),
        ("change", new CardContent.DismissForm(Team, Detractor(new IssueState.NotActionable(Ana, "Not about us")), IsChange: true)),
        ("with a plan", new CardContent.DoneForm(Team, Detractor(Fix))),
        ("without a plan", new CardContent.DoneForm(Team, Raised())),
        ("change", new CardContent.AcceptForm(Team, Detractor(Escalated(new TriageState.Accepted(Mia, Ben, Priority.High, Tuesday))), Mia, new(2026, 12, 4))),
        ("plain", new CardContent.DeclineForm(Team, Detractor(Escalated(new TriageState.Waiting())))),
        ("plain", new CardContent.ResolveForm(Team, Detractor(Escalated(new TriageState.Waiting())))),
        ("empty", new CardContent.AddForm(Team, null)),
        ("with words", new CardContent.AddForm(Team, "The lift is out of order again.")),
        ("one page", new CardContent.FullComment(Team, Item(Nps(3), Long), 0)),
        ("first of many", new CardContent.FullComment(Team, Item(Nps(3), string.Concat(Enumerable.Repeat("Long. ", 11_000))), 0)),
        ("last of many", new CardContent.FullComment(Team, Item(Nps(3), string.Concat(Enumerable.Repeat("Long. ", 11_000))), 1)),
        ("some", new CardContent.IssuesList(Team, [Detractor(new IssueState.Undecided()), Raised(), Detractor(Fix)], 4)),
        ("none", new CardContent.IssuesList(Team, [], 0)),
        ("in a channel", new CardContent.Help(Team)),
        ("of a team that tells customers apart", new CardContent.Help(Weighing)),
        ("elsewhere", new CardContent.Help(null)),
        ("hello in a channel", new CardContent.Help(Team, IsHello: true)),
        ("hello elsewhere", new CardContent.Help(null, IsHello: true)),
        ("plain", new CardContent.AddedNote(Team, Raised())),
        ("plain", new CardContent.OpenedNote(Team, Raised())),
        ("plain", new CardContent.TryAgainNote()),
        ("some", new CardContent.Home([Detractor(Fix), Raised(new IssueState.FixingIt(Ana, Ana, null, Tuesday))], null)),
        ("none", new CardContent.Home([], null)),
        ("a manager's", new CardContent.Home([Detractor(Fix)], Queue)),
        ("a manager's with nothing", new CardContent.Home([], QueuePage.Nothing)),
        ("promises alone", new CardContent.Home([Raised(new IssueState.FixingIt(Ana, Ana, null, Tuesday))], null)),
        ("queue alone", new CardContent.Home(null, Queue)),
        .. HuddleSamples.All,
        .. OuterLoopSamples.All,
        .. ThemeSamples.Of(Team),
        .. CallSamples.All,
        .. DropSamples.All,
        .. DigestSamples.All,
        .. EffectSamples.All,
        .. ScoreSamples.All,
    ];

    private static QueuePage Queue => Waiting(
        [
            (Team, Detractor(Escalated(new TriageState.Waiting(), Now - Duration.FromDays(4)))),
            (Team, Detractor(Escalated(new TriageState.Accepted(Mia, Ben, Priority.Normal, new(2026, 11, 20))))),
            (Team, Item(Nps(0), null, Escalated(new TriageState.Waiting()))),
            (Team, Raised(Escalated(new TriageState.Accepted(Mia, Mia, Priority.High, Tuesday)))),
        ],
        2);

    /// <param name="more">On later pages.</param>
    internal static QueuePage Waiting(IEnumerable<(FrontlineTeam Team, IssueWithResponse Item)> items, int more)
    {
        var entries = items.Select(one => new QueueEntry(one.Team, one.Item, new(1, one.Item.Response?.Customer?.AnnualValue, 4), null)).ToList();
        return QueuePage.Nothing with { Entries = entries, Total = entries.Count + more };
    }


    /// <summary>What Microsoft Teams shows besides: one card for managers and another for everybody, and forms that come back.</summary>
    public static IEnumerable<(string Name, CardContent Content)> AllOnTeams
    {
        get
        {
            var (waiting, accepted) = (Detractor(Escalated(new TriageState.Waiting())), Detractor(Escalated(new TriageState.Accepted(Mia, Mia, Priority.Normal, Tuesday))));
            InPlace Back(Refusal why, params (string Input, string Value)[] entered) =>
                new(CardKinds.Issue, why, new FormAnswer(entered.ToDictionary(e => e.Input, e => e.Value, StringComparer.Ordinal)), Ben);
            return
            [
                .. All,
                ("for members, waiting", new CardContent.IssueCard(TeamsTeam, waiting, Audience.Member)),
                ("for managers, waiting", new CardContent.IssueCard(TeamsTeam, waiting, Audience.Manager)),
                ("for managers, accepted", new CardContent.IssueCard(TeamsTeam, accepted, Audience.Manager)),
                ("for managers, undecided", new CardContent.IssueCard(TeamsTeam, Detractor(new IssueState.Undecided()), Audience.Manager)),
                ("for everybody, waiting", new CardContent.EscalationCard(TeamsTeam, waiting)),
                ("for members, waiting", new CardContent.EscalationCard(TeamsTeam, waiting, Audience.Member)),
                ("for managers, waiting", new CardContent.EscalationCard(TeamsTeam, waiting, Audience.Manager)),
                ("for managers, accepted", new CardContent.EscalationCard(TeamsTeam, accepted, Audience.Manager)),
                ("long", new CardContent.EscalationCard(TeamsTeam, Item(Nps(3), Long, Escalated(new TriageState.Waiting())))),
                ("comes back", new CardContent.FixForm(TeamsTeam, Detractor(new IssueState.Undecided()), Ana, Tuesday, IsChange: false)
                    { InPlace = Back(new Refusal.DateInThePast(), ("owner", Ben.Id.User), ("try", "A new sign"), ("date", "2026-11-01")) }),
                ("comes back", new CardContent.EscalateForm(TeamsTeam, Detractor(new IssueState.Undecided()), IsChange: false)
                    { InPlace = Back(new Refusal.TooLong("ask", 3000), ("category", "policy"), ("ask", "Much")) }),
                ("comes back", new CardContent.DeclineForm(TeamsTeam, waiting) { InPlace = Back(new Refusal.Missing("reason")) }),
                ("comes back", new CardContent.ResolveForm(TeamsTeam, waiting) { InPlace = Back(new Refusal.Missing("answer")) }),
                ("comes back", new CardContent.DoneForm(TeamsTeam, Detractor(Fix)) { InPlace = Back(new Refusal.CannotCheck(), ("outcome", "no"), ("what_happened", "It rained.")) }),
                ("comes back", new CardContent.AddForm(TeamsTeam, null) { InPlace = Back(new Refusal.Missing("words")) }),
                .. HuddleSamples.ComingBack,
                .. OuterLoopSamples.OnTeams,
                .. ThemeSamples.OnTeams(TeamsTeam),
                .. CallSamples.ComingBack,
            ];
        }
    }

    public static Actor Person(string user, string name) => new(new(Platform.Slack, "T0001", user), name);

    public static Score Nps(int value) => Score.Create(Metric.Nps, value, Scale.TryCreate(0, 10)!.Value).Score!;

    public static IssueWithResponse Detractor(IssueState state) => Item(Nps(3), "Nobody could tell me where the bus leaves.", state);

    public static IssueWithResponse Item(Score? score, string? comment, IssueState? state = null, IReadOnlyDictionary<string, string>? attributes = null)
    {
        var id = IssueId.OfResponse(Team.Id, "lounge", "r-17");
        var response = new Response(
            "lounge", "r-17", score, comment, Now - Duration.FromHours(2), "arrival", "en", new("c-9", "Secret Name", "secret@example.org", "+44 1", "business", 12000, true),
            attributes ?? new Dictionary<string, string>(StringComparer.Ordinal) { ["airline"] = "Air Example", ["airport"] = "London Heathrow Airport", ["seat"] = "12C" });
        return new(Issue.Fresh(id, Now) with { State = state ?? new IssueState.Undecided(), Version = state is null or IssueState.Undecided ? 0 : 1 }, response);
    }

    public static IssueWithResponse Raised(IssueState? state = null) =>
        new(new(IssueId.Raised(Team.Id, "op-1"), 1, "The lift is out of order again.", Ana, Now, state ?? new IssueState.Undecided(), Events[0]), null);

    public static IssueState.EscalatedToManager Escalated(TriageState triage, Instant? askedAt = null) =>
        new(Ana, new("price", "A cheaper day pass", "Families", askedAt ?? Now, (askedAt ?? Now) + Duration.FromDays(3), triage));
}
