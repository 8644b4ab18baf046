using System.Net;
using HuddleBot.Playground.Faults;
using HuddleBot.Playground.MicrosoftTeams;
using static HuddleBot.Tests.Playground.MicrosoftTeamsScene;
using static HuddleBot.Tests.Playground.MicrosoftTeamsScene.Cards;

namespace HuddleBot.Tests.Playground;

public sealed class MicrosoftTeamsFaultTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private MicrosoftTeamsScene scene = null!;

    private TeamsPlayground Teams => scene.Teams;

    public async Task InitializeAsync() => scene = await OpenAsync(new TeamsPlaygroundOptions { TimeProvider = time });

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.RateLimited, null, HttpStatusCode.TooManyRequests, 0)]
    [InlineData(FaultKind.ServerError, null, HttpStatusCode.ServiceUnavailable, 0)]
    [InlineData(FaultKind.ServerError, 502, HttpStatusCode.BadGateway, 0)]
    [InlineData(FaultKind.ErrorAfterWork, 504, HttpStatusCode.GatewayTimeout, 1)]
    [InlineData(FaultKind.Refuse, 412, HttpStatusCode.PreconditionFailed, 0)]
    [InlineData(FaultKind.Refuse, null, HttpStatusCode.BadRequest, 0)]
    [InlineData(FaultKind.Html, null, HttpStatusCode.OK, 0)]
    [InlineData(FaultKind.EmptyBody, null, HttpStatusCode.OK, 0)]
    public async Task A_fault_answers_wrong_once_and_then_all_is_well(FaultKind kind, int? status, HttpStatusCode seen, int posted)
    {
        using var fault = Teams.Inject(new Fault(kind) { Method = "send", Status = status, RetryAfter = 7 });

        using var answer = await PostAsync(scene.FrontDesk);

        Assert.Equal(seen, answer.StatusCode);
        Assert.Equal(kind is FaultKind.RateLimited ? TimeSpan.FromSeconds(7) : null, answer.Headers.RetryAfter?.Delta);
        Assert.Equal(posted, Teams.MessagesIn("Front desk").Count);
        Assert.Equal((kind.ToString(), (int)seen), (Assert.Single(Teams.Calls).Fault, Teams.Calls[0].Status));
        using var again = await PostAsync(scene.FrontDesk);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Theory]
    [InlineData(FaultKind.DropAnswer, 1)]
    [InlineData(FaultKind.CutConnection, 0)]
    [InlineData(FaultKind.HoldAnswer, 1)]
    [InlineData(FaultKind.TimeOut, 0)]
    public async Task A_lost_answer_may_or_may_not_have_done_the_work(FaultKind kind, int posted)
    {
        using var fault = Teams.Inject(new Fault(kind) { Delay = TimeSpan.FromMilliseconds(50) });

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(scene.FrontDesk));

        Assert.Equal(posted, Teams.MessagesIn("Front desk").Count);
    }

    [Fact]
    public async Task Of_two_calls_for_one_conversation_at_once_the_second_is_a_conflict()
    {
        using var fault = Teams.Inject(new Fault(FaultKind.Conflict) { Times = null, Delay = TimeSpan.FromMilliseconds(300) });

        var answers = await Task.WhenAll(PostAsync(scene.FrontDesk), PostAsync(scene.FrontDesk), PostAsync(scene.General));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.PreconditionFailed);
        Assert.Equal(2, answers.Count(answer => answer.StatusCode is HttpStatusCode.Created));
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task A_fault_for_a_channel_meets_its_threads_too()
    {
        var root = await scene.PostCardAsync(Card());
        using var fault = Teams.Inject(new Fault(FaultKind.ServerError) { Channel = scene.FrontDesk, Times = null });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(root.ConversationId)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(scene.General)).StatusCode);
    }

    [Fact]
    public async Task The_eighth_message_within_a_second_is_throttled_and_only_there()
    {
        for (var i = 0; i < 7; i++) Assert.Equal(HttpStatusCode.Created, (await PostAsync(scene.FrontDesk)).StatusCode);

        using var refused = await PostAsync(scene.FrontDesk);

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(scene.General)).StatusCode);
        Assert.Empty(Teams.Complaints);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync(scene.FrontDesk)).StatusCode);
        Assert.Equal("send: called before Retry-After was over", Assert.Single(Teams.Complaints));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(scene.FrontDesk)).StatusCode);
    }

    [Fact]
    public async Task Sixty_messages_in_half_a_minute_are_the_most_for_a_conversation()
    {
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(scene.FrontDesk)).StatusCode);
            time.Advance(TimeSpan.FromMilliseconds(300));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync(scene.FrontDesk)).StatusCode);
    }

    [Fact]
    public async Task Fifty_calls_a_second_are_the_most_for_the_tenant_whatever_they_are()
    {
        var threads = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            threads.Add((await scene.PostCardAsync(Card())).ConversationId);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        for (var i = 0; i < 50; i++) Assert.Equal(HttpStatusCode.Created, (await PostAsync(threads[i % 10])).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await scene.CallAsync(HttpMethod.Get, $"v3/teams/{scene.General}")).Status);
    }

    private Task<HttpResponseMessage> PostAsync(string conversation) =>
        scene.Http.PostAsync(new Uri($"v3/conversations/{Uri.EscapeDataString(conversation)}/activities", UriKind.Relative),
            new StringContent("""{"type":"message","text":"x"}""", System.Text.Encoding.UTF8, "application/json"));
}
