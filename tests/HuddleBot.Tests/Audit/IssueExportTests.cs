using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using HuddleBot.Audit;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Huddles;
using NodaTime;

namespace HuddleBot.Tests.Audit;

/// <summary>Who changed what of an issue, when, from where, before and after.</summary>
public sealed class IssueExportTests : IDisposable
{
    private readonly AuditScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task Every_change_of_a_comment_is_told_with_who_when_before_and_after()
    {
        var issue = await EscalatedAndAcceptedAsync();

        var line = Assert.Single(await scene.ExportIssuesAsync());
        Assert.Equal(
            (issue.ToString(), "front-desk", "lounge", "r-1", "Ten euros for the wifi.", "outer", "escalated", "accepted"),
            (Text(line, "id"), Text(line, "team"), Text(line, "source"), Text(line, "responseId"), Text(line, "words"), Text(line, "loop"), Text(line, "state"), Text(line, "triage")));
        Assert.Equal("""{"platform":"slack","workspace":"T0001","user":"U0009","name":"Mia"}""", line.GetProperty("owner").GetRawText());
        Assert.Equal("2026-11-20T08:00:00Z", Text(line.GetProperty("clocks"), "customerAnsweredAt"));
        Assert.Equal(JsonValueKind.Null, line.GetProperty("theme").ValueKind);

        var history = line.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(
            [(0, "Created", "2026-11-20T08:00:00Z"), (1, "Escalated", "2026-11-20T09:00:00Z"), (2, "TriageAccepted", "2026-11-20T10:00:00Z")],
            history.Select(entry => (entry.GetProperty("version").GetInt32(), Text(entry, "event")!, Text(entry, "at")!)));
        Assert.Equal(JsonValueKind.Null, history[0].GetProperty("by").ValueKind);
        Assert.Equal(("Ben", "U0002"), (Text(history[1].GetProperty("by"), "name"), Text(history[1].GetProperty("by"), "user")));
        Assert.Equal(("undecided", "escalated"), (Text(history[1].GetProperty("before"), "state"), Text(history[1].GetProperty("after"), "state")));
        Assert.Equal("Make it free", Text(history[1].GetProperty("details"), "ask"));
        Assert.Equal("""{"triage":"waiting"}""", history[2].GetProperty("before").GetRawText());
        Assert.Equal(["date", "owner", "ownerName", "priority", "triage", "triagedBy", "triagedByName"], history[2].GetProperty("after").EnumerateObject().Select(fact => fact.Name));
    }

    [Fact]
    public async Task What_was_taken_back_is_told_as_well()
    {
        var issue = await scene.CommentAsync("r-1", "The lift is slow.");
        await scene.DecideAsync("2026-11-20T09:00Z", issue, HuddleScene.Ana, new IssueCommand.Dismiss("not ours"));
        await scene.DecideAsync("2026-11-20T09:01Z", issue, HuddleScene.Ben, new IssueCommand.Undo(null));

        var last = Assert.Single(await scene.ExportIssuesAsync()).GetProperty("history").EnumerateArray().Last();
        Assert.Equal("Undone", Text(last, "event"));
        Assert.Equal("""{"decidedBy":"slack/T0001/U0001","decidedByName":"Ana","reason":"not ours","state":"notActionable"}""", last.GetProperty("before").GetRawText());
        Assert.Equal("""{"state":"undecided"}""", last.GetProperty("after").GetRawText());
    }

    [Fact]
    public async Task What_a_member_raised_begins_with_their_words_and_an_escalation_that_waits_is_owned_by_the_manager()
    {
        var issue = await scene.Huddles.RaiseAsync("The kettle is broken.");
        await scene.DecideAsync("2026-11-20T09:00Z", issue, HuddleScene.Ana, new IssueCommand.Escalate(null, "A new kettle", null));

        var line = Assert.Single(await scene.ExportIssuesAsync());
        Assert.Equal(("The kettle is broken.", (string?)null, "U0009"), (Text(line, "words"), Text(line, "source"), Text(line.GetProperty("owner"), "user")));
        Assert.Equal(["Raised", "Escalated"], line.GetProperty("history").EnumerateArray().Select(entry => Text(entry, "event")!));
    }

    [Fact]
    public async Task Where_it_was_done_stands_beside_who_did_it_where_it_is_stored()
    {
        var issue = await scene.Huddles.RaiseAsync("The kettle is broken.");
        var row = (await scene.Store.GetAsync(TeamRows.PartitionOf(issue.Team), TeamRows.HistoryRow(issue.Key, 1), CancellationToken.None))!;
        var copy = row.Copy(row.ETag);
        copy["ByFrom"] = "slack/T0001/C0001";
        Assert.IsType<TransactionOutcome.Committed>(await scene.Store.SubmitTransactionAsync([TableTransactionAction.Replace(copy)], CancellationToken.None));

        var entry = Assert.Single(Assert.Single(await scene.ExportIssuesAsync()).GetProperty("history").EnumerateArray());
        Assert.Equal("slack/T0001/C0001", Text(entry, "from"));
        Assert.False(entry.GetProperty("details").TryGetProperty("byFrom", out _));
    }

