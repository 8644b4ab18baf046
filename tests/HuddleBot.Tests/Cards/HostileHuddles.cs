using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Tests.Cards;

/// <summary>Huddles in every phase with whatever people can type, and more of everything than there should be.</summary>
internal static class HostileHuddles
{
    /// <param name="text">Of about this length.</param>
    /// <param name="item">An issue in any state.</param>
    public static IEnumerable<CardContent> Of(Random random, FrontlineTeam team, Func<int, string> text, Func<Actor> who, Func<IssueWithResponse> item)
    {
        List<IssueWithResponse> Items(int count) => [.. Enumerable.Range(0, count).Select(i =>
        {
            var one = item();
            return one with { Issue = one.Issue with { Id = IssueId.OfResponse(team.Id, "lounge", $"r-{i}") } };
        })];
        List<Actor> People() => [.. Enumerable.Range(0, random.Next(200)).Select(_ => who())];
        foreach (var phase in Enum.GetValues<HuddlePhase>())
        {
            var items = Items(8);
            var ids = items.ConvertAll(one => one.Issue.Id);
            var (metric, verdict) = ((Metric)random.Next(4), (MovementVerdict)random.Next(5));
            var score = new ScoreMovement(metric, 14, new(random.Next(1000), random.NextDouble() * 100, -100, 100), random.Next(2) == 0 ? null : new(3, 1e9, -1e9, 1e9), verdict);
            var agenda = new Agenda(
                [.. AgendaParts.Usual.OrderBy(_ => random.Next())], ids[..3], random.Next(1000), score, ids[3],
                [new(ids[4], [text(3000), text(3000), text(3000), text(3000)], random.Next(5)), new(ids[5], [], 0)], ids[6..], random.Next(4) == 0 ? null : text(3000));
            var huddle = new Huddle(
                HuddleSamples.Id, random.Next(1000), phase, random.Next(2) == 0 ? null : text(3000), CardSamples.Now, random.Next(1, 61), CardSamples.Now, random.Next(4) == 0 ? Agenda.Empty : agenda,
                random.Next(3) == 0 ? null : who(), People(), People(),
                [.. Enumerable.Range(0, random.Next(100)).Select(_ => new HuddleAnswer(who(), "", text(3000), CardSamples.Now, random.Next(2) == 0, random.Next(2) == 0))], [], null, null, null)
            { SkippedBefore = random.Next(5) };
            var all = new HuddleItems(items.Take(random.Next(9)).ToDictionary(one => one.Issue.Id), Items(random.Next(100)));
            yield return new CardContent.HuddleCard(team, huddle, all);
            yield return new CardContent.HuddleReceipt(team, huddle, all);
            yield return new CardContent.TimeIsUpNote(team, huddle);
            yield return new CardContent.LeadReminder(team, huddle, random.Next(2) == 0);
            yield return new CardContent.AnswerReminder(team, huddle, random.Next(2) == 0);
            yield return new CardContent.PassLeadForm(team, huddle, who());
            yield return new CardContent.PromiseForm(team, huddle, who(), HuddleSamples.Monday);
            yield return new CardContent.AnswerForm(team, huddle);
            var schedule = HuddleSchedule.Usual(new(9, 15)) with { Name = text(3000) };
            yield return new CardContent.ScheduleNote(
                team, [.. Enumerable.Range(0, random.Next(60)).Select(i => new HuddleOccurrence(HuddleSamples.Id, schedule, CardSamples.Now + Duration.FromDays(i), (ClockShift)random.Next(3)))],
                random.Next(2) == 0 ? null : HuddleSamples.Monday);
        }
    }
}
