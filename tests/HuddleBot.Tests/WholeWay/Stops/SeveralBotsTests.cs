using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Triage;
using HuddleBot.Delivery;
using HuddleBot.Playground.Slack.Deliveries;
using HuddleBot.Playground.Slack.Workspace;
using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>Three bots on one storage; people decide at the same moment, each at another of them. Ana and Carol manage the restaurant; Tom and Ben are at the front desk.</summary>
public abstract class SeveralBotsTests
{
    private static readonly PersonId Ana = new(Platform.Slack, "T0001", "U0002");

    /// <summary>Null: SQLite.</summary>
    protected abstract string? AzureTables { get; }

    [Fact]
    public async Task Managers_who_decide_at_once_get_one_result_and_every_bot_has_the_same_queue()
    {
        await using var hotel = await OpenAsync(azureTables: AzureTables);
        await using var second = await hotel.StartAnotherBotAsync();
        await using var third = await hotel.StartAnotherBotAsync();
        WebApplication[] bots = [hotel.Bot, second, third];
        (string Verb, string Input)[] words = [(Verbs.TriageAccept, ""), (Verbs.TriageMerge, Verbs.Inputs.Title), (Verbs.TriageResolve, Verbs.Inputs.Answer), (Verbs.TriageDecline, Verbs.Inputs.Reason)];
        foreach (var (i, (anas, carols)) in words.Take(3).Zip(words.Take(3)).Concat(words.Zip(words.Skip(1))).Index())
        {
            hotel.SendClicksTo(bots[i % 3]);
            var (card, anasCard, carolsCard) = await EscalateAsync(hotel, $"The soup is cold, number {i}.");
            var (first, other) = (await PrepareAsync(hotel, "U0002", anasCard, anas), await PrepareAsync(hotel, "U0003", carolsCard, carols));
            var did = await AtOnceAsync(hotel, (bots[i % 3], first), (bots[(i + 1) % 3], other));
            await hotel.DrainedAsync();

            var events = (await hotel.HistoryOfAsync(hotel.IssueOn(card))).Select(row => (Event: row.RequireString("Event"), By: row.RequireString("ByName"))).Where(one => one.Event.StartsWith("Triage", StringComparison.Ordinal)).ToList();
            if (anas == carols) Assert.Single(events);
            Assert.NotEmpty(events);

            // Whoever was not heard was told by whom they were beaten.
            foreach (var (name, user, done, winner) in new[] { ("Ana", "U0002", did[0], "Carol"), ("Carol", "U0003", did[1], "Ana") })
            {
                if (events.Any(one => one.By == name)) continue;
                var told = $"{string.Join(' ', done.Errors?.Select(error => error.Value) ?? [])} {string.Join(' ', hotel.Slack.EphemeralsOf(user).Select(message => message.AllText))} {string.Join(' ', hotel.Slack.OpenViewsOf(user).Select(view => view.Content.ToString()))}";
                Assert.True(told.Contains(winner, StringComparison.Ordinal), $"{anas.Verb} and {carols.Verb}: {name} was not told of {winner}: {told}");
            }

            foreach (var user in (string[])["U0002", "U0003"])
                foreach (var view in hotel.Slack.OpenViewsOf(user)) await hotel.Slack.CloseViewAsync(user, view.Id);
            await SameQueueAsync(bots);
        }

        await hotel.AllIsWellAsync();
        await EndAsync(hotel, bots);
    }

