using System.Globalization;
using System.Text;
using CsvHelper;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Feedback;
using NodaTime;
using Xunit.Abstractions;

namespace HuddleBot.Tests.Agendas;

/// <summary>
/// Real reviews mapped onto four weeks that end on 22 November 2026, and onto the years before them; three teams in three zones, each with a huddle on every working day at 09:15 of its own.
/// The agendas are written to the test's output (never into the repository): a person judges them; the test holds what must be true of every one.
/// </summary>
public sealed class LoungeTrialTests(ITestOutputHelper output)
{
    internal const string Reviews = "data/lounge-reviews.csv";
    private static readonly HuddleSchedule NineFifteen = HuddleSchedule.Usual(new(9, 15));
    private static readonly Scale OneToFive = Scale.TryCreate(1, 5)!.Value;
    private static readonly (string Team, string Zone, string[] Airports)[] Teams =
    [
        ("asia", "Asia/Singapore", ["Bangkok", "Singapore", "Sydney", "Hong Kong", "Kuala", "Tokyo", "Seoul", "Melbourne", "Auckland", "Brisbane", "Perth", "Beijing", "Shanghai", "Delhi", "Mumbai", "Taipei", "Manila"]),
        ("america", "America/New_York", ["New York", "Los Angeles", "Chicago", "San Francisco", "Toronto", "Vancouver", "Montreal", "Miami", "Boston", "Washington", "Newark", "Atlanta", "Dallas", "Houston", "Seattle", "Calgary"]),
        ("europe", "Europe/London", [""]),
    ];

    [SharedFact(Reviews)]
    public async Task Four_weeks_of_real_reviews_give_agendas_that_fit_a_phone_and_do_not_repeat_themselves()
    {
        await using var teams = await new ListeningTeams("2026-10-25T12:00:00Z", [.. Teams.Select(team => ListeningTeams.Team(team.Team, team.Zone))]).ReadyAsync();
        var end = teams.Now + Duration.FromDays(28);
        await teams.TakeAsync(Read(end));
        var (praised, past) = (new HashSet<IssueId>(), Teams.ToDictionary(team => team.Team, _ => new List<PastAgenda>(), StringComparer.Ordinal));
        foreach (var (team, startsAt) in Huddles(teams.Now, end))
        {
            teams.Time.Advance((startsAt - teams.Now).ToTimeSpan());
            var before = past[team.Id.Value];
            var since = before.Count > 0 ? before[0].StartsAt : startsAt - Duration.FromDays(7);
            var agenda = await teams.Maker(["What slowed you down yesterday?"], new Remembered(before)).MakeAsync(team, NineFifteen, since, before.Count, startsAt, CancellationToken.None);
            await WriteAsync(teams, team, startsAt, agenda);

            Assert.InRange(agenda.Promises.Count, 0, 3);
            Assert.InRange(agenda.Comments.Count, 0, 2);
            Assert.All(agenda.Comments, comment => Assert.InRange(comment.SharedWords.Count, comment.Others > 0 ? 1 : 0, comment.Others > 0 ? 3 : 0));
            if (agenda.Praise is { } praise) Assert.True(praised.Add(praise), "praised twice");
            Assert.DoesNotContain(agenda.Comments, comment => before.Take(3).Count(huddle => huddle.Agenda.Comments.Any(shown => shown.Issue == comment.Issue)) >= 2);
            before.Insert(0, new(startsAt, agenda));
            await DecideAsync(teams, agenda, before.Count);
        }

        Assert.All(past.Values, huddles => Assert.InRange(huddles.Count(huddle => !huddle.Agenda.IsEmpty), 18, 20));
    }

    private static IEnumerable<(FrontlineTeam Team, Instant StartsAt)> Huddles(Instant first, Instant until) =>
        from team in Teams.Select(team => ListeningTeams.Team(team.Team, team.Zone) with { Huddles = [NineFifteen] })
        from occurrence in HuddleCalendar.Between(team, null, first, until)
        orderby occurrence.StartsAt
        select (Team: team, occurrence.StartsAt);

