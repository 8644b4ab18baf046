using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.Cards;
using HuddleBot.Webhooks;
using NodaTime;
using static HuddleBot.Tests.Webhooks.WebhookScene;

namespace HuddleBot.Tests.Webhooks;

/// <summary>What a receiver is told, signed, in order, at least once.</summary>
public sealed class WebhookTests
{
    private static readonly IssueEvent Escalated = new IssueEvent.Escalated(CardSamples.Ben, CardSamples.Now + Duration.FromHours(1), "price", "Make it free", null, CardSamples.Now + Duration.FromDays(2));
    private static readonly IssueEvent Accepted = new IssueEvent.TriageAccepted(CardSamples.Mia, CardSamples.Now + Duration.FromHours(2), CardSamples.Mia, Priority.Normal, CardSamples.Tuesday);
    private static readonly IssueEvent Resolved = new IssueEvent.TriageResolved(CardSamples.Mia, CardSamples.Now + Duration.FromHours(3), "Free from Monday");
    private static readonly IssueEvent[] Life = [Escalated, Accepted, Resolved];

    [Fact]
    public async Task From_its_creation_to_its_answer_an_issue_is_told_in_order_and_signed()
    {
        await using var scene = await OpenAsync();
        for (var version = 0; version <= 3; version++) await scene.PutAsync(News("r-1", version, Life));
        Assert.Null(await scene.SendAsync());

        Assert.Equal([WebhookType.Created, WebhookType.Tagged, WebhookType.Triaged, WebhookType.Resolved], scene.Receiver.All.Select(one => one.Type));
        Assert.All(scene.Receiver.All, one => Assert.True(one.IsSigned && one.Status == 204 && one.ContentType == "application/json"));
        Assert.Equal(4, scene.Receiver.All.DistinctBy(one => one.Id).Count());
        Assert.All(scene.Receiver.All, one => Assert.Equal("1795165200", one.Timestamp)); // When it was sent: 2026-11-20, 09:00 UTC.
        Assert.Equal(0, await scene.WaitingAsync());
    }

    [Fact]
    public async Task The_body_says_how_the_issue_stood_after_the_event_and_holds_no_words_and_no_contact_data()
    {
        await using var scene = await OpenAsync();
        await scene.PutAsync(News("r-1", 2, Life));
        await scene.SendAsync();

        var body = Assert.Single(scene.Receiver.All).Body;
        var id = News("r-1", 0).Item.Issue.Id;
        Assert.Equal(
            $$$"""{"type":"issue.triaged","timestamp":"2026-11-22T12:30:00Z","data":{"id":"{{{id}}}","team":"lhr-lounge","source":"lounge","version":2,"event":"TriageAccepted","loop":"outer","state":"escalated","triage":"accepted"}}""",
            body);
    }