    [Fact]
    public async Task Of_two_who_take_on_a_theme_or_a_call_at_once_one_has_it()
    {
        await using var hotel = await OpenAsync(azureTables: AzureTables);
        await using var second = await hotel.StartAnotherBotAsync();
        WebApplication[] bots = [hotel.Bot, second];
        var (card, anasCard, _) = await EscalateAsync(hotel, "The soup is cold.");
        await hotel.DecideAsync("U0002", anasCard, Verbs.TriageMerge, (Verbs.Inputs.Title, "Cold soup"));
        var (anasTheme, carolsTheme) = (await hotel.SlackChatCardAsync("U0002", "Theme: Cold soup"), await hotel.SlackChatCardAsync("U0003", "Theme: Cold soup"));
        await AtOnceAsync(
            hotel, (bots[0], () => hotel.Slack.ClickAsync("U0002", anasTheme.Channel, anasTheme.Ts, Verbs.ThemeAccept)),
            (bots[1], () => hotel.Slack.ClickAsync("U0003", carolsTheme.Channel, carolsTheme.Ts, Verbs.ThemeAccept)));
        await hotel.UntilShownAsync(card, "sees to");
        var taken = await hotel.Store.QueryAsync("themes", "h-", null, CancellationToken.None).Where(row => row.RequireString("Event") == "Accepted").SingleAsync();
        var (winner, loser) = taken.RequireString("ByName") == "Ana" ? ("Ana", "U0003") : ("Carol", "U0002");
        Assert.Contains(winner, (await hotel.ToldAsync(loser)).AllText, StringComparison.Ordinal);

        hotel.SendClicksTo(bots[0]);
        var response = Response("call", 2, "You charged me twice.");
        response["customer"] = new JsonObject { ["id"] = "c-9", ["name"] = "Ada Example", ["email"] = "ada@example.org", ["mayContact"] = true };
        await hotel.SendAsync(response);
        var call = await hotel.CardAsync("You charged me twice.");
        await AtOnceAsync(
            hotel, (bots[0], () => hotel.Slack.ClickAsync("U0001", call.Channel, call.Ts, Verbs.FollowUpClaim)), (bots[1], () => hotel.Slack.ClickAsync("U0004", call.Channel, call.Ts, Verbs.FollowUpClaim)));
        await hotel.AllIsWellAsync();
        var claimed = Assert.Single(await hotel.RowsOfAsync(FrontDesk, TeamRows.FollowUpHistory), row => row.RequireString("Event") == "Claimed");
        (winner, loser) = claimed.RequireString("ByName") == "Tom" ? ("Tom", "U0004") : ("Ben", "U0001");
        Assert.Contains(winner, (await hotel.ToldAsync(loser)).AllText, StringComparison.Ordinal);
        await SameQueueAsync(bots);
        await EndAsync(hotel, bots);
    }

    private static async Task<(Message Card, Message Anas, Message Carols)> EscalateAsync(Hotel hotel, string words)
    {
        var card = await hotel.CommentAsync(words, 2, Restaurant);
        await hotel.DecideAsync("U0005", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
        var cards = (card, await hotel.SlackChatCardAsync("U0002", words), await hotel.SlackChatCardAsync("U0003", words));
        await hotel.DrainedAsync();
        return cards;
    }

    /// <summary>A form is open before the moment comes.</summary>
    private static async Task<Func<Task<Interaction>>> PrepareAsync(Hotel hotel, string user, Message card, (string Verb, string Input) word)
    {
        if (word.Input.Length == 0) return () => hotel.Slack.ClickAsync(user, card.Channel, card.Ts, word.Verb);
        var form = await hotel.OpenFormAsync(user, card, word.Verb);
        return () => hotel.Slack.SubmitAsync(user, form.Id, new Dictionary<string, string?>(StringComparer.Ordinal) { [word.Input] = $"The word of {user}" });
    }

    private static Task<IReadOnlyList<Interaction>> AtOnceAsync(Hotel hotel, params (WebApplication Bot, Func<Task<Interaction>> Act)[] all) => hotel.Slack.TogetherAsync(all.Select(one => (Func<Task<Interaction>>)(() =>
    {
        hotel.SendClicksTo(one.Bot);
        return one.Act();
    })));

    private static async Task SameQueueAsync(IReadOnlyList<WebApplication> bots)
    {
        var queues = await Task.WhenAll(bots.Select(async bot =>
        {
            var page = await bot.Services.GetRequiredService<IManagerQueue>().PageAsync(Ana, QueueQuery.First with { View = QueueView.Open }, CancellationToken.None);
            return $"{page!.Total}: {string.Join(", ", page.Entries.Select(entry => $"{entry.Item.Issue.Id} {((IssueState.EscalatedToManager)entry.Item.Issue.State).Escalation.Triage.GetType().Name}"))}";
        }));
        Assert.Single(queues.Distinct(StringComparer.Ordinal));
        foreach (var bot in bots)
        {
            var (kept, anew) = await QueueCheck.CompareAsync(bot.Services);
            Assert.Equal(anew, kept);
        }
    }

    /// <summary>One of them dispatched all the time.</summary>
    private static async Task EndAsync(Hotel hotel, IReadOnlyList<WebApplication> bots)
    {
        Assert.Single(bots, bot => bot.Services.GetRequiredService<Doorbell>().IsDispatching);
        hotel.SendClicksTo(bots[0]);
        foreach (var bot in bots.Skip(1)) await bot.StopAsync();
    }
}

public sealed class SeveralBotsOnSqlite : SeveralBotsTests
{
    protected override string? AzureTables => null;
}

[Collection(AzuriteTests.Name)]
public sealed class SeveralBotsOnAzureTables(AzuriteFixture azurite) : SeveralBotsTests
{
    protected override string? AzureTables => azurite.ConnectionString;
}
