using HuddleBot.Core.Cards;
using HuddleBot.EndToEnd.Processes;
using HuddleBot.Playground.Faults;
using static HuddleBot.EndToEnd.Processes.LiveTeamsHotel;

namespace HuddleBot.EndToEnd.Kills;

/// <summary>
/// kill -9 at the worst moments with Microsoft Teams: nobody can look there whether a message has arrived, so what was under way may stand there twice, and nothing else does.
/// </summary>
public abstract class TeamsKillTests
{
    private const string Words = "Nobody could tell me where the bus leaves.";
    private const string More = "The lift is slow.";
    private const string Answer = "It stands there from Monday";

    /// <summary>Null: SQLite.</summary>
    protected abstract string? AzureTables { get; }

    [Fact]
    public async Task Cards_that_were_accepted_are_there_although_the_bot_was_killed_while_it_posted_the_first()
    {
        await using var hotel = await LiveTeamsHotel.OpenAsync(AzureTables);
        using (hotel.Teams.Inject(new Fault(FaultKind.HoldAnswer) { Method = "create", Times = null }))
        {
            await hotel.SendAsync(Words, More);
            await hotel.UntilAsync(() => hotel.Teams.MessagesIn(FrontDesk).Count == 1);
            await hotel.KillBotAsync();
        }

        await hotel.StartBotAsync();
        await hotel.UntilAsync(() => hotel.Teams.MessagesIn(FrontDesk).Count == 3);
        await hotel.AllIsWellAsync();
        Assert.Equal([1, 2], new[] { hotel.CardsWith(Words).Count, hotel.CardsWith(More).Count }.Order());

        // The bot's own card of the two is the last; who presses a button on the other changes it as well.
        var twice = hotel.CardsWith(Words).Count == 2 ? hotel.CardsWith(Words) : hotel.CardsWith(More);
        await hotel.DecideAsync("tom", twice[0], Verbs.Celebrate);
        await hotel.UntilShownAsync(twice[1], "Celebrated by Tom Baker");
        await hotel.AllIsWellAsync();
        Assert.Equal(3, hotel.Teams.MessagesIn(FrontDesk).Count);
    }

    [Fact]
    public async Task Decisions_show_on_the_cards_and_answers_are_told_although_the_bot_was_killed_before_it_could()
    {
        await using var hotel = await LiveTeamsHotel.OpenAsync(AzureTables);
        await hotel.SendAsync(Words, More);
        var (card, fixing) = (await hotel.CardAsync(Words), await hotel.CardAsync(More));
        await hotel.DecideAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A sign, please"));
        var escalation = await hotel.CardAsync("A sign, please", Managers);
        await hotel.UntilShownAsync(card, "A sign, please");
        await hotel.AllIsWellAsync();
        using (hotel.Teams.Inject(new Fault(FaultKind.TimeOut) { Method = "update", Times = null }))
        using (hotel.Teams.Inject(new Fault(FaultKind.HoldAnswer) { Method = "send", Times = null }))
        {
            await hotel.DecideAsync("ana", escalation, Verbs.TriageResolve, (Verbs.Inputs.Answer, Answer));
            await hotel.DecideAsync("tom", fixing, Verbs.Fix, (Verbs.Inputs.Try, "Oil it"));
            await hotel.UntilAsync(() => hotel.Teams.Calls.Any(call => call.Operation == "update" && call.Fault is null) || hotel.Teams.ThreadOf(card).Any(reply => Shows(reply, Answer)));
            await hotel.KillBotAsync();
        }

        Assert.False(Shows(hotel.Teams.Now(fixing), "Oil it"));
        await hotel.StartBotAsync();
        await hotel.UntilShownAsync(card, $"Answer from Ana Silva: {Answer}");
        await hotel.UntilShownAsync(escalation, Answer);
        await hotel.UntilShownAsync(fixing, "Oil it");
        await hotel.AllIsWellAsync();
        Assert.InRange(hotel.Teams.ThreadOf(card).Count(reply => Shows(reply, Answer)), 1, 2);
        Assert.Equal((2, 1), (hotel.Teams.MessagesIn(FrontDesk).Count, hotel.Teams.MessagesIn(Managers).Count));
    }
}

public sealed class TeamsKillTestsOnSqlite : TeamsKillTests
{
    protected override string? AzureTables => null;
}

public sealed class TeamsKillTestsOnAzureTables(AzuriteProcess azurite) : TeamsKillTests, IClassFixture<AzuriteProcess>
{
    protected override string? AzureTables => azurite.ConnectionString;
}
