using System.Text;
using HuddleBot.Core.Feedback;

namespace HuddleBot.Tests.Feedback;

/// <summary>Whatever is sent, the answer is clear: 202 with every item accounted for, 400, or 413. Never 500.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Scraps =
    [
        "null", "true", "-0", "1e999", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "[]", "{}", "[[[[[[]]]]]]", "{\"id\":1}", "99999999999999999999", "\"2026-13-45\"", "\"=1-5\"", "\"\\\\\"", "1.5",
        "\"\u202E\uFEFF\"", "{\"\":{}}", "{\"a\":1,\"a\":2}", "-1", "\"👩‍👩‍👧‍👦\"", "1763629920", "[0,10]", "\"nps\"", "\"ces\"",
    ];

    [Fact]
    public async Task Random_items_are_all_accounted_for()
    {
        await using var host = await FeedbackHost.StartAsync();
        var random = new Random(2026);
        var names = new[] { "id", "metric", "score", "scale", "comment", "answeredAt", "touchpoint", "language", "customer", "attributes", "more" };
        for (var round = 0; round < 60; round++)
        {
            var items = Enumerable.Range(0, 25).Select(_ => FeedbackHost.Example(
                [.. Enumerable.Range(0, random.Next(4)).Select(_ => (names[random.Next(names.Length)], Scrap(random)))])).ToList();
            var answer = await host.AnswerAsync($"[{string.Join(",", items)}]");
            Assert.Equal(items.Count, answer.Accepted + answer.Updated + answer.Duplicates + answer.Quarantined);
        }

        Assert.All(host.Intake.Unreadable, item => Assert.NotEmpty(item.Reason));
        Assert.NotEmpty(host.Intake.Unreadable);
        Assert.NotEmpty(host.Intake.Responses);
    }

    [Fact]
    public async Task Mutated_bytes_never_cause_a_500()
    {
        await using var host = await FeedbackHost.StartAsync();
        var random = new Random(42);
        var seed = Encoding.UTF8.GetBytes($"[{FeedbackHost.Example()},{FeedbackHost.Example(("comment", "\"\\uD83D\\uDE00 ü\""))}]");
        var statuses = new HashSet<int>();
        for (var round = 0; round < 800; round++)
        {
            var body = seed.ToArray();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var at = random.Next(body.Length);
                body = random.Next(3) switch
                {
                    0 => [.. body[..at], (byte)random.Next(256), .. body[(at + 1)..]],
                    1 => [.. body[..at], .. body[Math.Min(body.Length, at + random.Next(8))..]],
                    _ => [.. body[..at], .. Encoding.UTF8.GetBytes(Scrap(random)), .. body[at..]],
                };
                if (body.Length == 0) body = [(byte)'0'];
            }

            using var answer = await host.PostAsync(body);
            statuses.Add((int)answer.StatusCode);
            Assert.Contains((int)answer.StatusCode, new[] { 202, 400 });
        }

        Assert.Equal(2, statuses.Count);
    }

    [Theory]
    [InlineData(60, 202)]
    [InlineData(100_000, 400)]
    public async Task Deep_nesting_is_cut_off(int depth, int status)
    {
        await using var host = await FeedbackHost.StartAsync();
        using var answer = await host.PostAsync(FeedbackHost.Example(("attributes", $$"""{ "a": {{new string('[', depth)}}{{new string(']', depth)}} }""")));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_that_is_accepted_is_outside_its_bounds()
    {
        await using var host = await FeedbackHost.StartAsync();
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            using var answer = await host.PostAsync(FeedbackHost.Example(
                ("id", $"\"{round}\""), ("metric", Scrap(random)), ("score", Scrap(random)), ("scale", Scrap(random)), ("answeredAt", round % 2 == 0 ? Scrap(random) : "\"2026-01-01\"")));
            Assert.NotEqual(500, (int)answer.StatusCode);
        }

        Assert.NotEmpty(host.Intake.Responses);
        Assert.All(host.Intake.Responses, response =>
        {
            Assert.InRange(response.Id.Length, 1, 200);
            Assert.True(response.Score is null || response.Score.Scale.Contains(response.Score.Value));
            Assert.True(response.Score is not null || !string.IsNullOrWhiteSpace(response.Comment));
        });
    }

    private static string Scrap(Random random) => Scraps[random.Next(Scraps.Length)];
}
