using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using HuddleBot.Core.Triage;
using HuddleBot.Core.Triage.Balance;
using NodaTime;

namespace HuddleBot.Tests.Cards;

/// <summary>What managers and teams say to each other, with whatever people can type.</summary>
internal static class HostileEscalations
{
    /// <param name="text">Of about this length.</param>
    public static IEnumerable<TriageState> Triages(Func<int, string> text, Func<Actor> who, LocalDate date) =>
    [
        new TriageState.Asked(who(), CardSamples.Now), new TriageState.Merged(who(), OuterLoopSamples.Theme, text(300)), new TriageState.Resolved(who(), text(3000)) { Helped = Outcome.No },
        new TriageState.Accepted(who(), who(), Priority.High, date) { Group = new("g", text(300)) },
    ];

    /// <summary>With everything on it that can be.</summary>
    public static IEnumerable<IssueState> States(Random random, Func<int, string> text, Func<Actor> who, LocalDate date)
    {
        TriageState[] triages = [new TriageState.Waiting(), new TriageState.Declined(who(), text(3000)), .. Triages(text, who, date)];
        foreach (var triage in triages)
        {
            var escalation = new Escalation(text(300), text(3000), text(3000), CardSamples.Now, CardSamples.Now, triage)
            {
                ResolveBy = CardSamples.Now, Exchange = new(who(), text(3000), who(), text(3000)), SnoozedUntil = random.Next(2) == 0 ? null : date,
            };
            var state = new IssueState.EscalatedToManager(who(), escalation);
            yield return state with { BeforeTriage = state };
            if (triage is not TriageState.Waiting) continue;
            var fix = new IssueState.FixingIt(who(), who(), text(3000), date) { Guidance = new(who(), text(3000), state) };
            yield return fix;
            yield return new IssueState.Done(who(), fix, Outcome.Partly, text(3000));
        }
    }

    public static IEnumerable<IssueEvent> Events(Func<int, string> text, Func<Actor> who, LocalDate date) =>
    [
        new IssueEvent.TriageAsked(who(), CardSamples.Now, text(3000), CardSamples.Now), new IssueEvent.QuestionAnswered(who(), CardSamples.Now, text(3000), CardSamples.Now),
        new IssueEvent.TriageReturned(who(), CardSamples.Now, text(3000), who(), date), new IssueEvent.TriageMerged(who(), CardSamples.Now, OuterLoopSamples.Theme, text(300)),
        new IssueEvent.ThemeRenamed(who(), CardSamples.Now, new(OuterLoopSamples.Theme, text(300))),
        new IssueEvent.Reopened(who(), CardSamples.Now, text(3000), CardSamples.Now), new IssueEvent.TriageAccepted(who(), CardSamples.Now, who(), Priority.Normal, date) { Group = new("g", text(300)) },
    ];

    public static IEnumerable<CardContent> Of(Random random, FrontlineTeam team, IssueWithResponse item, Func<int, string> text, LocalDate date)
    {
        var groups = team with { Company = team.Company with { Groups = [.. Enumerable.Range(0, 150).Select(i => new PeopleGroup($"g{i}", text(300), CardSamples.Mia.Id, [], null))] } };
        yield return new CardContent.AcceptForm(groups, item, CardSamples.Mia, date);
        yield return new CardContent.AskForm(team, item);
        yield return new CardContent.ReturnForm(team, item);
        yield return new CardContent.SnoozeForm(team, item, date);
        yield return new CardContent.AnswerQuestionForm(team, item);
        yield return new CardContent.ReopenForm(team, item);
        foreach (var themed in ThemeSamples.Hostile(team, item, text, () => CardSamples.Mia with { Name = text(300) })) yield return themed;
        yield return new CardContent.MergeForm(team, item, [.. Enumerable.Range(0, 20).Select(i => new ThemeSuggestion(ThemeId.Of($"{i}"), text(300), 1 + random.Next(100_000), 1 + random.Next(10_000), [text(300), text(40)]))]);
        yield return new CardContent.EscalationReminder(team, item, (ReminderRung)random.Next(4), random.Next(2) == 0);
        yield return new CardContent.IssueCard(team, item, Audience.Manager);
        yield return new CardContent.EscalationCard(team, item, Audience.Manager)
        {
            Suggestion = new(1 + random.Next(100_000), [text(300), text(40)], text(300), new(text(300), text(300), text(3000), [text(300)])),
        };
        yield return new CardContent.MergeForm(team, item, []) { Others = 1 + random.Next(100_000), OtherWords = [text(300), text(40)] };
    }

    public static CardContent Queue(Random random, FrontlineTeam team, Func<IssueWithResponse> item, Func<int, string> text)
    {
        double?[] values = [null, 0, -5, 1e300, 12_000.5];
        var entries = Enumerable.Range(0, QueueQuery.PageSize).Select(i =>
        {
            var one = item();
            return new QueueEntry(
                team, one with { Issue = one.Issue with { Id = IssueId.OfResponse(team.Id, "lounge", $"r-{i}") } }, new(1 + random.Next(int.MaxValue - 1), values[random.Next(values.Length)], int.MaxValue), null);
        });
        return new CardContent.QueueCard(new(
            new((QueueView)random.Next(5), (QueueOrder)random.Next(3), random.Next(2) == 0 ? text(300) : null, random.Next(3)), [.. entries.Take(random.Next(9))], int.MaxValue,
            new Dictionary<QueueView, int> { [QueueView.Open] = int.MaxValue }, [.. Enumerable.Range(0, 200).Select(_ => text(300)), .. Enumerable.Range(0, 50).Select(i => $"category {i}")])
        {
            Notes = [.. Enumerable.Range(0, random.Next(9)).Select(_ => new BalanceNote(team with { Name = text(300) }, new(team.Id, int.MaxValue, 2, int.MaxValue, random.Next())))],
        });
    }
}
