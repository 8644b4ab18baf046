using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Faults;
using HuddleBot.Playground.Slack.Workspace;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HuddleBot.Tests.Slack;

/// <summary>The adapter before a Slack that checks what it gets: every call, every limit, every answer. By HTTP and over sockets it must be the same.</summary>
public abstract class PlaygroundPath(bool socketMode) : IAsyncLifetime
{
    private SlackPlayground slack = null!;
    private SlackBot bot = null!;

    private IChatPlatform Platform => bot.Services.GetRequiredService<IChatPlatform>();

    private static RenderedCard Card { get; } = new(
        new JsonObject
        {
            ["blocks"] = new JsonArray(
                new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "The bus" } },
                new JsonObject
                {
                    ["type"] = "actions",
                    ["elements"] = new JsonArray([.. new[] { Verbs.Fix, Verbs.Celebrate, Verbs.Show, Verbs.Open }.Select(verb => new JsonObject
                    {
                        ["type"] = "button", ["action_id"] = verb, ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = verb }, ["value"] = Lounge.Issue.ToString(),
                    })]),
                }),
        }.ToJsonString(),
        "Somebody said <!channel> & more", "A comment");

    public async Task InitializeAsync()
    {
        slack = await SlackPlayground.StartAsync(new() { SigningSecret = SlackBot.Secret, BotToken = "xoxb-test", WorkspaceId = "T1", StartsEmpty = true, SocketMode = socketMode });
        slack.AddUser("Ann", "U1");
        slack.AddUser("Bo", "U2");
        slack.AddChannel("lounge", ChannelKind.Public, ["U1"], id: "C1");
        bot = socketMode
            ? await SlackBot.StartAsync(slack.ApiBaseUrl, ("Slack:SigningSecret", ""), ("Slack:AppToken", "xapp-playground"))
            : await SlackBot.StartAsync(slack.ApiBaseUrl);
        slack.BotUrl = new Uri(bot.Http.BaseAddress!, "/slack/events");
        if (socketMode) await slack.WaitUntilAsync(() => slack.Sockets.Count == 2);
    }

    public async Task DisposeAsync()
    {
        Assert.Empty(slack.Complaints);
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    private async Task<string> PostAsync(string key = "k1", string? thread = null, string channel = "C1") =>
        Assert.IsType<SendResult.Sent>(await Platform.PostAsync(PostOf(key, thread, channel), CancellationToken.None)).MessageId;

    private static ChatPost PostOf(string key, string? thread = null, string channel = "C1") => new(key, Lounge.Channel with { Channel = channel }, thread, Card);

    [Fact]
    public async Task A_card_is_posted_tapped_and_decided()
    {
        var ts = await PostAsync();
        Assert.True((await slack.ClickAsync("U1", "C1", ts, Verbs.Fix)).IsOk);
        var form = Assert.Single(slack.OpenViewsOf("U1"));
        Assert.True((await slack.SubmitAsync("U1", form.Id, new Dictionary<string, string?> { ["try"] = "A sign" })).IsOk);
        Assert.Empty(slack.OpenViewsOf("U1"));
        var done = Assert.Single(bot.Desk.Done);
        Assert.Equal((new IssueCommand.Fix(null, "A sign", null), "Ann"), (done.Command, done.Actor.Name));
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_stands_below_its_field()
    {
        await slack.ClickAsync("U1", "C1", await PostAsync(), Verbs.Fix);
        bot.Desk.Refusal = new Refusal.DateInThePast();
        var refused = await slack.SubmitAsync("U1", Assert.Single(slack.OpenViewsOf("U1")).Id);
        Assert.Contains("DateInThePast", Assert.Single(refused.Errors!).Value, StringComparison.Ordinal);
        Assert.Single(slack.OpenViewsOf("U1"));
    }

    [Fact]
    public async Task A_posted_card_is_edited_in_place()
    {
        var ts = await PostAsync();
        var edited = Card with { Summary = "Decided", Json = """{"blocks":[{"type":"divider"}]}""" };
        Assert.Equal(new SendResult.Sent("C1", ts), await Platform.UpdateAsync(new("k1", Lounge.Channel, "C1", ts, edited), CancellationToken.None));
        Assert.Equal("Decided", Assert.Single(slack.MessagesIn("C1")).Text);
        Assert.IsType<FindResult.Found>(await Platform.FindAsync(PostOf("k1"), Instant.FromUnixTimeSeconds(0), CancellationToken.None));
        Assert.IsType<SendResult.Gone>(await Platform.UpdateAsync(new("k1", Lounge.Channel, "C1", "1.000001", edited), CancellationToken.None));
    }

    [Fact]
    public async Task The_summary_mentions_nobody()
    {
        await PostAsync();
        Assert.Equal("Somebody said &lt;!channel&gt; &amp; more", Assert.Single(slack.MessagesIn("C1")).Text);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_found_again()
    {
        var thread = await PostAsync("k0");
        foreach (var lost in (ChatPost[])[PostOf("k1"), PostOf("k2", thread), PostOf("k3", channel: "U2")])
        {
            Assert.IsType<FindResult.NotThere>(await Platform.FindAsync(lost, Instant.FromUnixTimeSeconds(0), CancellationToken.None));
            using (slack.Inject(new Fault(FaultKind.DropAnswer) { Method = "chat.postMessage" }))
                Assert.True(Assert.IsType<SendResult.TryLater>(await Platform.PostAsync(lost, CancellationToken.None)).MayHaveArrived);
            Assert.IsType<FindResult.Found>(await Platform.FindAsync(lost, Instant.FromUnixTimeSeconds(0), CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(FaultKind.ErrorAfterWork, true)]
    [InlineData(FaultKind.RateLimited, false)]
    public async Task A_fault_is_named_for_what_it_may_have_done(FaultKind kind, bool mayHaveArrived)
    {
        using var fault = slack.Inject(new Fault(kind) { Method = "chat.postMessage" });
        Assert.Equal(mayHaveArrived, Assert.IsType<SendResult.TryLater>(await Platform.PostAsync(PostOf("k1"), CancellationToken.None)).MayHaveArrived);
    }

    [Fact]
    public async Task A_channel_without_us_is_closed()
    {
        slack.AddChannel("secret", ChannelKind.Private, ["U2"], withBot: false, id: "C2");
        Assert.IsType<SendResult.ChannelClosed>(await Platform.PostAsync(PostOf("k1", channel: "C2"), CancellationToken.None));
        await slack.ArchiveAsync("C1");
        Assert.IsType<SendResult.ChannelClosed>(await Platform.PostAsync(PostOf("k1"), CancellationToken.None));
    }

    [Fact]
    public async Task A_burst_over_many_channels_is_never_refused()
    {
        foreach (var i in Enumerable.Range(10, 8)) slack.AddChannel($"c{i}", ChannelKind.Public, ["U1"], id: $"C{i}");
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => PostAsync($"k{i}", channel: $"C{10 + (i % 8)}")));
        Assert.All(Enumerable.Range(10, 8), i => Assert.Equal(3, slack.MessagesIn($"C{i}").Count));
        Assert.Equal(24, slack.Calls.Count(call => call.Method == "chat.postMessage"));
    }

    [Fact]
    public async Task Who_may_not_is_told_in_the_channel_and_nobody_else_sees_it()
    {
        var ts = await PostAsync();
        bot.Desk.Refusal = new Refusal.NotAMember();
        Assert.True((await slack.ClickAsync("U2", "C1", ts, Verbs.Celebrate)).IsOk);
        Assert.Contains("NotAMember", Assert.Single(slack.EphemeralsOf("U2")).Text, StringComparison.Ordinal);
        Assert.Single(slack.MessagesIn("C1"));
    }

    [Fact]
    public async Task A_channel_that_we_have_left_still_answers_by_the_clicks_own_address()
    {
        var ts = await PostAsync();
        bot.Desk.Refusal = new Refusal.NotAMember();
        using var fault = slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postEphemeral", Error = "not_in_channel" });
        await slack.ClickAsync("U1", "C1", ts, Verbs.Celebrate);
        Assert.Single(slack.EphemeralsOf("U1"));
    }

    [Fact]
    public async Task Everything_delivered_twice_at_once_happens_once()
    {
        var ts = await PostAsync();
        slack.Repetition = new(3, AtOnce: true);
        await slack.ClickAsync("U1", "C1", ts, Verbs.Celebrate);
        await slack.ClickAsync("U1", "C1", ts, Verbs.Fix);
        await slack.SubmitAsync("U1", Assert.Single(slack.OpenViewsOf("U1")).Id);
        await slack.CommandAsync("U1", "C1", "/huddle add The lift is stuck");
        Assert.Equal(3, bot.Desk.Done.Count);
        Assert.Single(slack.EphemeralsOf("U1"));
    }

    [Theory]
    [InlineData("/huddle help", "Help")]
    [InlineData("/huddle issues", "IssuesList")]
    [InlineData("/huddle score arrival & 7", "ScoreCard")]
    [InlineData("/huddle add A <b> & c", "AddedNote")]
    public async Task Commands_answer_privately(string line, string shows)
    {
        Assert.True((await slack.CommandAsync("U1", "C1", line)).IsOk);
        Assert.StartsWith(shows, Assert.Single(slack.EphemeralsOf("U1")).Text, StringComparison.Ordinal);
        if (shows == "ScoreCard") Assert.Equal("arrival & 7", Assert.Single(bot.Services.GetRequiredService<RecordingScores>().Asked).Words);
        if (shows == "AddedNote") Assert.Equal(new IssueCommand.Raise("A <b> & c"), Assert.Single(bot.Desk.Done).Command);
    }

    [Theory]
    [InlineData("score", "NoTeamHere")]
    [InlineData("issues", "NoTeamHere")]
    [InlineData("add The lift is stuck", "NoTeamHere")]
    [InlineData("pause until 2030-01-01", "NoTeamHere")]
    [InlineData("scores", "Help")]
    public async Task A_word_for_a_team_is_refused_where_there_is_none(string words, string shows)
    {
        slack.AddChannel("managers", ChannelKind.Public, ["U1"], id: "C9");
        await slack.CommandAsync("U1", "C9", $"/huddle {words}");
        Assert.Contains(shows, Assert.Single(slack.EphemeralsOf("U1")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Desk.Done);
    }

    [Fact]
    public async Task A_message_of_a_colleague_becomes_an_issue()
    {
        var said = await slack.PostAsUserAsync("U1", "C1", "The lift <is> stuck & loud");
        Assert.True((await slack.MessageShortcutAsync("U1", "C1", said.Ts, Verbs.Add)).IsOk);
        Assert.Equal("The lift <is> stuck & loud", Assert.Single(bot.Desk.LookedToAdd));
        await slack.SubmitAsync("U1", Assert.Single(slack.OpenViewsOf("U1")).Id, new Dictionary<string, string?> { ["words"] = "Stuck" });
        Assert.Equal(new IssueCommand.Raise("Stuck"), Assert.Single(bot.Desk.Done).Command);
        Assert.Contains("AddedNote", Assert.Single(slack.EphemeralsOf("U1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_tab_is_drawn_and_a_call_by_name_is_answered()
    {
        await slack.OpenHomeAsync("U1");
        await slack.WaitForAsync(() => slack.HomeOf("U1"));
        await slack.PostAsUserAsync("U1", "C1", "@huddlebot what can you do?");
        await slack.WaitUntilAsync(() => slack.EphemeralsOf("U1").Count == 1);
    }

    [Fact]
    public async Task Who_joins_may_tag_at_once_and_is_called_by_name()
    {
        var directory = bot.Services.GetRequiredService<IChatDirectory>();
        var bo = new PersonId(Core.Identity.Platform.Slack, "T1", "U2");
        Assert.False(await directory.IsMemberAsync(Lounge.Channel, bo, CancellationToken.None));
        await slack.AddMemberAsync("C1", "U2");
        Assert.True(await directory.IsMemberAsync(Lounge.Channel, bo, CancellationToken.None));
        Assert.Equal("Bo", await directory.NameOfAsync(bo, "x", CancellationToken.None));
    }

    [Fact]
    public async Task The_manifests_scopes_are_enough()
    {
        await using var strict = await SlackPlayground.StartAsync(new()
        {
            SigningSecret = SlackBot.Secret, BotToken = "xoxb-test", WorkspaceId = "T1", Scopes = HuddleBot.Slack.Manifest.SlackScopes.Bot.ToHashSet(StringComparer.Ordinal),
        });
        await using var modest = await SlackBot.StartAsync(strict.ApiBaseUrl);
        var platform = modest.Services.GetRequiredService<IChatPlatform>();
        foreach (var post in (ChatPost[])[PostOf("k1", channel: "C0001"), PostOf("k2", channel: "C0009"), PostOf("k3", channel: "U0002")])
        {
            var sent = Assert.IsType<SendResult.Sent>(await platform.PostAsync(post, CancellationToken.None));
            Assert.IsType<SendResult.Sent>(await platform.UpdateAsync(new(post.Key, post.Channel, sent.PostedChannel, sent.MessageId, Card), CancellationToken.None));
            Assert.Equal(new FindResult.Found(sent.PostedChannel, sent.MessageId), await platform.FindAsync(post, Instant.FromUnixTimeSeconds(0), CancellationToken.None));
        }

        var directory = modest.Services.GetRequiredService<IChatDirectory>();
        var ana = new PersonId(Core.Identity.Platform.Slack, "T1", "U0002");
        Assert.True(await directory.IsMemberAsync(Lounge.Channel with { Channel = "C0009" }, ana, CancellationToken.None));
        Assert.NotEqual("x", await directory.NameOfAsync(ana, "x", CancellationToken.None));
        Assert.DoesNotContain(modest.Log.Lines, line => line.Contains("missing_scope", StringComparison.Ordinal));
    }
}

public sealed class PlaygroundPathTests() : PlaygroundPath(socketMode: false);

public sealed class SocketPathTests() : PlaygroundPath(socketMode: true);
