using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Tests.Builders;

/// <summary>A hotel's front desk in London, its people, and a Friday at noon.</summary>
internal static class Given
{
    /// <summary>Friday, 20 November 2026, 12:00 in London.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 12, 0);

    public static readonly Actor Ana = Person("U0001", "Ana");
    public static readonly Actor Ben = Person("U0002", "Ben");
    public static readonly Actor Mia = Person("U0009", "Mia");

    public static readonly FrontlineTeam FrontDesk = new(
        new("front-desk"), "Front desk", new(Platform.Slack, "T0001", "C0001"), DateTimeZoneProviders.Tzdb["Europe/London"], WorkingCalendar.MondayToFriday,
        [Mia.Id], new(Platform.Slack, "T0001", "C0009"), [new("lounge", null, null)], PostingRules.Default, FrontlineTeam.DefaultCategories);

    public static readonly IssueId IssueId = IssueId.OfResponse(FrontDesk.Id, "lounge", "r-1");

    public static Actor Person(string id, string name) => new(new(Platform.Slack, "T0001", id), name);

    /// <summary>An issue with this history, each step an hour after the one before.</summary>
    public static Issue Issue(params (Actor By, IssueCommand Command)[] steps)
    {
        var (issue, now) = (Core.Issues.Issue.Fresh(IssueId, Now - Duration.FromDays(1)), Now - Duration.FromHours(steps.Length));
        foreach (var (by, command) in steps)
        {
            var decision = IssueDecider.Decide(issue, command, by, now, FrontDesk);
            issue = IssueHistory.Apply(issue, Assert.IsType<IssueDecision.Accepted>(decision).Event);
            now += Duration.FromHours(1);
        }

        return issue;
    }

    public static Response Response(double? score = 3, string? comment = "Nobody could tell me where the bus leaves.", Instant? answeredAt = null) => new(
        "lounge", "r-1", score is { } value ? Score.Create(Metric.Nps, value, Score.DefaultScale(Metric.Nps)!.Value).Score : null, comment, answeredAt ?? Now, null, "en", null,
        new SortedDictionary<string, string>(StringComparer.Ordinal));
}
