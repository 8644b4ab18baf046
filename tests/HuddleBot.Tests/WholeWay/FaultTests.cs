using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Faults;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Whatever Slack does: every message arrives, once.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(FaultKind.RateLimited)]
    [InlineData(FaultKind.ServerError)]
    [InlineData(FaultKind.CutConnection)]
    [InlineData(FaultKind.DropAnswer)]
    [InlineData(FaultKind.ErrorAfterWork)]
    [InlineData(FaultKind.Refuse)]
    [InlineData(FaultKind.Html)]
    [InlineData(FaultKind.EmptyBody)]
    [InlineData(FaultKind.BareOk)]
    [InlineData(FaultKind.CutAnswer)]
    [InlineData(FaultKind.Slow)]
    public async Task Messages_arrive_once(FaultKind kind)
    {
        await using var hotel = await OpenAsync(time: new TestTime(speed: 10));
        foreach (var method in (string[])["chat.postMessage", "chat.update"]) hotel.Slack.Inject(new Fault(kind) { Method = method, Times = 2, Delay = TimeSpan.FromSeconds(2) });
        await hotel.SendAsync([.. Enumerable.Range(0, 3).Select(i => Response($"r-{i}", 2, $"Comment number {i}."))]);
        foreach (var i in Enumerable.Range(0, 3)) await hotel.CardAsync($"Comment number {i}.");
        await hotel.DrainedAsync();
        await hotel.SendAsync([.. Enumerable.Range(0, 3).Select(i => Response($"r-{i}", 2, $"Changed comment {i}."))]);
        foreach (var i in Enumerable.Range(0, 3)) await hotel.CardAsync($"Changed comment {i}.");
        await hotel.AllIsWellAsync();
        Assert.Equal(3, hotel.Slack.MessagesIn(FrontDesk).Count);
        Assert.Equal(kind == FaultKind.Slow ? 0 : 4, hotel.Slack.Calls.Count(call => call.Fault is not null and not nameof(FaultKind.Slow)));
    }

    [Fact]
    public async Task Who_taps_while_Slack_is_slow_is_asked_to_tap_again_and_then_has_the_form_and_the_name()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        foreach (var method in (string[])["users.info", "conversations.members"]) hotel.Slack.Inject(new Fault(FaultKind.Slow) { Method = method, Delay = TimeSpan.FromSeconds(5), Times = 1 });
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Fix);
        Assert.Contains("We could not check who may do this", (await hotel.ToldAsync("U0001")).AllText, StringComparison.Ordinal);
        Assert.Empty(hotel.Slack.OpenViewsOf("U0001"));

        // The question goes on, and its answer is kept.
        var tom = new PersonId(Platform.Slack, "T0001", "U0001");
        Assert.True(await hotel.Bot.Services.GetRequiredService<IChatDirectory>().IsMemberAsync(new(Platform.Slack, "T0001", "C0001"), tom, CancellationToken.None));
        await hotel.DecideAsync("U0001", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "Tom is fixing it");
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Everything_at_random_for_a_while_and_still_each_once()
    {
        await using var hotel = await OpenAsync(time: new TestTime(speed: 10));
        FaultKind[] kinds = [FaultKind.RateLimited, FaultKind.ServerError, FaultKind.CutConnection, FaultKind.DropAnswer, FaultKind.ErrorAfterWork, FaultKind.Html, FaultKind.EmptyBody];
        var faults = kinds.Select((kind, i) => hotel.Slack.Inject(new Fault(kind) { Method = "chat.*", Times = null, Probability = 0.08, Seed = i })).ToList();
        await hotel.SendAsync([.. Enumerable.Range(0, 10).Select(i => Response($"r-{i}", 2, $"Comment number {i}."))]);
        foreach (var i in Enumerable.Range(0, 10)) await hotel.CardAsync($"Comment number {i}.");
        faults.ForEach(fault => fault.Dispose());
        await hotel.AllIsWellAsync();
        Assert.Equal(10, hotel.Slack.MessagesIn(FrontDesk).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_closed_channel_waits_while_others_go_on_and_gets_its_card_once_when_it_opens(bool archived)
    {
        var time = new TestTime();
        await using var hotel = await OpenAsync(time: time);
        if (archived) await hotel.Slack.ArchiveAsync(FrontDesk);
        else hotel.Slack.RemoveMember(FrontDesk, "U0BOT");
        using var refused = archived ? null : hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Channel = "C0001", Error = "not_in_channel", Times = null });
        await hotel.SendAsync(Response("r-1", 3, "The lift is slow."), Response("r-2", 3, "The soup is cold.", "restaurant"));
        await hotel.CardAsync("The soup is cold.", Restaurant);
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Outbox)).SingleOrDefault()?.GetString("LastError") is not null);
        Assert.Empty(hotel.Slack.MessagesIn(FrontDesk));

        refused?.Dispose();
        if (archived) await hotel.Slack.ArchiveAsync(FrontDesk, archived: false);
        else await hotel.Slack.AddMemberAsync(FrontDesk, "U0BOT");
        time.Skip(TimeSpan.FromMinutes(5));
        await hotel.CardAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task A_message_that_is_refused_as_it_is_is_parked_and_blocks_nothing()
    {
        await using var hotel = await OpenAsync();
        hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Error = "invalid_arguments" });
        await hotel.SendAsync(Response("r-1", 3, "Poison."));
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Parked)).Count == 1);
        await hotel.CommentAsync("The lift is slow.");
        await hotel.DrainedAsync();
        Assert.Single(await hotel.RowsOfAsync(FrontDesk, TeamRows.Parked));
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task A_card_whose_blocks_are_refused_is_posted_as_plain_text_and_drawn_with_them_later()
    {
        await using var hotel = await OpenAsync();
        hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Error = "invalid_blocks" });
        await hotel.SendAsync(Response("r-1", 3, "The lift is <slow>."));
        var card = await hotel.CardAsync("The lift is &lt;slow&gt;.");
        Assert.False(Shows(card, Verbs.Fix));
        await hotel.DrainedAsync();
        await hotel.SendAsync(Response("r-1", 3, "The lift is very slow."));
        await hotel.UntilShownAsync(card, Verbs.Fix);
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task Words_for_a_card_that_was_parked_are_parked_too_and_the_next_escalation_arrives()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Channel = "C0009", Error = "invalid_arguments" });
        await hotel.DecideAsync("U0001", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new lift"));
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Parked)).Count == 1);
        await hotel.UntilShownAsync(card, "A new lift");
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Undo);
        await hotel.Slack.WaitUntilAsync(() => hotel.ButtonsOf(card).Contains(Verbs.Escalate));
        await hotel.DecideAsync("U0001", card, Verbs.Escalate, (Verbs.Inputs.Ask, "Repair it"));
        await hotel.CardAsync("Repair it", Managers);
        await hotel.DrainedAsync();
        Assert.Equal(2, (await hotel.RowsOfAsync(FrontDesk, TeamRows.Parked)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopped_between_the_post_and_the_note_of_it_the_message_is_found_again(bool changedMeanwhile)
    {
        await using var hotel = await OpenAsync();
        hotel.Slack.Inject(new Fault(FaultKind.Slow) { Method = "chat.postMessage", Delay = TimeSpan.FromSeconds(1) });
        await hotel.SendAsync(Response("r-1", 3, "The lift is slow."));
        TableEntity? claimed = null;
        await UntilAsync(async () => (claimed = (await hotel.RowsOfAsync(FrontDesk, TeamRows.Outbox)).SingleOrDefault(row => row.GetInstant("ClaimedAt") is not null)) is not null);
        await hotel.CardAsync("The lift is slow.");
        await hotel.DrainedAsync();
        await hotel.StopBotAsync();

        // The storage as it was at that moment: claimed, and nothing noted.
        await hotel.StartBotAsync(store => PutBackAsync(store, claimed!));
        if (changedMeanwhile) await hotel.SendAsync(Response("r-1", 3, "The lift is very slow."));
        await hotel.CardAsync(changedMeanwhile ? "The lift is very slow." : "The lift is slow.");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.Calls, call => call.Method == "chat.postMessage");
        Assert.Contains(hotel.Slack.Calls, call => call.Method == "conversations.history");
        var card = Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Celebrate);
        await hotel.UntilShownAsync(card, "Celebrated by Tom");
    }

    private static async Task PutBackAsync(ITableStore store, TableEntity claimed)
    {
        var message = new TableEntity(claimed.PartitionKey, claimed.RowKey);
        foreach (var (name, value) in claimed.Properties) message.SetStored(name, value);
        var slot = (await store.GetAsync(claimed.PartitionKey, TeamRows.Slot + claimed.RequireString("Slot"), CancellationToken.None))!;
        (slot["MessageId"], slot["PostedChannel"], slot["ShownHash"]) = (null, null, null);
        Assert.IsType<TransactionOutcome.Committed>(await store.SubmitTransactionAsync([TableTransactionAction.Add(message), TableTransactionAction.Replace(slot)], CancellationToken.None));
    }
}
