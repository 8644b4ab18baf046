using System.Diagnostics;
using HuddleBot.Core.Cards;
using Microsoft.Data.Sqlite;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>The storage is slow, or does not work for a while: nobody waits too long, nothing is lost.</summary>
public sealed class StorageTroubleTests
{
    [Fact]
    public async Task With_a_slow_storage_a_click_is_acknowledged_in_time_and_done_afterwards()
    {
        // The storage is locked until both are answered: any answer at all is one that did not wait for it. That it comes after 2.5 s is a matter of SlowStorageTests.
        await using var hotel = await OpenAsync(slack: new() { RateLimitScale = null, AcknowledgeWithin = TimeSpan.FromSeconds(8) });
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DrainedAsync();
        var form = await hotel.OpenFormAsync("U0004", card, Verbs.Fix);
        using (var other = OpenDatabase(hotel))
        {
            Execute(other, "BEGIN IMMEDIATE");
            var (click, submit) = (hotel.Slack.ClickAsync("U0001", FrontDesk, card.Ts, Verbs.Celebrate), hotel.Slack.SubmitAsync("U0004", form.Id));
            Assert.All(await Task.WhenAll(click, submit), done => Assert.True(done.IsOk, done.ToString()));
            Execute(other, "COMMIT");
        }

        await hotel.UntilShownAsync(card, "undo");
        await hotel.AllIsWellAsync();
        var first = Assert.Single(await hotel.HistoryOfAsync(hotel.IssueOn(card)));
        Assert.Contains(first.GetString("ByName")!, (await hotel.ToldAsync(first.GetString("ByName") == "Tom" ? "U0004" : "U0001")).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_storage_fails_the_form_stays_the_sender_is_asked_again_and_nothing_is_lost()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("The lift is slow.");
        await hotel.DrainedAsync();
        var form = await hotel.OpenFormAsync("U0004", card, Verbs.Fix);
        using var other = OpenDatabase(hotel);
        Execute(other, "ALTER TABLE \"HuddleBot\" RENAME TO \"Away\"");
        var refused = await hotel.Slack.SubmitAsync("U0004", form.Id, new Dictionary<string, string?> { [Verbs.Inputs.Try] = "Oil" });
        Assert.Contains("Nothing is lost", Assert.Single(refused.Errors!).Value, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, await hotel.TrySendAsync("survey", Response("r-2", 3, "The tap drips.")));

        Execute(other, "ALTER TABLE \"Away\" RENAME TO \"HuddleBot\"");
        await hotel.Slack.SubmitAsync("U0004", Assert.Single(hotel.Slack.OpenViewsOf("U0004")).Id);
        await hotel.UntilShownAsync(card, "Oil");
        await hotel.CommentAsync("The tap drips.", id: "r-2");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
    }

    private static SqliteConnection OpenDatabase(Hotel hotel)
    {
        var connection = new SqliteConnection($"Data Source={hotel.DatabaseFile};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                command.ExecuteNonQuery();
                return;
            }
            catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6 && watch.Elapsed < TimeSpan.FromSeconds(10))
            {
                // The bot is in a transaction of its own; it is short.
            }
        }
    }
}
