using System.Globalization;
using HuddleBot.Benchmarks.Replay;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Silences;
using NodaTime;

namespace HuddleBot.Benchmarks.Silences;

/// <summary>What would have been called silent in real reviews, day by day: of all of them as one feed, and of the airports and airlines with the most as teams.</summary>
internal static class SilenceReplay
{
    private const int MostTeams = 12;
    private static readonly Duration Step = Duration.FromHours(6);

    public static async Task<int> RunAsync(string file)
    {
        var (reviews, refused) = await LoungeReviews.ReadAsync(file, LoungeReviews.Questions[0].Mapping);
        Console.Out.WriteLine($"\n{reviews.Count} reviews read, {refused} rows not\n");
        Console.Out.WriteLine("| whose | reviews | years | waits called silent | the last of them |\n| --- | --- | --- | --- | --- |");
        Tell("all, as one feed", reviews);
        foreach (var (kind, name) in (IEnumerable<(string, string)>)[("airport", "airport"), ("airline", "airline")])
        {
            var teams = reviews.Where(review => review.Attributes.ContainsKey(name)).GroupBy(review => review.Attributes[name], StringComparer.OrdinalIgnoreCase).OrderByDescending(team => team.Count()).ToList();
            foreach (var team in teams.Take(MostTeams)) Tell($"{kind} {team.Key}", [.. team]);
            var rest = teams.Skip(MostTeams).Select(team => Waits([.. team]).Count).ToList();
            Console.Out.WriteLine($"| the other {rest.Count} {kind}s | {teams.Skip(MostTeams).Sum(team => team.Count())} | | {rest.Sum()}, of {rest.Count(count => count > 0)} of them | |");
        }

        return 0;
    }

    private static void Tell(string whose, IReadOnlyList<Response> reviews)
    {
        var waits = Waits(reviews);
        var years = (reviews[^1].AnsweredAt - reviews[0].AnsweredAt).TotalDays / 365.25;
        var last = string.Join("; ", waits.TakeLast(3).Select(wait => string.Create(
            CultureInfo.InvariantCulture, $"{wait.Since.Since.InUtc().Date:uuuu-MM-dd} to {wait.Back.InUtc().Date:uuuu-MM-dd}, usual {wait.Since.Usual:0.0} days, found after {wait.Since.Lasted:0.0}")));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {whose} | {reviews.Count} | {years:0.0} | {waits.Count} | {last} |"));
    }

    /// <summary>The waits that were over in the end, as they were known when they were called.</summary>
    private static List<(SilentSince Since, Instant Back)> Waits(IReadOnlyList<Response> reviews)
    {
        var hours = reviews.Select(review => Signs.HourOf(review.AnsweredAt)).Distinct().ToList();
        var waits = new List<(SilentSince, Instant)>();
        for (var next = 1; next < hours.Count; next++)
        {
            var (last, back) = (Signs.StartOf(hours[next - 1]), Signs.StartOf(hours[next]));
            var known = new Signs(hours[..next], []).AsOf(last);
            for (var at = last + Duration.FromDays(1.75); at < back && at < last + Duration.FromDays(91); at += Step)
            {
                if (SilenceDecider.Judge(known, RunningDays.Always, SilenceDecider.LeastOfFeed, at) is not { } silent) continue;
                waits.Add((silent, back));
                break;
            }
        }

        return waits;
    }
}
