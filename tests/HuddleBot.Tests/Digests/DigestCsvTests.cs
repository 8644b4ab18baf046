using System.Globalization;
using System.Text;
using CsvHelper;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Digests;
using HuddleBot.Tests.Cards;
using NodaTime;

namespace HuddleBot.Tests.Digests;

/// <summary>The numbers as a file: a line for each team and metric, numbers as numbers, and nothing that a spreadsheet takes for a formula.</summary>
public sealed class DigestCsvTests
{
    [Fact]
    public void Every_line_has_every_column_and_what_was_done_stands_once_for_each_team()
    {
        var rows = Read(DigestSamples.Full());
        Assert.Equal(7, rows.Count);
        Assert.All(rows, row => Assert.Equal(DigestCsv.Columns.Count, row.Count));
        Assert.Equal(["1204", "402", "310", "280", "290", "24", "3"], rows.Select(row => row["answers"]));
        Assert.Equal(["12", "", "12", "12", "12", "12", "0"], rows.Select(row => row["teams_opened"]));
        Assert.Equal(["up", "may be chance", "up", "down", "may be chance", "may be chance", "too few to say"], rows.Select(row => row["verdict"]));
        Assert.Equal("-13", rows[3]["difference"]);
        Assert.Equal("", rows[6]["score"]);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"https://example.org\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void A_name_is_never_a_formula(string name)
    {
        var report = DigestSamples.Tiny() with { Teams = [new(DigestSamples.Id(0), name, ActivityFigures.None, ActivityFigures.None)] };
        Assert.Equal("'" + name, Read(report)[1]["name"]);
    }

    [Fact]
    public void An_address_opens_as_what_it_was_made_of()
    {
        DigestLink[] links =
        [
            new(new DigestScope.WholeCompany(), DigestSamples.Week, new(2026, 12, 27)),
            new(new DigestScope.TeamsOf(new PersonId(Platform.Slack, "T0001", "U0009")), new(DigestSpan.Quarter, new(2026, 10, 1), DateTimeZoneProviders.Tzdb["Asia/Tokyo"]), new(2027, 2, 4)),
        ];
        Assert.All(links, link => Assert.Equal(link, DigestLink.Read(link.Write())));
    }

    private static List<Dictionary<string, string>> Read(DigestReport report)
    {
        using var csv = new CsvReader(new StringReader(Encoding.UTF8.GetString(DigestCsv.BytesOf(report)).TrimStart('\uFEFF')), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read()) rows.Add(csv.HeaderRecord!.ToDictionary(column => column, column => csv.GetField(column)!));
        return rows;
    }
}
