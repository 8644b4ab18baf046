using HuddleBot.Core.Storage;
using HuddleBot.EndToEnd.Processes;
using HuddleBot.Playground.Faults;

namespace HuddleBot.EndToEnd.Kills;

/// <summary>
/// A process that stands still for longer than its lease lasts, in the middle of its work (SIGSTOP: as where a machine is overcommitted or its disk hangs), and then goes on as if nothing had
/// happened: another has sent everything meanwhile, and it must send nothing more.
/// </summary>
public sealed class FreezeTests(AzuriteProcess azurite) : IClassFixture<AzuriteProcess>
{
    private static readonly string[] Said = ["The lift is slow.", "The tap drips.", "The soup is cold.", "The bed is hard."];

    [Fact]
    public async Task Woken_it_posts_nothing_in_Slack_that_another_has_posted()
    {
        await using var hotel = await LiveHotel.OpenAsync(azureTables: azurite.ConnectionString);
        await using var other = await hotel.StartAnotherBotAsync();

        // Slack takes one message a second in a channel: while the first is there, the second waits for its moment, claimed.
        await hotel.SendAsync([.. Said.Select((words, i) => LiveHotel.Response($"r-{i}", 3, words))]);
        await UntilOneIsClaimedAsync(hotel.Store, () => hotel.Slack.MessagesIn(LiveHotel.FrontDesk).Count);
        await hotel.Bot.FreezeAsync();
        await other.SaysAsync("This process dispatches");
        foreach (var words in Said) await hotel.CardAsync(words);
        await hotel.Bot.GoOnAsync();
        await hotel.Bot.SaysAsync("Another process dispatches now");

        // Whatever it had in hand it has done by the time when it takes in something new.
        await hotel.SendAsync(LiveHotel.Response("r-9", 3, "The bar is shut."));
        await hotel.CardAsync("The bar is shut.");
        await hotel.AllIsWellAsync();
        Assert.All(Said, words => Assert.Single(hotel.CardsWith(words)));
    }

    [Fact]
    public async Task Woken_it_posts_nothing_in_Teams_that_another_has_posted()
    {
        await using var hotel = await LiveTeamsHotel.OpenAsync(azurite.ConnectionString, "--Delivery:MicrosoftTeams:PerTenantPerSecond=1");
        await using var other = await hotel.StartAnotherBotAsync();
        await hotel.SendAsync(Said);
        await UntilOneIsClaimedAsync(hotel.Store, () => hotel.Teams.MessagesIn(LiveTeamsHotel.FrontDesk).Count);
        await hotel.Bot.FreezeAsync();
        await other.SaysAsync("This process dispatches");
        foreach (var words in Said) await hotel.CardAsync(words);
        await hotel.Bot.GoOnAsync();
        await hotel.Bot.SaysAsync("Another process dispatches now");
        await hotel.SendAsync("The bar is shut.");
        await hotel.CardAsync("The bar is shut.");
        await hotel.AllIsWellAsync();
        Assert.All(Said, words => Assert.Single(hotel.CardsWith(words)));
    }

    [Fact]
    public async Task A_stop_that_has_to_wait_for_an_answer_is_a_clean_one_all_the_same()
    {
        await using var hotel = await LiveHotel.OpenAsync(azureTables: azurite.ConnectionString);
        await using var other = await hotel.StartAnotherBotAsync();
        using (hotel.Slack.Inject(new Fault(FaultKind.Slow) { Method = "chat.postMessage", Delay = TimeSpan.FromSeconds(2.5) }))
        {
            await hotel.SendAsync(LiveHotel.Response("r-1", 3, Said[0]));
            await UntilOneIsClaimedAsync(hotel.Store, () => 1);
            await hotel.Bot.StopAsync();
        }

        // What had not left before the stop is sent by the other; nobody has to look whether it has arrived.
        await other.SaysAsync("This process dispatches");
        await hotel.CardAsync(Said[0]);
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.CardsWith(Said[0]));
        Assert.DoesNotContain(hotel.Slack.Calls, call => call.Method == "conversations.history");
    }

    /// <summary>And what was posted is stored as such: in Microsoft Teams what is posted and not yet stored may be posted twice.</summary>
    private static async Task UntilOneIsClaimedAsync(ITableStore store, Func<int> posted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while (true)
        {
            var waiting = await store.ScanAsync(TeamRows.TeamPartitions, patience.Token)
                .Where(row => row.RowKey.StartsWith(TeamRows.Outbox, StringComparison.Ordinal) || row.RowKey.StartsWith(TeamRows.Waiting, StringComparison.Ordinal)).ToListAsync(patience.Token);
            if (posted() is > 0 and var there && there + waiting.Count <= Said.Length && waiting.Exists(row => row.GetInstant("ClaimedAt") is not null)) return;
            await Task.Delay(10, patience.Token);
        }
    }
}
