using System.Net;
using System.Text.RegularExpressions;
using HuddleBot.Core.Cards;
using HuddleBot.Playground.Faults;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>The whole bot without a public address: it connects to Slack, and everything else is as ever.</summary>
public sealed partial class SocketModeTests
{
    private static Task<Hotel> OpenBySocketAsync(TimeProvider? time = null, params IEnumerable<string> more) => OpenAsync(
        time: time, slack: new() { RateLimitScale = null, SocketMode = true, TimeProvider = time ?? TimeProvider.System, RetryWaitScale = 0.01 },
        settings: ["--Slack:AppToken=xapp-playground", "--Slack:SigningSecret=", .. more]);

    private static Task ConnectedAsync(Hotel hotel, int count) => hotel.Slack.WaitUntilAsync(() => hotel.Slack.Sockets.Count == count, TimeSpan.FromSeconds(30));

    [Fact]
    public async Task A_comment_is_posted_tagged_and_escalated_and_the_answer_comes_back()
    {
        await using var hotel = await OpenBySocketAsync();
        await ConnectedAsync(hotel, 2);
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DecideAsync("U0001", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new motor"));
        var escalation = await hotel.CardAsync("A new motor", Managers);
        await hotel.DecideAsync("U0002", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, "It comes in May"));
        await hotel.UntilShownAsync(card, "It comes in May");
        Assert.True((await hotel.Slack.CommandAsync("U0002", Managers, "/huddle queue")).IsOk);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Two_bots_share_the_clicks_and_when_one_stops_the_other_goes_on()
    {
        await using var hotel = await OpenBySocketAsync();
        await using var other = await hotel.StartAnotherBotAsync();
        await ConnectedAsync(hotel, 4);
        var card = await hotel.CommentAsync("The tap drips.");
        using var asking = new CancellationTokenSource();
        var asked = Task.Run(async () =>
        {
            List<bool> answers = [];
            while (!asking.IsCancellationRequested) answers.Add((await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle issues")).IsOk);
            return answers;
        });
        await other.StopAsync();
        await ConnectedAsync(hotel, 2);
        await asking.CancelAsync();

        // What comes over a line in the very moment in which it closes, nobody can answer: the person sees that, and asks again. It has two lines.
        Assert.InRange((await asked).Count(isOk => !isOk), 0, 2);
        Assert.True((await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle issues")).IsOk);
        await hotel.DecideAsync("U0001", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "Tom is fixing it");
        Assert.Single(await hotel.HistoryOfAsync(hotel.IssueOn(card)));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Ready_says_in_words_that_Slack_does_not_reach_the_bot_and_goes_on_taking_feedback()
    {
        await using var hotel = await OpenBySocketAsync();
        await ConnectedAsync(hotel, 2);
        using var http = new HttpClient { BaseAddress = new Uri(hotel.Bot.Urls.Single()) };
        Assert.Equal("ready", await http.GetStringAsync(new Uri("/readyz", UriKind.Relative)));
        using var fault = hotel.Slack.Inject(new Fault(FaultKind.ServerError) { Method = "apps.connections.open", Times = null });
        hotel.Slack.Sockets.Cut();
        await ConnectedAsync(hotel, 0);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative), patience.Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            if ((await answer.Content.ReadAsStringAsync(patience.Token)).Contains("Slack does not reach this bot since", StringComparison.Ordinal)) break;
        }

        await hotel.CommentAsync("The lift is slow.");
    }
    /// <summary>Nobody closes a deaf line and nothing comes over it. The web socket's own clock cannot be put forward, so the silence that is allowed is short here; it is at most a minute.</summary>
    [Fact]
    public async Task Ready_says_that_no_line_is_heard_any_more_and_is_well_again_when_there_are_new_ones()
    {
        Assert.False(IsAllowed(61));
        Assert.True(IsAllowed(60));
        var time = new TestTime();
        await using var hotel = await OpenBySocketAsync(time, "--Slack:SocketSilenceSeconds=2");
        await ConnectedAsync(hotel, 2);
        Assert.Equal("ready", await AskAsync(hotel));
        using (hotel.Slack.Inject(new Fault(FaultKind.ServerError) { Method = "apps.connections.open", Times = null }))
        {
            hotel.Slack.Sockets.Deafen();
            await UntilAsync(async () => await AskAsync(hotel) != "ready");
            var said = await AskAsync(hotel);
            Assert.True(Trouble().IsMatch(said), said);
            await hotel.CommentAsync("The lift is slow.");
        }

        // The pauses between its tries grow to a minute.
        for (var minute = 0; minute < 5 && hotel.Slack.Sockets.Count < 2; minute++)
        {
            time.Skip(TimeSpan.FromMinutes(1));
            for (var look = 0; look < 40 && hotel.Slack.Sockets.Count < 2; look++) await Task.Delay(50);
        }

        await UntilAsync(async () => await AskAsync(hotel) == "ready");
        Assert.True((await hotel.Slack.CommandAsync("U0001", FrontDesk, "/huddle issues")).IsOk);
    }

    [GeneratedRegex(@"^ready\nSlack does not reach this bot since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: no socket, \((silent|http_503)\)$", RegexOptions.None, 1000)]
    private static partial Regex Trouble();

    private static bool IsAllowed(int seconds) =>
        System.ComponentModel.DataAnnotations.Validator.TryValidateProperty(seconds, new(new HuddleBot.Slack.SlackOptions()) { MemberName = nameof(HuddleBot.Slack.SlackOptions.SocketSilenceSeconds) }, null);

    private static async Task<string> AskAsync(Hotel hotel)
    {
        using var http = new HttpClient { BaseAddress = new Uri(hotel.Bot.Urls.Single()) };
        using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