    [Fact]
    public async Task What_the_customer_means_to_the_team_is_told_by_the_bounds_of_now_and_not_what_they_are_worth()
    {
        var issue = await scene.CommentAsync("r-1", "Ten euros for the wifi.", Score.Create(Metric.Nps, 2, Score.DefaultScale(Metric.Nps)!.Value).Score);
        await scene.DecideAsync("2026-11-20T09:00Z", issue, HuddleScene.Ana, new IssueCommand.Dismiss("not ours"));
        await scene.Huddles.RaiseAsync("The kettle is broken.");

        Assert.Equal([null, "atRisk"], (await scene.ExportIssuesAsync(scene.Team with { Quadrants = new(1_200) })).Select(line => Text(line, "quadrant")).Order(StringComparer.Ordinal));
        Assert.Equal([null, "dangling"], (await scene.ExportIssuesAsync(scene.Team with { Quadrants = new(1_201) })).Select(line => Text(line, "quadrant")).Order(StringComparer.Ordinal));
        Assert.Equal(["", "atRisk", "atRisk"], Read(await scene.ExportCsvAsync(scene.Team with { Quadrants = new(1_200) })).Select(line => line["quadrant"]).Order(StringComparer.Ordinal));
        var without = await scene.ExportIssuesAsync();
        Assert.All(without, line => Assert.Equal(JsonValueKind.Null, line.GetProperty("quadrant").ValueKind));
        Assert.All(without, line => Assert.DoesNotContain("1200", line.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_contact_data_is_in_it()
    {
        await EscalatedAndAcceptedAsync();

        var all = Assert.Single(await scene.ExportIssuesAsync()).GetRawText() + await scene.ExportCsvAsync();
        Assert.Contains("Ten euros", all, StringComparison.Ordinal);
        Assert.All((string[])["Olivia", "olivia@", "7946", "C-4711"], secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_storage_gives_the_same_bytes_in_the_order_of_ids()
    {
        for (var i = 0; i < 12; i++) await scene.Huddles.RaiseAsync($"words {i}");

        var first = await scene.ExportIssuesAsync();
        Assert.Equal(12, first.Count);
        Assert.Equal(first.Select(line => Text(line, "id")!).Order(StringComparer.Ordinal), first.Select(line => Text(line, "id")!));
        Assert.Equal(first.Select(line => line.GetRawText()), (await scene.ExportIssuesAsync()).Select(line => line.GetRawText()));
    }

    [Fact]
    public async Task The_csv_has_a_line_for_each_event_and_reads_back_as_it_was()
    {
        await EscalatedAndAcceptedAsync("Ten euros, \"really\"?\nFor the wifi; über teuer 日本");

        var csv = await scene.ExportCsvAsync();
        Assert.StartsWith("id,team,source,responseId,words,version,at,", csv, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
        var lines = Read(csv);
        Assert.Equal(["Created", "Escalated", "TriageAccepted"], lines.Select(line => line["event"]));
        Assert.Equal(["undecided", "escalated", "escalated"], lines.Select(line => line["state"]));
        Assert.All(lines, line => Assert.Equal("Ten euros, \"really\"?\nFor the wifi; über teuer 日本", line["words"]));
        Assert.Equal(("slack", "T0001", "U0002", "Ben"), (lines[1]["byPlatform"], lines[1]["byWorkspace"], lines[1]["byUser"], lines[1]["byName"]));
        Assert.Equal("waiting", JsonDocument.Parse(lines[2]["before"]).RootElement.GetProperty("triage").GetString());
    }

    [Theory]
    [InlineData("=HYPERLINK(\"https://evil.example\")")]
    [InlineData("+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    public void A_spreadsheet_takes_no_words_for_a_formula(string words) => Assert.Equal("'" + words, AuditCsv.Harmless(words));

    [Theory]
    [InlineData("")]
    [InlineData("Price = 10")]
    [InlineData("'quoted'")]
    public void Other_words_are_left_alone(string words) => Assert.Equal(words, AuditCsv.Harmless(words));

    [Fact]
    public async Task A_formula_in_a_comment_is_harmless_in_the_file_too()
    {
        var issue = await scene.Huddles.RaiseAsync("=1+1");
        await scene.DecideAsync("2026-11-20T09:00Z", issue, HuddleScene.Ana with { Name = "@Ana" }, new IssueCommand.Celebrate(null));

        var lines = Read(await scene.ExportCsvAsync());
        Assert.Equal(["'=1+1", "'=1+1"], lines.Select(line => line["words"]));
        Assert.Equal("'@Ana", lines[1]["byName"]);
    }

    [Fact]
    public async Task A_damaged_history_is_named_and_stops_the_export()
    {
        var issue = await scene.Huddles.RaiseAsync("The kettle is broken.");
        var row = new TableEntity(TeamRows.PartitionOf(issue.Team), TeamRows.HistoryRow(issue.Key, 2))
        {
            ["Event"] = "TriageDeclined", ["At"] = Instant.FromUtc(2026, 11, 20, 9, 0), ["By"] = "slack/T0001/U0009", ["Operation"] = "x", ["Reason"] = "no",
        };
        await scene.Store.SubmitTransactionAsync([TableTransactionAction.Add(row)], CancellationToken.None);

        Assert.Contains(issue.ToString(), (await Assert.ThrowsAsync<InvalidDataException>(() => scene.ExportIssuesAsync())).Message, StringComparison.Ordinal);
    }

    private async Task<Core.Identity.IssueId> EscalatedAndAcceptedAsync(string words = "Ten euros for the wifi.")
    {
        var issue = await scene.CommentAsync("r-1", words);
        await scene.DecideAsync("2026-11-20T09:00Z", issue, HuddleScene.Ben, new IssueCommand.Escalate("price", "Make it free", null));
        await scene.DecideAsync("2026-11-20T10:00Z", issue, AuditScene.Manager, new IssueCommand.TriageAccept(null, Priority.High, null));
        return issue;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static List<Dictionary<string, string>> Read(string csv)
    {
        using var parser = new CsvParser(new StringReader(csv), new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false });
        Assert.True(parser.Read());
        var (names, lines) = (parser.Record!, new List<Dictionary<string, string>>());
        while (parser.Read()) lines.Add(names.Zip(parser.Record!).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        return lines;
    }
}
