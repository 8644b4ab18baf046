using System.Net;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Feedback;
using HuddleBot.Playground.Deliveries;
using HuddleBot.Tests.Charts;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Replicas;

/// <summary>No process keeps anything that the next request needs: whatever one has begun, any other goes on with.</summary>
[Collection(AzuriteTests.Name)]
public sealed class AnyReplicaTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_form_that_one_has_opened_in_Slack_is_submitted_at_another()
    {
        await using var hotel = await OpenAsync(azureTables: azurite.ConnectionString);
        await using var other = await hotel.StartAnotherBotAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        await DecideAsync(Verbs.Fix, hotel.Bot, other);
        await hotel.UntilShownAsync(card, "Tom is fixing it");
        await DecideAsync(Verbs.Change, other, hotel.Bot);
        await hotel.UntilShownAsync(card, "Oil it");
        await DecideAsync(Verbs.Done, hotel.Bot, other);
        await hotel.AllIsWellAsync();
        Assert.Equal(["FixPlanned", "FixPlanned", "Finished"], (await hotel.HistoryOfAsync(hotel.IssueOn(card))).Select(row => row.GetString("Event")));
        hotel.SendClicksTo(hotel.Bot);
        await other.StopAsync();

        async Task DecideAsync(string verb, WebApplication opens, WebApplication takes)
        {
            hotel.SendClicksTo(opens);
            var form = await hotel.OpenFormAsync("U0001", card, verb);
            hotel.SendClicksTo(takes);
            var submitted = await hotel.Slack.SubmitAsync("U0001", form.Id, verb == Verbs.Change ? new Dictionary<string, string?> { [Verbs.Inputs.Try] = "Oil it" } : null);
            Assert.True(submitted.IsOk, submitted.ToString());
        }
    }

    [Fact]
    public async Task A_dialog_that_one_has_opened_in_Teams_is_submitted_at_another()
    {
        await using var hotel = await OpenMixedAsync(azureTables: azurite.ConnectionString);
        await using var other = await hotel.StartAnotherBotAsync();
        var said = await hotel.Teams.SayAsync("tom", SpaChannel, "The pool is cold.");
        Assert.True((await hotel.Teams.MessageActionAsync("tom", said)).IsOk);
        hotel.SendClicksTo(other);
        var submitted = await hotel.Teams.SubmitDialogAsync("tom");
        Assert.True(submitted.IsOk, submitted.ToString());
        await hotel.SpaCardAsync("The pool is cold.");
        await hotel.AllIsWellAsync();
        hotel.SendClicksTo(hotel.Bot);
        await other.StopAsync();
    }

    [Fact]
    public async Task An_address_that_one_has_made_is_served_by_another_and_by_nobody_who_has_another_storage()
    {
        string[] settings = ["--Pictures:PublicUrl=https://bot.example.com"];
        await using var hotel = await OpenAsync(azureTables: azurite.ConnectionString, settings: settings);
        await using var other = await hotel.StartAnotherBotAsync();
        await using var stranger = await OpenAsync(azureTables: azurite.ConnectionString, settings: settings);
        var monday = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InUtc().Date.Previous(IsoDayOfWeek.Monday);
        var picture = TrendSamples.Picture(new(Metric.Nps, null, [new(monday, TrendSamples.Point(0, 100, 0).Figure)]));
        Uri?[] addresses =
        [
            await hotel.Bot.Services.GetRequiredService<IPictureAddresses>().AddressOfAsync(picture, Appearance.Dark, CancellationToken.None),
            await hotel.Bot.Services.GetRequiredService<IDigestTables>().AddressOfAsync(new DigestScope.WholeCompany(), new(DigestSpan.Week, monday, DateTimeZone.Utc), CancellationToken.None),
        ];
        using var http = new HttpClient();
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, address!));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger.Bot, address!));
        }

        await other.StopAsync();

        async Task<HttpStatusCode> StatusAsync(WebApplication bot, Uri address)
        {
            using var answer = await http.GetAsync(new Uri(new Uri(bot.Urls.Single()), address.AbsolutePath));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task What_Slack_delivers_twice_over_the_sockets_of_two_is_done_once()
    {
        await using var hotel = await OpenAsync(
            azureTables: azurite.ConnectionString, slack: new() { RateLimitScale = null, SocketMode = true }, settings: ["--Slack:AppToken=xapp-playground", "--Slack:SigningSecret="]);
        await using var other = await hotel.StartAnotherBotAsync();
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Sockets.Count == 4, TimeSpan.FromSeconds(30));
        hotel.Slack.Repetition = Repetition.TwiceAtOnce;
        string[] words = ["The tap drips.", "The bed is hard.", "The bar is shut.", "The pool is cold."];
        foreach (var one in words)
        {
            await hotel.Slack.CommandAsync("U0001", FrontDesk, $"/huddle add {one}");
            var card = await hotel.CardAsync(one);
            await hotel.Slack.ClickAsync("U0004", FrontDesk, card.Ts, Verbs.Celebrate);
            await hotel.UntilShownAsync(card, "Celebrated by Ben");
        }

        hotel.Slack.Repetition = Repetition.None;
        await hotel.AllIsWellAsync();
        Assert.Equal(words.Length, hotel.Slack.MessagesIn(FrontDesk).Count);
        foreach (var card in hotel.Slack.MessagesIn(FrontDesk)) Assert.Equal(["Raised", "Celebrated"], (await hotel.HistoryOfAsync(hotel.IssueOn(card))).Select(row => row.GetString("Event")));
        Assert.Empty(hotel.Slack.EphemeralsOf("U0004"));
        await other.StopAsync();
    }
}
