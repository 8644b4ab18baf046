using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using HuddleBot.Audit;
using HuddleBot.Core.Audit;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.FollowUps;
using NodaTime;
using static HuddleBot.Tests.FollowUps.RentalCompany;

namespace HuddleBot.Tests.Audit;

/// <summary>Who called which customer when, who looked at their contact data, what was promised; and never the contact data.</summary>
public sealed class FollowUpExportTests
{
    [Fact]
    public async Task Every_step_of_a_call_is_told_with_who_when_before_and_after()
    {
        await using var rental = await CalledAsync();
        var line = Assert.Single(await LinesAsync(rental));
        Assert.Equal(
            (rental.IssueOf("r-1").ToString(), "station", "web", "r-1", "finished", "reached", 1),
            (Text(line, "id"), Text(line, "team"), Text(line, "source"), Text(line, "responseId"), Text(line, "state"), Text(line, "outcome"), line.GetProperty("wroteAgain").GetInt32()));
        Assert.Equal(("The money back", "2026-11-26", "Ana"), (Text(line.GetProperty("promise"), "what"), Text(line.GetProperty("promise"), "by"), Text(line.GetProperty("promise").GetProperty("owner"), "name")));
        Assert.Equal("Ana", Text(line.GetProperty("owner"), "name"));

        var history = line.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(["Opened", "Claimed", "ContactSeen", "WroteAgain", "Finished"], history.Select(entry => Text(entry, "event")));
        Assert.Equal([1, 2, 3, 4, 5], history.Select(entry => entry.GetProperty("version").GetInt32()));
        Assert.Equal([null, "Ana", "Ana", null, "Ana"], history.Select(entry => entry.GetProperty("by") is { ValueKind: JsonValueKind.Object } by ? Text(by, "name") : null));
        Assert.Equal("""{"state":"unclaimed"}""", history[1].GetProperty("before").GetRawText());
        Assert.Equal("""{"owner":"slack/T1/U1","ownerName":"Ana","state":"claimed"}""", history[1].GetProperty("after").GetRawText());
        Assert.Equal("2026-11-24T12:00:00Z", Text(history[2].GetProperty("details"), "until"));
        Assert.Equal("2026-11-24T12:00:00Z", Text(history[2].GetProperty("after"), "contactUntil"));
    }

    [Fact]
    public async Task A_call_that_nobody_has_claimed_is_its_managers_to_give_away()
    {
        await using var rental = await new RentalCompany().ReadyAsync();
        await rental.TakeAsync(rental.Response("r-1"));
        var line = Assert.Single(await LinesAsync(rental));
        Assert.Equal(("unclaimed", Mia.Id.User), (Text(line, "state"), Text(line.GetProperty("owner"), "user")));
    }

    [Fact]
    public async Task As_csv_it_has_one_line_an_event_with_the_same_ids()
    {
        await using var rental = await CalledAsync();
        using var output = new MemoryStream();
        Assert.Equal(5, await new FollowUpCsv(new FollowUpAudit(rental.Store)).WriteAsync(output, CancellationToken.None));
        using var csv = new CsvReader(new StringReader(Encoding.UTF8.GetString(output.ToArray())), new CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture));
        var lines = csv.GetRecords<dynamic>().Select(line => (IDictionary<string, object>)line).ToList();
        Assert.Equal(FollowUpCsv.Columns, lines[0].Keys);
        Assert.All(lines, line => Assert.Equal(rental.IssueOf("r-1").ToString(), line["id"]));
        Assert.Equal(["unclaimed", "claimed", "claimed", "claimed", "finished"], lines.Select(line => line["state"]));
        Assert.Equal(("reached", "2026-11-26", "Ana"), (lines[4]["outcome"], lines[4]["promisedBy"], lines[4]["ownerName"]));
    }

    [Fact]
    public async Task Neither_holds_any_contact_data()
    {
        await using var rental = await CalledAsync();
        using var output = new MemoryStream();
        await new FollowUpCsv(new FollowUpAudit(rental.Store)).WriteAsync(output, CancellationToken.None);
        await new FollowUpJsonLines(new FollowUpAudit(rental.Store), TeamsSnapshot.Empty).WriteAsync(output, CancellationToken.None);
        var all = Encoding.UTF8.GetString(output.ToArray());
        Assert.Contains("ContactSeen", all, StringComparison.Ordinal);
        Assert.All((string[])["Ada", "example.org", "7946", "c-9"], secret => Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Replayed_from_its_history_each_call_stands_as_it_is_stored()
    {
        await using var rental = await CalledAsync();
        await rental.DoneAsync(rental.IssueOf("r-1"), Mia, new FollowUpCommand.TakeOver());
        await rental.DoneAsync(rental.IssueOf("r-1"), Mia, new FollowUpCommand.MovePromise(new LocalDate(2026, 11, 27), "The bank is slow"));
        await rental.TakeAsync(rental.Response("r-3", source: "mail"));
        await rental.DoneAsync(rental.IssueOf("r-1"), Mia, new FollowUpCommand.Release());
        var replayed = await new FollowUpAudit(rental.Store).ReadAsync(CancellationToken.None).SingleAsync();
        Assert.Equal(await rental.FollowUpOfAsync(rental.IssueOf("r-1")), replayed.FollowUp);
    }

    private static async Task<RentalCompany> CalledAsync()
    {
        var rental = await new RentalCompany().ReadyAsync();
        var issue = rental.IssueOf("r-1");
        await rental.TakeAsync(rental.Response("r-1"));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Claim());
        await rental.LookAsync(issue, Ana, FollowUpLook.Contact);
        await rental.TakeAsync(rental.Response("r-2", source: "mail"));
        await rental.DoneAsync(issue, Ana, new FollowUpCommand.Finish(ContactOutcome.Reached, "The money back", new LocalDate(2026, 11, 26)));
        return rental;
    }

    private static async Task<IReadOnlyList<JsonElement>> LinesAsync(RentalCompany rental)
    {
        using var output = new MemoryStream();
        await new FollowUpJsonLines(new FollowUpAudit(rental.Store), new TeamsSnapshot("1", rental.Teams)).WriteAsync(output, CancellationToken.None);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
