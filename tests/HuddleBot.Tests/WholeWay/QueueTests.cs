using System.Text.Encodings.Web;
using System.Text.Json;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Playground.Slack.Workspace;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>A manager finds everything that waits for an answer in one place.</summary>
public sealed class QueueTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly PersonId Ana = new(Platform.Slack, "T0001", "U0002");

    private static async Task<Message> EscalateAsync(Hotel hotel, string words, string area = FrontDesk)
    {
        var card = await hotel.CommentAsync(words, 2, area == FrontDesk ? "front desk" : area);
        await hotel.DecideAsync(area == FrontDesk ? "U0001" : "U0005", card, Verbs.Escalate);
        await hotel.UntilShownAsync(card, "has escalated this");
        return card;
    }

    private static async Task<QueuePage?> QueueOfAsync(Hotel hotel, PersonId person, QueueView view = QueueView.WaitingForMe, int page = 0)
    {
        await hotel.DrainedAsync();
        return await hotel.Bot.Services.GetRequiredService<IManagerQueue>().PageAsync(person, QueueQuery.First with { View = view, Page = page }, CancellationToken.None);
    }

    private static IEnumerable<string?> WordsOf(QueuePage? queue) => queue!.Entries.Select(queued => queued.Item.Words);

    /// <summary>A start makes the queue complete, also where nothing is missing: then it reads one row a team.</summary>
    private static async Task RebuiltAsync(Hotel hotel) =>
        await hotel.Bot.Services.GetRequiredService<QueueRebuild>().RunAsync([new(FrontDesk), new(Restaurant)], CancellationToken.None);

    private static async Task<string> HomeOfAsync(Hotel hotel, string user)
    {
        var before = hotel.Slack.HomeOf(user)?.Hash;
        await hotel.Slack.OpenHomeAsync(user);
        var home = await hotel.Slack.WaitForAsync(() => hotel.Slack.HomeOf(user) is { } drawn && drawn.Hash != before ? drawn : null, TimeSpan.FromSeconds(20));
        return JsonSerializer.Serialize(home.Content, Readable);
    }

    [Fact]
    public async Task It_spans_the_managers_teams_and_what_is_due_first_comes_first()
    {
        var time = new TestTime(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var hotel = await OpenAsync(time: time);
        await EscalateAsync(hotel, "The wifi is dear.");
        time.Skip(TimeSpan.FromDays(1));
        await EscalateAsync(hotel, "The soup is cold.", Restaurant);
        await hotel.CommentAsync("Nobody has looked at this.");

        Assert.Equal(["The wifi is dear.", "The soup is cold."], WordsOf(await QueueOfAsync(hotel, Ana)));
        Assert.Equal(["The soup is cold."], WordsOf(await QueueOfAsync(hotel, Ana with { User = "U0003" })));
        Assert.Null(await QueueOfAsync(hotel, Ana with { User = "U0004" }));

        var home = await HomeOfAsync(hotel, "U0002");
        Assert.Matches("Waiting for my answer.*Answer by .*Front desk, price.*“The wifi is dear.”.*Restaurant, price.*“The soup is cold.”", home);
        time.Skip(TimeSpan.FromDays(7));
        Assert.Contains("Overdue since", await HomeOfAsync(hotel, "U0002"), StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting for my answer", await HomeOfAsync(hotel, "U0004"), StringComparison.Ordinal);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task What_is_accepted_waits_for_who_accepted_it_and_for_who_owns_it_and_an_answer_ends_it()
    {
        await using var hotel = await OpenAsync();
        var card = await EscalateAsync(hotel, "The soup is cold.", Restaurant);
        var direct = await hotel.Slack.WaitForAsync(() => hotel.Slack.DirectMessagesOf("U0002").SingleOrDefault(message => Shows(message, "The soup is cold")), TimeSpan.FromSeconds(20));
        await hotel.Slack.ClickAsync("U0002", direct.Channel, direct.Ts, Verbs.TriageAccept);
        await hotel.UntilShownAsync(card, "Ana has accepted this");
        Assert.Single((await QueueOfAsync(hotel, Ana))!.Entries);
        Assert.Empty((await QueueOfAsync(hotel, Ana with { User = "U0003" }))!.Entries);

        await hotel.DecideAsync("U0002", direct, Verbs.TriageAssign, (Verbs.Inputs.Owner, "U0004"));
        await hotel.UntilShownAsync(card, "Ben sees to it by");
        Assert.Empty((await QueueOfAsync(hotel, Ana))!.Entries);
        Assert.Single((await QueueOfAsync(hotel, Ana, QueueView.Mine))!.Entries);
        Assert.Single((await QueueOfAsync(hotel, Ana with { User = "U0004" }))!.Entries);

        await hotel.DecideAsync("U0002", direct, Verbs.TriageResolve, (Verbs.Inputs.Answer, "A new stove"));
        await hotel.UntilShownAsync(card, "A new stove");
        Assert.Empty((await QueueOfAsync(hotel, Ana))!.Entries);
        Assert.Null(await QueueOfAsync(hotel, Ana with { User = "U0004" }));
        Assert.Empty(await hotel.RowsOfAsync(Restaurant, TeamRows.Escalation));
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task What_the_team_takes_back_waits_no_more()
    {
        await using var hotel = await OpenAsync();
        var card = await EscalateAsync(hotel, "The wifi is dear.");
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo);
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(card).Contains(Verbs.Escalate));
        Assert.Empty((await QueueOfAsync(hotel, Ana))!.Entries);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task What_was_escalated_before_there_was_a_queue_is_in_it_after_the_next_start()
    {
        await using var hotel = await OpenAsync();
        await EscalateAsync(hotel, "The wifi is dear.");
        await hotel.DrainedAsync();
        await hotel.StopBotAsync();
        await hotel.StartBotAsync(async store =>
        {
            foreach (var partition in new[] { TeamRows.PartitionOf(new(FrontDesk)), OuterRows.Partition })
            {
                await foreach (var row in store.QueryAsync(partition, "", null, CancellationToken.None))
                {
                    if (partition == OuterRows.Partition || row.RowKey == TeamRows.EscalationsComplete || row.RowKey.StartsWith(TeamRows.Escalation, StringComparison.Ordinal))
                        Assert.IsType<TransactionOutcome.Committed>(await store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], CancellationToken.None));
                }
            }
        });

        await RebuiltAsync(hotel);
        Assert.Equal(["The wifi is dear."], WordsOf(await QueueOfAsync(hotel, Ana)));
        Assert.Single(await hotel.RowsOfAsync(FrontDesk, TeamRows.Escalation));

        // The rebuilding is over with the first start: from then on the changes say it all.
        await foreach (var row in hotel.Store.QueryAsync(OuterRows.Partition, OuterRows.Escalation, null, CancellationToken.None))
            await hotel.Store.SubmitTransactionAsync([TableTransactionAction.Delete(row)], CancellationToken.None);
        await hotel.StopBotAsync();
        await hotel.StartBotAsync();
        await RebuiltAsync(hotel);
        Assert.Empty((await QueueOfAsync(hotel, Ana))!.Entries);
    }

    [Fact]
    public async Task Eight_are_on_a_page_and_the_rest_is_counted()
    {
        await using var hotel = await OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            var raised = Assert.IsType<IssueReply.Done>(await Desk(hotel).RaiseAsync(new(FrontDesk), new(Ana, "Ana"), $"raise {i}", $"Thing {i}", CancellationToken.None));
            Assert.IsType<IssueReply.Done>(await Desk(hotel).DoAsync(raised.Item.Issue.Id, new(Ana, "Ana"), $"escalate {i}", new IssueCommand.Escalate(null, null, null), CancellationToken.None));
        }

        var queue = (await QueueOfAsync(hotel, Ana))!;
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"Thing {i}"), WordsOf(queue));
        Assert.Equal((10, 10, 10), (queue.Total, queue.Counts[QueueView.WaitingForMe], queue.Counts[QueueView.Open]));
        Assert.Equal(["Thing 8", "Thing 9"], WordsOf(await QueueOfAsync(hotel, Ana, page: 1)));
        Assert.Equal(1, (await QueueOfAsync(hotel, Ana, page: 99))!.Query.Page);

        static IIssueDesk Desk(Hotel hotel) => hotel.Bot.Services.GetRequiredService<IIssueDesk>();
    }

    [Fact]
    public async Task The_command_answers_privately_in_any_channel()
    {
        await using var hotel = await OpenAsync();
        await EscalateAsync(hotel, "The wifi is dear.");
        var fixedOne = await hotel.CommentAsync("The lift is slow.");
        await hotel.DecideAsync("U0002", fixedOne, Verbs.Fix, (Verbs.Inputs.Try, "Call the mechanic"));
        await hotel.UntilShownAsync(fixedOne, "Ana is fixing it");
        await AnswersAsync("U0002", "managers", "/huddle queue", 0, "The wifi is dear.", "Call the mechanic");
        await AnswersAsync("U0002", "managers", "/huddle promises", 1, "Call the mechanic", "The wifi is dear.");
        await AnswersAsync("U0002", FrontDesk, "/huddle MINE", 2, "Call the mechanic", "The wifi is dear.");
        await AnswersAsync("U0001", FrontDesk, "/huddle queue", 0, "Nothing waits for you.", "The wifi is dear.");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);

        async Task AnswersAsync(string user, string channel, string line, int told, string expected, string notThere)
        {
            Assert.True((await hotel.Slack.CommandAsync(user, channel, line)).IsOk);
            var answer = await hotel.ToldAsync(user, told);
            Assert.Contains(expected, answer.AllText, StringComparison.Ordinal);
            Assert.DoesNotContain(notThere, answer.AllText, StringComparison.Ordinal);
        }
    }
}