    /// <summary>What a team that works does: two of three times it decides on the first comment.</summary>
    private static async Task DecideAsync(ListeningTeams teams, Agenda agenda, int number)
    {
        if (agenda.Comments.Count == 0 || number % 3 == 0) return;
        IssueCommand command = number % 2 == 0 ? new IssueCommand.Escalate(null, "Please look into this", null) : new IssueCommand.Fix(null, "Try it", null);
        Assert.IsType<IssueReply.Done>(await teams.Desk.DoAsync(agenda.Comments[0].Issue, ListeningTeams.Ana, Guid.NewGuid().ToString(), command, CancellationToken.None));
    }

    private async Task WriteAsync(ListeningTeams teams, FrontlineTeam team, Instant startsAt, Agenda agenda)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{team.Id}, {startsAt.InZone(team.TimeZone).LocalDateTime:ddd dd MMM HH:mm}: {string.Join(", ", agenda.Parts)}");
        foreach (var promise in agenda.Promises) text.AppendLine(CultureInfo.InvariantCulture, $"  promise  {await WordsAsync(promise)}");
        if (agenda.MorePromises > 0) text.AppendLine(CultureInfo.InvariantCulture, $"  and {agenda.MorePromises} more promises");
        if (agenda.Score is { } score) text.AppendLine(CultureInfo.InvariantCulture, $"  score    {score.Metric} {score.Now.Value:0} ({score.Now.Low:0} to {score.Now.High:0}), n {score.Now.Answers}; before {score.Before?.Value:0}, n {score.Before?.Answers}: {score.Verdict}");
        if (agenda.Praise is { } praise) text.AppendLine(CultureInfo.InvariantCulture, $"  praise   {await WordsAsync(praise)}");
        foreach (var comment in agenda.Comments) text.AppendLine(CultureInfo.InvariantCulture, $"  comment  {await WordsAsync(comment.Issue)} [{string.Join(", ", comment.SharedWords)}; {comment.Others} others]");
        output.WriteLine(text.ToString());

        async Task<string> WordsAsync(IssueId issue)
        {
            var row = await teams.Store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.Response + issue.Key, CancellationToken.None);
            var words = row!.GetString("Comment") ?? "";
            return string.Create(CultureInfo.InvariantCulture, $"{row.GetDouble("Score")} \"{(words.Length > 220 ? words[..220] + "…" : words)}\"");
        }
    }

    /// <summary>All reviews, moved so that the last one is of the end; each with its team in the attribute <c>team</c>.</summary>
    internal static IEnumerable<Response> Read(Instant end)
    {
        using var csv = new CsvReader(new StreamReader(SharedFactAttribute.PathOf(Reviews)), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().Select((row, number) => (Row: row, Number: number, Date: (string)row["date"], Rating: (string)row["overall_rating"]))
            .Where(row => row.Date.Length > 0 && double.TryParse(row.Rating, CultureInfo.InvariantCulture, out var stars) && stars <= 5 && ((string)row.Row["content"]).Length > 0).ToList();
        var last = rows.Max(row => DateOnly.Parse(row.Date, CultureInfo.InvariantCulture));
        return rows.Select(row => new Response(
            "lounge", row.Number.ToString(CultureInfo.InvariantCulture), Score.Create(Metric.Csat, double.Parse(row.Rating, CultureInfo.InvariantCulture), OneToFive).Score, (string)row.Row["content"],
            end - Duration.FromDays(last.DayNumber - DateOnly.Parse(row.Date, CultureInfo.InvariantCulture).DayNumber) - Duration.FromMinutes(row.Number % 600), null, null, null,
            new SortedDictionary<string, string>(StringComparer.Ordinal) { ["team"] = Teams.First(team => team.Airports.Any(((string)row.Row["airport"]).Contains)).Team }));
    }

    private sealed class Remembered(IReadOnlyList<PastAgenda> past) : IPastAgendas
    {
        public Task<IReadOnlyList<PastAgenda>> BetweenAsync(TeamId team, Instant since, Instant until, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PastAgenda>>([.. past.Where(huddle => huddle.StartsAt >= since && huddle.StartsAt < until)]);
    }
}
