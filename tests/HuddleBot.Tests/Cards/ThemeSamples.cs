using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using NodaTime;
using static HuddleBot.Tests.Cards.CardSamples;

namespace HuddleBot.Tests.Cards;

/// <summary>A theme in every state, and all that opens from its card.</summary>
internal static class ThemeSamples
{
    private static readonly ThemeId Id = OuterLoopSamples.Theme;

    public static IEnumerable<(string Name, CardContent Content)> Of(FrontlineTeam team)
    {
        var open = View(team, new ThemeState.Open(Now + Duration.FromDays(2)));
        var accepted = View(team, new ThemeState.Accepted(Mia, Ben, Tuesday));
        var item = Detractor(new IssueState.EscalatedToManager(Ana, ((IssueState.EscalatedToManager)OuterLoopSamples.Merged).Escalation));
        return
        [
            ("open", new CardContent.ThemeCard(open)),
            ("overdue", new CardContent.ThemeCard(View(team, new ThemeState.Open(Now - Duration.FromDays(2))) with { ThisWeek = 1, WeekBefore = 3, AnnualValue = null, Tried = [] })),
            ("accepted", new CardContent.ThemeCard(accepted with { ThisWeek = 2, WeekBefore = 2, Theme = accepted.Theme with { BeforeTriage = open.Theme.State } })),
            ("declined", new CardContent.ThemeCard(View(team, new ThemeState.Declined(Mia, "The price is set by the airport.")) with { ThisWeek = 0, WeekBefore = 0 })),
            ("resolved", new CardContent.ThemeCard(View(team, new ThemeState.Resolved(Mia, "A day pass for families comes in January.")) with { Helped = new(2, 1, 0) })),
            ("with one customer at risk", new CardContent.ThemeCard(open with { AtRisk = 1 })),
            ("with customers at risk", new CardContent.ThemeCard(open with { AtRisk = 2 })),
            ("of nobody", new CardContent.ThemeCard(open with { Theme = open.Theme with { Members = [] } })),
            ("first page", new CardContent.ThemeEvidence(open, [item, item], 0, 2)),
            ("last page", new CardContent.ThemeEvidence(open, [item], 1, 2)),
            ("the only page", new CardContent.ThemeEvidence(open, [item], 0, 1)),
            ("nothing left", new CardContent.ThemeEvidence(open, [], 0, 1)),
            ("accepted by a group", new CardContent.ThemeCard(View(team, new ThemeState.Accepted(Mia, Ben, Tuesday) { Group = new("it", "IT") }))),
            ("past its day", new CardContent.ThemeCard(View(team, new ThemeState.Accepted(Mia, Ben, Tuesday.PlusDays(-30))))),
            .. Reminders(open, accepted),
            ("themes", new CardContent.QueueCard(OuterLoopSamples.Page(Core.Triage.QueueQuery.First, [.. Entries(team, item, open, accepted)], 3))),
            ("with groups", new CardContent.ThemeForm(View(WithGroups(team), new ThemeState.Open(Now)), ThemeForm.Accept, Mia, Tuesday)),
            ("another group", new CardContent.ThemeForm(View(WithGroups(team), new ThemeState.Accepted(Mia, Ben, Tuesday) { Group = new("it", "IT") }), ThemeForm.Accept, Mia, Tuesday)),
            .. Forms(open).Concat([("another owner", new CardContent.ThemeForm(accepted, ThemeForm.Accept, Mia, Tuesday))]),
        ];
    }

    public static IEnumerable<(string Name, CardContent Content)> OnTeams(FrontlineTeam team) =>
    [
        ("of the queue", new CardContent.ThemeCard(View(team, new ThemeState.Open(Now))) { InPlace = new(CardKinds.Queue) }),
        ("comes back", new CardContent.ThemeForm(View(team, new ThemeState.Open(Now)), ThemeForm.Resolve, Mia, Tuesday)
        {
            InPlace = new(CardKinds.Theme, new Refusal.Missing("answer"), new FormAnswer(new Dictionary<string, string>(StringComparer.Ordinal) { ["answer"] = " " }), null),
        }),
    ];

