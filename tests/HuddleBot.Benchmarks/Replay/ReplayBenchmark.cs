using System.Globalization;
using HuddleBot.Benchmarks.Drops;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using NodaTime;

namespace HuddleBot.Benchmarks.Replay;

/// <summary>Plays real reviews by date, as if the bot had been there, and lists every alarm with the comments behind it.</summary>
internal static class ReplayBenchmark
{
    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var read = Words.Read(words, "--file", "--characters", "--allowed");
        var path = read.GetValueOrDefault("--file", "../shared/data/lounge-reviews.csv");
        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"There is no file {path}.");
            return 2;
        }

        var characters = read.Number("--characters", 400);
        double? allowed = read.TryGetValue("--allowed", out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        var alarms = new List<(string Heading, ReviewSeries Series, DropEvent.Fell Fell, string After)>();
        await Console.Out.WriteLineAsync("| company | question | teams | series | answers of a series a year, median | series-years | alarms | recoveries | became usual | messages of the weekly test |");
        await Console.Out.WriteLineAsync("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var company in Company.All)
        {
            foreach (var (question, mapping) in LoungeReviews.Questions)
            {
                var series = company.SeriesOf((await LoungeReviews.ReadAsync(path, mapping)).Read);
                var told = series.Select(one => (Series: one, Events: one.Told(allowed ?? one.Allowed))).ToList();
                var pace = series.Select(one => one.Reviews.Count / Math.Max(one.Years, 0.1)).Order().ElementAt(series.Count / 2);
                await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"| {company.Name} | {question} | {series.Select(one => one.Team).Distinct().Count()} | {series.Count} | {pace:F0} | {series.Sum(one => one.Years):F0} | {Count<DropEvent.Fell>()} | {Count<DropEvent.Recovered>()} | {Count<DropEvent.BecameUsual>()} | {series.Sum(Weekly)} |"));
                foreach (var (one, events) in told)
                {
                    foreach (var (fell, next) in events.Zip(events.Skip(1).Append(null)).Where(pair => pair.First is DropEvent.Fell))
                        alarms.Add(($"{company.Name}; {question}", one, (DropEvent.Fell)fell, After(next)));
                }

                int Count<T>() => told.Sum(one => one.Events.Count(now => now is T));
            }
        }

        foreach (var (heading, series, fell, after) in alarms) await ListAsync(heading, series, fell, after, characters);
        return 0;
    }

    /// <summary>A week without answers says nothing.</summary>
    private static int Weekly(ReviewSeries series)
    {
        var (test, messages, answers) = (new WeeklyTest(), 0, 0);
        var days = series.Reviews.ToLookup(ReviewSeries.DayOf);
        for (var (day, number) = (ReviewSeries.DayOf(series.Reviews[0]), 0); day <= ReviewSeries.DayOf(series.Reviews[^1]); (day, number) = (day.PlusDays(1), number + 1))
        {
            var scores = days[day].Select(review => review.Score!).ToList();
            answers = (number % 7 == 0 ? 0 : answers) + scores.Count;
            if (test.Add(WeeklyTest.TallyOf(scores)) && answers > 0) messages++;
        }

        return messages;
    }

    private static string After(DropEvent? next) => next switch
    {
        DropEvent.Recovered recovered => $"back since {recovered.Since:uuuu-MM-dd}, told on {recovered.SeenOn:uuuu-MM-dd}: {In(recovered.Now)}",
        DropEvent.BecameUsual usual => $"usual from {usual.SeenOn:uuuu-MM-dd} on: {In(usual.Usual)}",
        _ => "down until the data end",
    };

    private static async Task ListAsync(string heading, ReviewSeries series, DropEvent.Fell fell, string after, int characters)
    {
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\n## {heading}: {series.Name}\n"));
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Since {fell.Since:uuuu-MM-dd}, told on {fell.SeenOn:uuuu-MM-dd}: from {In(fell.Before)} to {In(fell.After)}; by chance once in {fell.ByChanceOnceInWeeks:F0} weeks; {after}.\n"));
        foreach (var review in series.Reviews.Where(review => ReviewSeries.DayOf(review) >= fell.Since && ReviewSeries.DayOf(review) <= fell.SeenOn))
        {
            var comment = (review.Comment ?? "").ReplaceLineEndings(" ");
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"- {ReviewSeries.DayOf(review):uuuu-MM-dd} **{review.Score!.Value}** {review.Attributes.GetValueOrDefault("airline")}, {review.Attributes.GetValueOrDefault("airport")}: {comment[..Math.Min(characters, comment.Length)]}"));
        }
    }

    private static string In(ScoreFigure figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.Value:F1} ({figure.Low:F1} to {figure.High:F1}; {figure.Answers} answers)");
}
