using HuddleBot.Core.Cards;
using HuddleBot.Core.Storage;
using HuddleBot.EndToEnd.Processes;
using HuddleBot.Playground.Faults;
using static HuddleBot.EndToEnd.Processes.LiveHotel;

namespace HuddleBot.EndToEnd.Kills;

/// <summary>
/// kill -9 at the worst moments: between "accepted" and "posted"; between Slack's work and its answer; between a decision and the card's change; between the
/// answer to a team and its note in the thread.
/// </summary>
public abstract class KillTests
{
    private const string Words = "Nobody could tell me where the bus leaves.";

    /// <summary>Null: SQLite.</summary>
    protected abstract string? AzureTables { get; }

    [Fact]
    public async Task A_comment_that_was_accepted_is_posted_once_although_the_bot_was_killed_before_it_could()
    {
        await using var hotel = await OpenAsync(azureTables: AzureTables);
        using (hotel.Slack.Inject(new Fault(FaultKind.TimeOut) { Method = "chat.postMessage", Times = null }))
        {
            Assert.Equal(1, (int?)(await hotel.SendAsync(Response("r-1", 3, Words)))["accepted"]);
            await hotel.KillBotAsync();
        }

        Assert.Empty(hotel.Slack.MessagesIn(FrontDesk));
        await hotel.StartBotAsync();
        await hotel.CardAsync(Words);
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task A_card_that_Slack_had_taken_is_found_again_and_not_posted_twice()
    {
        await using var hotel = await OpenAsync(azureTables: AzureTables);
        using (hotel.Slack.Inject(new Fault(FaultKind.HoldAnswer) { Method = "chat.postMessage", Times = null }))
        {
            await hotel.SendAsync(Response("r-1", 3, Words));
            await hotel.CardAsync(Words);
            await hotel.KillBotAsync();
        }

        Assert.DoesNotContain(hotel.Slack.Calls, call => call.Method == "conversations.history");
        await hotel.StartBotAsync();
        await hotel.UntilCalledAsync("conversations.history");
        await hotel.AllIsWellAsync();
        var card = Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        Assert.Single(hotel.Slack.Calls, call => call.Method == "chat.postMessage");

        // The card that was found is the bot's own from now on.
        await hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Celebrate);
        await hotel.UntilShownAsync(card, "Celebrated by Tom");
    }

    [Fact]
    public async Task A_decision_that_was_submitted_shows_on_the_card_although_the_bot_was_killed_before_the_change()
    {
        await using var hotel = await OpenAsync(azureTables: AzureTables);
        await hotel.SendAsync(Response("r-1", 3, Words));
        var card = await hotel.CardAsync(Words);
        using (hotel.Slack.Inject(new Fault(FaultKind.TimeOut) { Method = "chat.update", Times = null }))
        {
            await hotel.DecideAsync("U0001", card, Verbs.Fix, new Dictionary<string, string?>(StringComparer.Ordinal) { [Verbs.Inputs.Try] = "Put up a sign" });
            await hotel.KillBotAsync();
        }

        Assert.DoesNotContain("Put up a sign", hotel.Slack.MessagesIn(FrontDesk).Single().AllText, StringComparison.Ordinal);
        await hotel.StartBotAsync();
        await hotel.UntilShownAsync(card, "Put up a sign");
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
    }

    [Fact]
    public async Task A_managers_answer_is_told_in_the_thread_once_although_the_bot_was_killed_while_telling_it()
    {
        await using var hotel = await OpenAsync(azureTables: AzureTables);
        await hotel.SendAsync(Response("r-1", 3, Words));
        var card = await hotel.CardAsync(Words);
        await hotel.DecideAsync("U0001", card, Verbs.Escalate, new Dictionary<string, string?>(StringComparer.Ordinal) { [Verbs.Inputs.Ask] = "A sign, please" });
        var escalation = await hotel.CardAsync("A sign, please", Managers);
        await hotel.UntilShownAsync(card, "A sign, please");
        using (hotel.Slack.Inject(new Fault(FaultKind.HoldAnswer) { Method = "chat.postMessage", Times = null }))
        {
            await hotel.DecideAsync("U0002", escalation, Verbs.TriageResolve, new Dictionary<string, string?>(StringComparer.Ordinal) { [Verbs.Inputs.Answer] = "It stands there from Monday" });
            await hotel.Slack.WaitUntilAsync(() => Told().Any());
            await hotel.KillBotAsync();
        }

        await hotel.StartBotAsync();
        await hotel.UntilShownAsync(escalation, "It stands there from Monday");
        await hotel.UntilShownAsync(card, "It stands there from Monday");
        await hotel.AllIsWellAsync();
        Assert.Single(Told());
        Assert.Equal(0, await hotel.CountAsync(TeamRows.Outbox));

        IEnumerable<Playground.Slack.Workspace.Message> Told() =>
            hotel.Slack.ThreadOf(FrontDesk, card.Ts).Where(reply => reply.AllText.Contains("It stands there from Monday", StringComparison.Ordinal));
    }
}

public sealed class KillTestsOnSqlite : KillTests
{
    protected override string? AzureTables => null;
}

public sealed class KillTestsOnAzureTables(AzuriteProcess azurite) : KillTests, IClassFixture<AzuriteProcess>
{
    protected override string? AzureTables => azurite.ConnectionString;
}