    /// <summary>With texts that somebody has typed to do harm.</summary>
    public static IEnumerable<CardContent> Hostile(FrontlineTeam team, IssueWithResponse item, Func<int, string> text, Func<Actor> who)
    {
        foreach (var state in (ThemeState[])[new ThemeState.Open(Now), new ThemeState.Accepted(who(), who(), Tuesday), new ThemeState.Declined(who(), text(3000)), new ThemeState.Resolved(who(), text(3000))])
        {
            var view = View(team, state) with { AnnualValue = 1e15, Tried = [.. Enumerable.Repeat(new TriedByTeam(text(80), text(3000), Outcome.Partly), 3)] };
            var hostile = view with { Theme = view.Theme with { Title = text(300), AskedBy = who() } };
            yield return new CardContent.ThemeCard(hostile);
            yield return new CardContent.ThemeEvidence(hostile, [.. Enumerable.Repeat(item, CardContent.ThemeEvidence.PageSize)], 1, 3);
            foreach (var (_, form) in Forms(hostile)) yield return form;
            foreach (var (_, reminder) in Reminders(hostile, hostile with { Theme = hostile.Theme with { State = new ThemeState.Accepted(who(), who(), Tuesday) { Group = new("it", text(300)) } } }))
                yield return reminder;
            yield return new CardContent.QueueCard(OuterLoopSamples.Page(Core.Triage.QueueQuery.First, [.. Entries(team, item, hostile, hostile)], 3));
        }
    }

    private static IEnumerable<(string Name, CardContent Content)> Forms(ThemeView view) =>
        ((ThemeForm[])[ThemeForm.Accept, ThemeForm.Resolve, ThemeForm.Decline, ThemeForm.Rename]).Select(form => ($"{form}".ToLowerInvariant(), (CardContent)new CardContent.ThemeForm(view, form, Mia, Tuesday)));

    private static IEnumerable<(string Name, CardContent Content)> Reminders(ThemeView open, ThemeView accepted)
    {
        if (open.Theme.State.IsOver)
        {
            yield return ("theme over", new CardContent.ThemeReminder(open, Core.Triage.ReminderRung.Owner, IsOver: true));
            yield break;
        }

        foreach (var rung in Enum.GetValues<Core.Triage.ReminderRung>().Where(rung => rung != Core.Triage.ReminderRung.Back))
        {
            yield return ($"theme, {rung}", new CardContent.ThemeReminder(open, rung));
            yield return ($"accepted theme, {rung}", new CardContent.ThemeReminder(accepted, rung));
        }

        yield return ("theme over", new CardContent.ThemeReminder(accepted, Core.Triage.ReminderRung.Owner, IsOver: true));
    }

    private static IEnumerable<Core.Triage.QueueEntry> Entries(FrontlineTeam team, IssueWithResponse item, params ThemeView[] views) =>
        views.Select((view, i) => new Core.Triage.QueueEntry(team, item, new(3, i == 0 ? 36000 : null, 4 + i) { Unvalued = i }, Now) { Theme = view });

    private static FrontlineTeam WithGroups(FrontlineTeam team) => team with { Company = team.Company with { Groups = [new("it", "IT", Ben.Id, [Ben.Id], null)] } };

    private static ThemeView View(FrontlineTeam team, ThemeState state)
    {
        var issue = Detractor(new IssueState.Undecided()).Issue.Id;
        var begun = ThemeHistory.Begin(Id, new ThemeEvent.Begun(Mia, Now - Duration.FromDays(9), "Day passes cost too much", Now));
        var theme = begun with { State = state, Members = [new(issue, 2), new(IssueId.OfResponse(new("cdg-lounge"), "lounge", "r-2"), 3)], Version = 4 };
        return new(theme, [team], 3, 36000, 3, 1, [new("London Heathrow lounge", "Put up a sign at the door", Outcome.Partly), new("Paris lounge", "Offered a drink", null)], new(0, 0, 0));
    }
}
