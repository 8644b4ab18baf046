using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Storage;
using HuddleBot.FrontlineTeams;
using HuddleBot.Playground.Faults;
using HuddleBot.Tests.Feedback;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Doctor;

/// <summary>A channel that never comes back: an operator sees what waits for it, and forgets it; and one that is mended without an event: a test card lets all go out.</summary>
public sealed class ForgottenPlaceTests
{
    private const string Place = "slack/T0001/C0001";

    [Fact]
    public async Task What_waits_for_a_channel_is_listed_and_dropped_and_nothing_of_it_is_left()
    {
        var time = new TestTime();
        await using var hotel = await OpenAsync(time: time);
        var card = await hotel.CommentAsync("The tap drips.");
        await hotel.DrainedAsync();
        using var closed = hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.*", Channel = "C0001", Error = "is_archived", Times = null });
        await hotel.SendAsync(Response("r-1", 3, "Grizzly words"), Response("r-2", 3, "Grizzly words too"));
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Outbox)).Count == 2 && await IsClosedAsync(hotel));
        await hotel.DecideAsync("U0001", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A plumber"));
        await hotel.CardAsync("A plumber", Managers);
        await UntilAsync(async () => (await hotel.RowsOfAsync(FrontDesk, TeamRows.Outbox)).Count == 3);

        var listed = await RunAsync(hotel, "parked", "list");
        Assert.Equal((0, ""), (listed.Code, listed.Error));
        Assert.Matches(
            @"^slack/T0001/C0001  3 wait, closed since 20\S+Z: it is archived \(is_archived\)\. To do: bring it back in Slack; what waits goes out then by itself\. Or name another channel in the teams file, run 'teams apply FILE', and forget what waits here with 'parked drop slack/T0001/C0001'\r?\nNothing is parked\.",
            listed.Out);
        Assert.DoesNotContain("Grizzly", listed.Out, StringComparison.Ordinal);

        Assert.Equal((1, "0 dropped.", "slack/T0001/C0002 is not parked; 'parked list' shows the ids."), Trimmed(await RunAsync(hotel, "parked", "drop", "slack/T0001/C0002")));
        Assert.Equal((0, "3 dropped.", ""), Trimmed(await RunAsync(hotel, "parked", "drop", Place)));
        Assert.False(await IsClosedAsync(hotel));
        Assert.Equal("Nothing is parked.", (await RunAsync(hotel, "parked", "list")).Out.Trim());

        // The process that sends forgets it, too: it is in no figure of it.
        time.Skip(TimeSpan.FromMinutes(1));
        await UntilAsync(() => Task.FromResult(hotel.Bot.Services.GetRequiredService<ClosedPlaces>().Known.Count == 0));
        closed.Dispose();
        await hotel.CommentAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
        Assert.DoesNotContain(hotel.Slack.MessagesIn(FrontDesk), message => Shows(message, "Grizzly"));
    }

    [Fact]
    public async Task A_test_card_that_arrives_lets_out_what_waits()
    {
        await using var hotel = await OpenAsync();
        using (hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.*", Error = "missing_scope", Times = null }))
        {
            await hotel.SendAsync(Response("r-1", 3, "The lift is slow."));
            await UntilAsync(() => IsClosedAsync(hotel));
            Assert.Equal(1, (await RunAsync(hotel, "doctor", "--post", "front-desk")).Code);
        }

        var posted = await RunAsync(hotel, "doctor", "--post", "front-desk");
        Assert.Contains("a test card stands in slack/T0001/C0001", posted.Out, StringComparison.Ordinal);
        await hotel.CardAsync("The lift is slow.");
        await UntilAsync(async () => !await IsClosedAsync(hotel));
    }

    [Fact]
    public async Task What_waits_does_not_move_with_its_team()
    {
        await using var hotel = await OpenAsync();
        using (hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.*", Channel = "C0001", Error = "restricted_action", Times = null }))
        {
            await hotel.SendAsync(Response("r-1", 3, "The lift is slow."));
            await UntilAsync(() => IsClosedAsync(hotel));
            var (file, errors) = TeamsFile.Read("""
                { "frontlineTeams": [{ "id": "front-desk", "name": "Front desk", "timeZone": "Europe/London", "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0002" },
                  "routes": [{ "attribute": "area", "equals": "front desk" }] }] }
                """u8);
            Assert.Empty(errors);
            await hotel.Bot.Services.GetRequiredService<StoredTeams>().ApplyAsync(file!, CancellationToken.None);
            await UntilAsync(async () => (await hotel.Bot.Services.GetRequiredService<Core.FrontlineTeams.ITeamDirectory>().CurrentAsync(CancellationToken.None)).Teams.Count == 1);
            await hotel.SendAsync(Response("r-2", 3, "The tap drips."));
            await hotel.CardAsync("The tap drips.", Restaurant);
        }

        Assert.Contains("1 waits", (await RunAsync(hotel, "parked", "list")).Out, StringComparison.Ordinal);
        await RunAsync(hotel, "doctor", "--post", Place);

        // A team that is not there any more is not woken by its old channel; within a minute it is looked at like every team.
        await hotel.Bot.Services.GetRequiredService<IDoorbell>().RingAsync(new("front-desk"), CancellationToken.None);
        await hotel.CardAsync("The lift is slow.");
        await hotel.AllIsWellAsync();
    }

    private static (int Code, string Out, string Error) Trimmed((int Code, string Out, string Error) ending) => (ending.Code, ending.Out.Trim(), ending.Error.Trim());

    private static async Task<bool> IsClosedAsync(Hotel hotel) => await hotel.Store.QueryAsync("closed-places", "", null, CancellationToken.None).AnyAsync();

    /// <summary>The verb as an operator types it: the real binary beside the running bot.</summary>
    private static async Task<(int Code, string Out, string Error)> RunAsync(Hotel hotel, params string[] words)
    {
        using var folder = new TemporaryFolder();
        return await BotProcess.RunAsync(folder.File("unused.db"), new Dictionary<string, string>(StringComparer.Ordinal), [.. words, .. Examination.SettingsOf(hotel)]);
    }
}
