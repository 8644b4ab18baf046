using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Faults;
using HuddleBot.Tests.Doctor;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>What is refused for its own sake, and rows that nobody can read, are set aside alone: the channel and the team's news go on.</summary>
public sealed class PoisonTests
{
    [Theory]
    [InlineData("invalid_blocks")]
    [InlineData("msg_too_long")]
    [InlineData("restricted_action_thread_locked")]
    public async Task A_message_that_Slack_refuses_for_its_content_is_parked_alone(string code)
    {
        await using var hotel = await OpenAsync();
        using (hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Error = code, Times = code.StartsWith("restricted", StringComparison.Ordinal) ? 1 : 2 }))
        {
            await hotel.SendAsync(Response("r-1", 3, "Poison."));
            await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Parked)).Count == 1);
        }

        await GoesOnAsync(hotel);
        var parked = Assert.Single(await ParkedAsync(hotel));
        Assert.Equal((code, "slack/T0001/C0001"), (parked.Reason, parked.Channel?.ToString()));
    }

    [Theory]
    [InlineData(400, "BadSyntax")]
    [InlineData(413, "MessageSizeTooBig")]
    public async Task A_message_that_Microsoft_Teams_refuses_for_its_content_is_parked_alone(int status, string code)
    {
        await using var hotel = await OpenMixedAsync();
        using (hotel.Teams.Inject(new Fault(FaultKind.Refuse) { Method = "create", Status = status, Error = code }))
        {
            await hotel.SendAsync(Response("r-1", 3, "Poison.", Spa));
            await UntilAsync(async () => (await hotel.RowsOfAsync(Spa, TeamRows.Parked)).Count == 1);
        }

        await hotel.SpaCommentAsync("The sauna is cold.");
        await hotel.DrainedAsync();
        Assert.Single(hotel.Teams.MessagesIn(SpaChannel));
    }

    [Theory]
    [InlineData("Content", "Shout")]
    [InlineData("Channel", "nowhere")]
    [InlineData("CreatedAt", "yesterday")]
    [InlineData("Attempts", null)]
    public async Task A_message_whose_row_cannot_be_read_is_parked_alone(string property, string? value)
    {
        await using var hotel = await OpenAsync();
        await DamageAsync(hotel, TeamRows.Outbox + "0-0", row =>
        {
            foreach (var (name, words) in new Dictionary<string, string>(StringComparer.Ordinal)
                { ["Key"] = "front-desk/card-x", ["Channel"] = "slack/T0001/C0001", ["Urgency"] = "Urgent", ["Content"] = "Post", ["Slot"] = "card-x" }) row[name] = words;
            row["CreatedAt"] = NodaTime.Instant.FromDateTimeOffset(hotel.Time.GetUtcNow());
            if (value is not null) row[property] = value;
            else row.SetStored(property, "many");
        });
        await hotel.Bot.Services.GetRequiredService<IDoorbell>().RingAsync(new("front-desk"), CancellationToken.None);
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Parked)).Count == 1);
        await GoesOnAsync(hotel);
        var parked = Assert.Single(await ParkedAsync(hotel));
        Assert.Contains("its row cannot be read", parked.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_whose_row_cannot_be_read_is_parked_alone()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DrainedAsync();
        var slot = (await hotel.RowsOfAsync(FrontDesk, TeamRows.Slot)).Single();
        slot["Kind"] = "Pigeon";
        Assert.IsType<TransactionOutcome.Committed>(await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Replace(slot)], CancellationToken.None));
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Core.Cards.Verbs.Celebrate);
        await hotel.CommentAsync("The soup is cold.");
        await hotel.CommentAsync("The pool is closed.");
    }

    [Theory]
    [InlineData("b-0000000000000000001-aaaaaa", "Issue", "no issue at all")]
    [InlineData("b-0000000000000000001-aaaaaa", "Version", "seven")]
    public async Task News_that_cannot_be_read_is_parked_alone_and_the_team_s_news_goes_on(string rowKey, string property, string value)
    {
        await using var hotel = await OpenAsync();
        await DamageAsync(hotel, rowKey, row =>
        {
            row["Issue"] = IssueId.OfResponse(new("front-desk"), "survey", "r-1").ToString();
            row[property] = value;
        });
        await hotel.CommentAsync("The lift is slow.");
        await hotel.DrainedAsync();
        var parked = Assert.Single(await ParkedAsync(hotel));
        Assert.Equal(("front-desk:" + rowKey, null), (parked.Id, parked.Channel));
        Assert.Contains("its row cannot be read", parked.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_of_an_issue_that_cannot_be_read_is_parked_alone()
    {
        await using var hotel = await OpenAsync();
        await hotel.CommentAsync("The lift is slow.");
        await hotel.DrainedAsync();
        var response = (await hotel.RowsOfAsync(FrontDesk, TeamRows.Response)).Single();
        var issue = $"front-desk.{response.RowKey[TeamRows.Response.Length..]}";
        foreach (var name in response.Properties.Keys.ToList()) response[name] = null;
        Assert.IsType<TransactionOutcome.Committed>(await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Replace(response)], CancellationToken.None));
        await DamageAsync(hotel, "b-0000000000000000001-aaaaaa", row => row["Issue"] = issue);
        await hotel.CommentAsync("The soup is cold.");
        await hotel.DrainedAsync();
        Assert.Equal("front-desk:b-0000000000000000001-aaaaaa", Assert.Single(await ParkedAsync(hotel)).Id);
    }

    /// <summary>The verb as an operator types it: the real binary beside a running bot.</summary>
    [Fact]
    public async Task Parked_is_listed_tried_again_and_dropped()
    {
        await using var hotel = await OpenAsync();
        using (hotel.Slack.Inject(new(FaultKind.Refuse) { Method = "chat.postMessage", Error = "invalid_arguments", Times = 2 }))
        {
            await hotel.SendAsync(Response("r-1", 3, "Grizzly words"), Response("r-2", 3, "Grizzly words too"));
            await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Parked)).Count == 2);
        }

        using var folder = new TemporaryFolder();
        Task<(int Code, string Out, string Error)> RunAsync(params string[] words) =>
            BotProcess.RunAsync(folder.File("unused.db"), new Dictionary<string, string>(StringComparer.Ordinal), ["parked", .. words, .. Examination.SettingsOf(hotel)]);
        var listed = await RunAsync("list");
        Assert.Equal((0, ""), (listed.Code, listed.Error));
        var lines = listed.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines[..2], line => Assert.Matches(@"^front-desk:\d-\d{19}-[0-9a-f]{6}  20\S+Z  slack/T0001/C0001  front-desk/card-\w+: invalid_arguments$", line.TrimEnd()));
        Assert.StartsWith("2 are parked.", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("Grizzly", listed.Out, StringComparison.Ordinal);

        var (first, second) = (lines[0].Split(' ')[0], lines[1].Split(' ')[0]);
        var dropped = await RunAsync("drop", first, "front-desk:nothing");
        Assert.Equal((1, "1 dropped.", "front-desk:nothing is not parked; 'parked list' shows the ids."), (dropped.Code, dropped.Out.Trim(), dropped.Error.Trim()));
        var retried = await RunAsync("retry", second);
        Assert.Equal((0, "1 is tried again."), (retried.Code, retried.Out.Trim()));
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.MessagesIn(FrontDesk).Count == 1, TimeSpan.FromSeconds(20));
        await hotel.AllIsWellAsync();
        Assert.Equal("Nothing is parked.", (await RunAsync("list")).Out.Trim());
    }

    private static async Task GoesOnAsync(Hotel hotel)
    {
        await hotel.CommentAsync("The lift is slow.");
        await hotel.DrainedAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    private static async Task<IReadOnlyList<ParkedMessage>> ParkedAsync(Hotel hotel) =>
        await hotel.Bot.Services.GetRequiredService<WaitingMessages>().ParkedAsync(new("front-desk"), CancellationToken.None).ToListAsync();

    private static async Task DamageAsync(Hotel hotel, string rowKey, Action<TableEntity> fill)
    {
        var row = new TableEntity("team-front-desk", rowKey);
        fill(row);
        Assert.IsType<TransactionOutcome.Committed>(await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Add(row)], CancellationToken.None));
    }
}
