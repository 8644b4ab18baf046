using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HuddleBot.Core.Storage;
using HuddleBot.EndToEnd.Processes;
using static HuddleBot.EndToEnd.Processes.LiveHotel;

namespace HuddleBot.EndToEnd.Kills;

/// <summary>An import of some thousand rows that is cut off: the import itself, or the bot beside it.</summary>
public sealed partial class ImportKillTests
{
    private const int Rows = 6000;
    private static readonly string[] Mapping =
    [
        "--Feedback:Sources:rows:Format=csv", "--Feedback:Sources:rows:Mapping:Id=id", "--Feedback:Sources:rows:Mapping:Metric==nps", "--Feedback:Sources:rows:Mapping:Score=score",
        "--Feedback:Sources:rows:Mapping:Comment=comment", "--Feedback:Sources:rows:Mapping:AnsweredAt=date", "--Feedback:Sources:rows:Mapping:Attributes:area=area",
    ];

    [Fact]
    public async Task An_import_that_was_killed_goes_on_where_it_was_and_the_totals_add_up()
    {
        await using var hotel = await OpenAsync();
        var file = WriteRows(hotel);
        await using (var import = BotProcess.Start(hotel.Folder, ["import", file, "--source", "rows", .. Mapping, .. hotel.Settings]))
        {
            await UntilUnderWayAsync(hotel, import);
            import.Kill();
        }

        var before = await hotel.CountAsync(TeamRows.Response);
        Assert.InRange(before, 300, Rows - 1);

        var (accepted, updated, known) = await ImportAsync(hotel, file);
        Assert.Equal((Rows - before, 0, before), (accepted, updated, known));
        Assert.Equal((0, 0, Rows), await ImportAsync(hotel, file));
        await NoCommentIsThereTwiceAsync(hotel);
    }

    [Fact]
    public async Task An_import_does_not_mind_that_the_bot_is_killed_beside_it()
    {
        await using var hotel = await OpenAsync();
        var file = WriteRows(hotel);
        await using var import = BotProcess.Start(hotel.Folder, ["import", file, "--source", "rows", .. Mapping, .. hotel.Settings]);
        await UntilUnderWayAsync(hotel, import);
        await hotel.KillBotAsync();
        await hotel.StartBotAsync();
        await import.EndedAsync();
        Assert.Equal(0, import.ExitCode);
        Assert.Equal((Rows, 0, 0), TotalsOf(import.Output));
        Assert.Equal(Rows, await hotel.CountAsync(TeamRows.Response));
        await NoCommentIsThereTwiceAsync(hotel);
    }

    private static async Task UntilUnderWayAsync(LiveHotel hotel, ChildProcess import)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await hotel.CountAsync(TeamRows.Response) < 300)
        {
            Assert.False(patience.IsCancellationRequested || import.HasExited, $"The import did not get so far: {import.Output}{import.Errors}");
            await Task.Delay(5);
        }
    }

    /// <summary>An hour's share of 12 cards in each of the two channels, every one about another row.</summary>
    private static async Task NoCommentIsThereTwiceAsync(LiveHotel hotel)
    {
        foreach (var channel in (string[])[FrontDesk, Restaurant])
        {
            await hotel.Slack.WaitUntilAsync(() => hotel.Slack.MessagesIn(channel).Count >= 12, TimeSpan.FromSeconds(60));
            await hotel.AllIsWellAsync();
            var rows = hotel.Slack.MessagesIn(channel).Select(card => RowOfCard().Match(card.AllText).Value).ToList();
            Assert.All(rows, row => Assert.NotEmpty(row));
            Assert.Equal(12, rows.Count);
            Assert.Equal(rows, rows.Distinct(StringComparer.Ordinal));
        }
    }

    private static async Task<(int Accepted, int Updated, int Known)> ImportAsync(LiveHotel hotel, string file)
    {
        var ending = await hotel.CliAsync(["import", file, "--source", "rows", .. Mapping]);
        Assert.True(ending.Code == 0, ending.Error);
        return TotalsOf(ending.Out);
    }

    private static (int Accepted, int Updated, int Known) TotalsOf(string output)
    {
        var totals = Totals().Match(output);
        Assert.True(totals.Success, output);
        return (Number("accepted"), Number("updated"), Number("known"));

        int Number(string name) => int.Parse(totals.Groups[name].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    private static string WriteRows(LiveHotel hotel)
    {
        var rows = new StringBuilder("id,score,comment,date,area\n");
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        for (var i = 0; i < Rows; i++) rows.Append(CultureInfo.InvariantCulture, $"r-{i},{i % 11},What guest {i:D5} said,{today},{(i % 2 == 0 ? FrontDesk : Restaurant)}\n");
        return hotel.Write("rows.csv", rows.ToString());
    }

    [GeneratedRegex(@"What guest \d{5} said", RegexOptions.None, 1000)]
    private static partial Regex RowOfCard();

    [GeneratedRegex(@"rows read: (?<accepted>[\d,]+) accepted, (?<updated>[\d,]+) updated, (?<known>[\d,]+) known already, 0 quarantined", RegexOptions.None, 1000)]
    private static partial Regex Totals();
}