    [Fact]
    public async Task Words_go_out_only_where_the_settings_say_so()
    {
        await using var scene = await OpenAsync("Webhooks:crm:IncludeWords=true");
        await scene.PutAsync(News("r-1", 0));
        await scene.SendAsync();

        var received = Assert.Single(scene.Receiver.All);
        Assert.True(received.IsSigned);
        Assert.Equal("Ten euros for the wifi. 日本", received.Data.GetProperty("words").GetString());
        Assert.All((string[])["Olivia", "olivia@", "7946", "C-4711"], secret => Assert.DoesNotContain(secret, received.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_hears_only_what_it_wants_to()
    {
        await using var scene = await OpenAsync("Webhooks:crm:Events:0=issue.resolved");
        for (var version = 0; version <= 3; version++) await scene.PutAsync(News("r-1", version, Life));
        await scene.SendAsync();
        Assert.Equal(WebhookType.Resolved, Assert.Single(scene.Receiver.All).Type);
    }

    [Fact]
    public async Task News_that_come_twice_or_late_are_told_once()
    {
        await using var scene = await OpenAsync();
        await scene.PutAsync(News("r-1", 1, Life), News("r-1", 1, Life), News("r-1", 2, Life), News("r-1", 1, Life));
        await scene.SendAsync();
        scene.Restart();
        await scene.PutAsync(News("r-1", 2, Life), News("r-1", 0, Life));
        await scene.SendAsync();
        Assert.Equal([1, 2], scene.Receiver.All.Select(one => one.Data.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task A_receiver_in_trouble_is_tried_again_later_under_the_same_id_and_nothing_overtakes()
    {
        await using var scene = await OpenAsync();
        scene.Receiver.ThenAnswer(500).ThenAnswer(503);
        await scene.PutAsync(News("r-1", 1, Life), News("r-2", 1, Life));

        var next = Assert.NotNull(await scene.SendAsync());
        Assert.InRange(next - scene.Time.Now, Duration.FromSeconds(5), Duration.FromSeconds(5.5));
        Assert.Equal(next, await scene.SendAsync());
        Assert.Single(scene.Receiver.All);

        scene.Time.Now = next;
        next = Assert.NotNull(await scene.SendAsync());
        Assert.InRange(next - scene.Time.Now, Duration.FromMinutes(5), Duration.FromMinutes(5.5));
        scene.Time.Now = next;
        Assert.Null(await scene.SendAsync());

        Assert.Equal([500, 503, 204, 204], scene.Receiver.All.Select(one => one.Status));
        var ids = scene.Receiver.All.Select(one => one.Id).ToList();
        Assert.Single(ids[..3].Distinct());
        Assert.NotEqual(ids[0], ids[3]);
        Assert.Equal(3, scene.Receiver.All.Take(3).Select(one => one.Timestamp).Distinct().Count());
        Assert.All(scene.Receiver.All, one => Assert.True(one.IsSigned));
    }

    [Theory]
    [InlineData(429, "7200", 7200)]
    [InlineData(503, "1", 5)]
    [InlineData(503, "Fri, 20 Nov 2026 10:00:00 GMT", 3600)]
    [InlineData(429, "999999999", 86_400)]
    public async Task Retry_After_is_honoured_up_to_a_day(int status, string header, int seconds)
    {
        await using var scene = await OpenAsync();
        scene.Receiver.ThenAnswer(status, "Retry-After", header);
        await scene.PutAsync(News("r-1", 0));

        var next = Assert.NotNull(await scene.SendAsync());
        Assert.InRange((next - scene.Time.Now).TotalSeconds, seconds, seconds * 1.1);
    }

    /// <summary>Nobody meant it to wait for the hour that the clock was wrong.</summary>
    [Fact]
    public async Task What_was_put_off_does_not_wait_for_the_hour_that_the_clock_is_put_back()
    {
        await using var scene = await OpenAsync();
        scene.Receiver.ThenAnswer(503);
        await scene.PutAsync(News("r-1", 0));
        var next = Assert.NotNull(await scene.SendAsync());
        scene.Time.Now = next - Duration.FromSeconds(1);
        Assert.Equal(next, await scene.SendAsync());
        Assert.Single(scene.Receiver.All);
        scene.Time.Now = next - Duration.FromHours(1);
        Assert.Null(await scene.SendAsync());
        Assert.Equal([503, 204], scene.Receiver.All.Select(one => one.Status));
        Assert.Equal(0, await scene.WaitingAsync());
    }

    [Fact]
    public async Task A_message_that_is_refused_holds_back_its_own_issue_only()
    {
        await using var scene = await OpenAsync();
        scene.Receiver.ThenAnswer(422);
        await scene.PutAsync(News("r-1", 1, Life), News("r-1", 2, Life), News("r-2", 1, Life));
        scene.Time.Now = Assert.NotNull(await scene.SendAsync());
        Assert.Null(await scene.SendAsync());

        var (one, other) = (News("r-1", 0).Item.Issue.Id.ToString(), News("r-2", 0).Item.Issue.Id.ToString());
        Assert.Equal(
            [(one, 1, 422), (other, 1, 204), (one, 1, 204), (one, 2, 204)],
            scene.Receiver.All.Select(message => (message.Data.GetProperty("id").GetString()!, message.Data.GetProperty("version").GetInt32(), message.Status)));
    }

    [Fact]
    public async Task After_ten_tries_in_three_days_it_is_parked_where_the_doctor_sees_it_and_can_be_tried_again()
    {
        await using var scene = await OpenAsync();
        for (var tries = 0; tries < 10; tries++) scene.Receiver.ThenAnswer(404);
        await scene.PutAsync(News("r-1", 0));
        var began = scene.Time.Now;
        var tried = 0;
        while (await scene.SendAsync() is { } next)
        {
            Assert.True(++tried < 10);
            scene.Time.Now = next;
        }

        Assert.Equal(10, scene.Receiver.All.Count);
        Assert.InRange((scene.Time.Now - began).TotalHours, 75, 84);
        var finding = await scene.Doctor.ExamineAsync(CancellationToken.None).SingleAsync();
        Assert.Equal((Severity.Wrong, "webhook crm: 1 message given up, it answered 404"), (finding.Severity, finding.Words));

        Assert.Equal(1, await scene.Outbox.RetryParkedAsync(CancellationToken.None));
        Assert.Null(await scene.SendAsync());
        Assert.Single(scene.Receiver.All.Select(one => one.Id).Distinct());
        Assert.Equal(204, scene.Receiver.All.Last().Status);
        Assert.Equal(Severity.Ok, (await scene.Doctor.ExamineAsync(CancellationToken.None).SingleAsync()).Severity);
    }

    [Fact]
    public async Task Who_is_gone_is_told_nothing_more_until_somebody_asks_again()
    {
        await using var scene = await OpenAsync();
        scene.Receiver.ThenAnswer(410);
        await scene.PutAsync(News("r-1", 0), News("r-2", 0));
        Assert.Null(await scene.SendAsync());
        scene.Restart();
        await scene.PutAsync(News("r-3", 0));
        Assert.Null(await scene.SendAsync());
        Assert.Single(scene.Receiver.All);
        var finding = await scene.Doctor.ExamineAsync(CancellationToken.None).FirstAsync();
        Assert.Equal((Severity.Wrong, true), (finding.Severity, finding.Words.Contains("wants nothing any more", StringComparison.Ordinal)));

        await scene.Outbox.RetryParkedAsync(CancellationToken.None);
        await scene.SendAsync();
        Assert.Equal([410, 204, 204], scene.Receiver.All.Select(one => one.Status));
    }

    [Fact]
    public async Task No_redirect_is_followed()
    {
        await using var scene = await OpenAsync();
        scene.Receiver.ThenAnswer(307, "Location", scene.Receiver.Url.Replace("/hook", "/elsewhere", StringComparison.Ordinal));
        await scene.PutAsync(News("r-1", 0));
        Assert.NotNull(await scene.SendAsync());
        Assert.False(scene.Receiver.WasElsewhere);
        Assert.Equal(1, await scene.WaitingAsync());
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        await using var scene = await OpenAsync();
        var sent = 0L;
        scene.Receiver.Then(async http =>
        {
            http.Response.StatusCode = 200;
            try
            {
                for (; sent < 500_000_000; sent += 65_536) await http.Response.Body.WriteAsync(new byte[65_536], http.RequestAborted);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The sender hung up, as it should.
            }
        });
        await scene.PutAsync(News("r-1", 0));
        Assert.Null(await scene.SendAsync());
        Assert.Equal(0, await scene.WaitingAsync());
        Assert.True(sent < 100_000_000, $"{sent} bytes were taken");
    }

    [Fact]
    public async Task When_the_answer_is_lost_it_comes_again_under_the_same_id()
    {
        await using var scene = await OpenAsync();
        scene.Receiver.Then(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await scene.PutAsync(News("r-1", 0));
        scene.Time.Now = Assert.NotNull(await scene.SendAsync());
        scene.Restart();
        Assert.Null(await scene.SendAsync());
        Assert.Equal(2, scene.Receiver.All.Count);
        Assert.Single(scene.Receiver.All.Select(one => (one.Id, one.Body)).Distinct());
    }

    [Fact]
    public async Task A_bot_that_stops_while_it_sends_sends_it_again_at_its_next_start()
    {
        await using var scene = await OpenAsync();
        using var stop = new CancellationTokenSource();
        scene.Receiver.Then(async http =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await scene.PutAsync(News("r-1", 0));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Sending.SendWaitingAsync(scene.Crm, stop.Token));
        scene.Restart();
        Assert.Null(await scene.SendAsync());
        Assert.Equal(2, scene.Receiver.All.Count);
        Assert.Single(scene.Receiver.All.Select(one => one.Id).Distinct());
    }
}
