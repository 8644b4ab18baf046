using System.Net;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Faults;

namespace HuddleBot.Tests.Playground;

public sealed class SlackFaultTests : IAsyncLifetime
{
    private SlackPlayground slack = null!;
    private PlaygroundClient client = null!;

    public async Task InitializeAsync()
    {
        slack = await SlackPlayground.StartAsync(new SlackPlaygroundOptions { RateLimitScale = null });
        client = new PlaygroundClient(slack);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await slack.DisposeAsync();
    }

    [Theory]
    [InlineData(FaultKind.RateLimited, HttpStatusCode.TooManyRequests, 0)]
    [InlineData(FaultKind.ServerError, HttpStatusCode.ServiceUnavailable, 0)]
    [InlineData(FaultKind.ErrorAfterWork, HttpStatusCode.InternalServerError, 1)]
    [InlineData(FaultKind.Refuse, HttpStatusCode.OK, 0)]
    [InlineData(FaultKind.Html, HttpStatusCode.OK, 0)]
    [InlineData(FaultKind.EmptyBody, HttpStatusCode.OK, 0)]
    public async Task A_fault_answers_wrong_once_and_then_all_is_well(FaultKind kind, HttpStatusCode status, int posted)
    {
        slack.Inject(new Fault(kind) { Method = "chat.postMessage", RetryAfter = 7 });

        using var answer = await PostAsync();

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(kind is FaultKind.RateLimited ? TimeSpan.FromSeconds(7) : null, answer.Headers.RetryAfter?.Delta);
        Assert.Equal(posted, slack.MessagesIn("C0001").Count);
        Assert.Equal(kind.ToString(), Assert.Single(slack.Calls).Fault);
        await client.PostAsync("C0001", new { text = "well again" });
    }

    [Theory]
    [InlineData(FaultKind.DropAnswer, 1)]
    [InlineData(FaultKind.CutConnection, 0)]
    public async Task A_lost_answer_may_or_may_not_have_done_the_work(FaultKind kind, int posted)
    {
        slack.Inject(new Fault(kind));

        await Assert.ThrowsAsync<HttpRequestException>(PostAsync);

        Assert.Equal(posted, slack.MessagesIn("C0001").Count);
    }

    [Fact]
    public async Task A_time_out_ends_when_the_playground_cuts_it()
    {
        slack.Inject(new Fault(FaultKind.TimeOut) { Delay = TimeSpan.FromMilliseconds(50) });

        await Assert.ThrowsAsync<HttpRequestException>(PostAsync);
    }

    [Fact]
    public async Task A_fault_keeps_to_its_method_its_count_and_its_start()
    {
        using var fault = slack.Inject(new Fault(FaultKind.ServerError) { Method = "chat.*", After = 1, Times = 2 });

        await client.CallAsync("auth.test", new { });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await PostAsync();
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task Chance_is_the_same_for_the_same_seed()
    {
        var first = await DrawAsync();
        var second = await DrawAsync();

        Assert.Equal(first, second);
        Assert.Contains(HttpStatusCode.OK, first);
        Assert.Contains(HttpStatusCode.ServiceUnavailable, first);
    }

    private async Task<List<HttpStatusCode>> DrawAsync()
    {
        using var fault = slack.Inject(new Fault(FaultKind.ServerError) { Times = null, Probability = 0.5, Seed = 42 });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await PostAsync();
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    private Task<HttpResponseMessage> PostAsync() => client.SendAsync("chat.postMessage", new { channel = "C0001", text = "x" });
}
