using System.Text.Json;
using HuddleBot.EndToEnd.Processes;
using static HuddleBot.EndToEnd.Processes.LiveHotel;

namespace HuddleBot.EndToEnd.CommandLine;

/// <summary>The verbs beside a running bot: what they change takes effect there within seconds.</summary>
public sealed class BesideTheBotTests
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(15);
    private static readonly string[] Rows =
    [
        "--Feedback:Sources:rows:Format=csv", "--Feedback:Sources:rows:Mapping:Id=id", "--Feedback:Sources:rows:Mapping:Metric==nps", "--Feedback:Sources:rows:Mapping:Score=score",
        "--Feedback:Sources:rows:Mapping:Comment=comment", "--Feedback:Sources:rows:Mapping:AnsweredAt=date", "--Feedback:Sources:rows:Mapping:Attributes:area=area",
    ];

    [Fact]
    public async Task A_team_that_is_applied_gets_what_waited_for_it_and_what_comes_later()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Response("r-1", 2, "The pool was green.", "pool"));
        var shown = await hotel.CliAsync("teams", "show");
        Assert.Contains("1 response matches no team and waits.", shown.Out, StringComparison.Ordinal);

        var applied = await hotel.ApplyTeamsAsync(restaurantArea: "pool");
        Assert.Equal((0, ""), (applied.Code, applied.Error));
        Assert.Contains("2 teams hold now. 1 waiting response found a team.", applied.Out, StringComparison.Ordinal);
        await SoonAsync(hotel, "The pool was green.", Restaurant);

        // The webhook routes by the new file within seconds, too: what it took a moment too early waits as unrouted, and is found by the next apply.
        await hotel.SendAsync(Response("r-2", 2, "Still green.", "pool"));
        Assert.Equal(0, (await hotel.ApplyTeamsAsync(restaurantArea: "pool")).Code);
        await SoonAsync(hotel, "Still green.", Restaurant);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Imported_rows_become_cards_in_the_running_bot_and_the_quarantine_gives_back_what_can_be_read()
    {
        await using var hotel = await OpenAsync();
        var file = hotel.Write("rows.csv", $"id,score,comment,date,area\na,2,No towels by the pool.,{Today()},front-desk\nb,100,The best of all.,{Today()},front-desk\n");
        var imported = await hotel.CliAsync(["import", file, "--source", "rows", .. Rows]);
        Assert.Equal(1, imported.Code);
        Assert.Contains("2 rows read: 1 accepted, 0 updated, 0 known already, 1 quarantined.", imported.Out, StringComparison.Ordinal);
        Assert.Contains("line 3: score: the score 100 is outside its scale", imported.Error, StringComparison.Ordinal);
        await SoonAsync(hotel, "No towels by the pool.", FrontDesk);

        var listed = await hotel.CliAsync(["quarantine", "list", .. Rows]);
        Assert.Contains("1 response waits.", listed.Out, StringComparison.Ordinal);
        var retried = await hotel.CliAsync(["quarantine", "retry", .. Rows, "--Feedback:Sources:rows:Mapping:Scores:100=10"]);
        Assert.Equal((0, ""), (retried.Code, retried.Error));
        await SoonAsync(hotel, "The best of all.", FrontDesk);
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task An_export_holds_what_the_running_bot_has_stored()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Response("r-1", 2, "The soup was cold."), Response("r-2", 9, "Lovely."));
        var exported = await hotel.CliAsync("export", "responses");
        Assert.Equal((0, ""), (exported.Code, exported.Error));
        var comments = exported.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("Comment").GetString()).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(["Lovely.", "The soup was cold."], comments.Order(StringComparer.Ordinal));
    }

    private static string Today() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Task SoonAsync(LiveHotel hotel, string words, string channel) => hotel.Slack.WaitUntilAsync(() => hotel.CardsWith(words, channel).Count == 1, Seconds);
}
