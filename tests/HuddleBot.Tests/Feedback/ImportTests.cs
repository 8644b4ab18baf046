using System.Globalization;
using System.Text;
using HuddleBot.Core.Feedback;
using HuddleBot.Feedback.Files;
using NodaTime;

namespace HuddleBot.Tests.Feedback;

public sealed class ImportTests : IDisposable
{
    private const string Reviews = """
        { "Format": "csv", "Mapping": { "Metric": "=csat", "Score": "stars", "Scale": "=1-5", "Scores": { "n/a": null }, "Comment": "words", "AnsweredAt": "date", "Attributes": { "airport": "airport" } } }
        """;

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 12, 0);
    private readonly string folder = Directory.CreateTempSubdirectory("huddlebot-").FullName;
    private readonly RecordingIntake intake = new();

    [Theory]
    [InlineData(",", false)]
    [InlineData(",", true)]
    [InlineData(";", false)]
    [InlineData("\t", true)]
    public async Task Rows_are_read_whatever_separates_them(string separator, bool byteOrderMark)
    {
        var text = "date,stars,words,airport\n2014-03-09,3.0,\"Two\nlines, \"\"and quotes\"\"\",Ljubljana\n\n2014-03-10,n/a,,\n2014-03-11,5,שלום 👋,\n".Replace("lines, ", "lines ", StringComparison.Ordinal).Replace(",", separator, StringComparison.Ordinal);
        await ImportAsync(Reviews, "reviews.csv", new UTF8Encoding(byteOrderMark).GetPreamble().Concat(Encoding.UTF8.GetBytes(text)).ToArray());
        Assert.Equal(["Two\nlines \"and quotes\"", "שלום 👋"], intake.Responses.Select(response => response.Comment).Order(StringComparer.Ordinal));
        var first = intake.Responses.Single(response => response.Comment!.StartsWith("Two", StringComparison.Ordinal));
        Assert.Equal((3d, "Ljubljana", Instant.FromUtc(2014, 3, 9, 12, 0)), (first.Score!.Value, first.Attributes["airport"], first.AnsweredAt));
        Assert.Equal(5, Assert.Single(intake.Unreadable).Line);
    }

    [Fact]
    public async Task Refused_rows_are_told_with_the_line_on_which_they_begin()
    {
        await ImportAsync(Reviews, "reviews.csv", "date,stars,words,airport\r\n2014-03-09,4,\"a\r\nb\r\nc\",x\r\n2014-03-10,6,\"d\r\ne\",x\r\n2014-03-10,5\r\n2014-03-10,5,x,y,z\r\n2014-03-10,5,a \"b\" c,x\r\n2014-13-10,5,x,y");
        Assert.Equal(
            [(5L, "outside its scale 1-5"), (7L, "2 columns, the header 4"), (8L, "5 columns, the header 4"), (9L, "quotation mark"), (10L, "is no date")],
            intake.Unreadable.Select(item => (item.Line!.Value, new[] { "outside its scale 1-5", "2 columns, the header 4", "5 columns, the header 4", "quotation mark", "is no date" }.First(words => item.Reason.Contains(words, StringComparison.Ordinal)))));
        Assert.Single(intake.Responses);
    }

    [Fact]
    public async Task What_is_quarantined_of_a_row_can_be_read_again_without_the_file()
    {
        await ImportAsync(Reviews, "reviews.csv", "date,stars,words,airport\n2014-03-09,6,\"say \"\"hi\"\" 👋\",x\n");
        var mended = Assert.IsType<ReadResponse.Read>(ReadingTests.Read(Assert.Single(intake.Unreadable).Raw, Reviews.Replace("=1-5", "=1-10", StringComparison.Ordinal))).Response;
        await ImportAsync(Reviews.Replace("=1-5", "=1-10", StringComparison.Ordinal), "reviews.csv", "date,stars,words,airport\n2014-03-09,6,\"say \"\"hi\"\" 👋\",x\n");
        Assert.Equal(Assert.Single(intake.Responses).Id, mended.Id);
    }

    [Theory]
    [InlineData("date;stars\n2014-03-09;3", "has no column 'words', 'airport'. It has: date, stars")]
    [InlineData("", "is empty")]
    [InlineData("date,stars,words,airport,stars\n", "'stars' twice")]
    public async Task A_file_that_does_not_fit_is_refused_before_anything_is_stored(string text, string reason) =>
        Assert.Contains(reason, (await OpenAsync(Reviews, "reviews.csv", Encoding.UTF8.GetBytes(text))).Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData("reviews.json")]
    [InlineData("reviews.csv")]
    [InlineData("reviews.txt")]
    public async Task Json_for_a_csv_source_is_refused_before_anything_is_stored(string name) =>
        Assert.Contains("is JSON, but lounge is a source of CSV", (await OpenAsync(Reviews, name, Encoding.UTF8.GetBytes("\n {\n \"date\": \"2014-03-09\",\n \"stars\": 3\n}\n"))).Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData("answers.json")]
    [InlineData("answers.csv")]
    [InlineData("answers.txt")]
    public async Task Csv_for_a_json_source_is_refused_before_anything_is_stored(string name) =>
        Assert.Contains(
            "is no JSON, but lounge is a source of JSON",
            (await OpenAsync(Reviews.Replace("\"csv\"", "\"json\"", StringComparison.Ordinal), name, Encoding.UTF8.GetBytes("date,stars,words,airport\n2014-03-09,3,fine,x\n"))).Refusal,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("reviews.csv", "[date],stars,words,airport\n2014-03-09,3,fine,x\n", "\"date\"", "\"[date]\"")]
    [InlineData("reviews.json", "date,stars,words,airport\n2014-03-09,3,fine,x\n", "\"date\"", "\"date\"")]
    public async Task What_a_csv_source_names_is_in_the_header_and_so_it_is_csv(string name, string text, string column, string called)
    {
        await ImportAsync(Reviews.Replace(column, called, StringComparison.Ordinal), name, text);
        Assert.Equal("fine", Assert.Single(intake.Responses).Comment);
    }

    [Fact]
    public async Task A_file_of_json_whose_first_line_is_broken_is_json_still()
    {
        await ImportAsync("{}", "answers.jsonl", "{broken\n" + FeedbackHost.Example());
        Assert.Equal((1, 1), (intake.Responses.Count, intake.Unreadable.Count));
    }

    [Fact]
    public async Task A_wrong_encoding_is_refused_with_its_line()
    {
        var bytes = Encoding.Latin1.GetBytes($"date,stars,words,airport\n{string.Concat(Enumerable.Repeat("2014-03-09,3,fine,x\n", 9000))}2014-03-09,3,schön,x\n");
        Assert.Contains("is not UTF-8 (at or after line", (await OpenAsync(Reviews, "reviews.csv", bytes)).Refusal, StringComparison.Ordinal);
        Assert.Contains("zero bytes", (await OpenAsync(Reviews, "reviews.csv", Encoding.Unicode.GetBytes("date"))).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf16_with_a_byte_order_mark_is_read()
    {
        await ImportAsync(Reviews, "reviews.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("date,stars,words,airport\n2014-03-09,3,schön,x\n")]);
        Assert.Equal("schön", Assert.Single(intake.Responses).Comment);
    }

    [Theory]
    [InlineData("{0}\n\nno json\n{1}\r\n[1]\n", 2, 2)]
    [InlineData(" [ {0},\n 5, {1} ]", 2, 1)]
    public async Task Json_comes_in_lines_or_as_one_array(string form, int read, int refused)
    {
        var words = ("comment", "\"half \\ud800 pair\"");
        await ImportAsync("{}", "answers.jsonl", string.Format(CultureInfo.InvariantCulture, form, FeedbackHost.Example(("id", "1"), words), FeedbackHost.Example(("id", "2"))));
        Assert.Equal((read, refused), (intake.Responses.Count, intake.Unreadable.Count));
        Assert.Contains(intake.Responses, response => response.Comment == "half \uFFFD pair");
    }

    [Fact]
    public async Task A_broken_array_says_from_where_and_keeps_what_came_before()
    {
        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => ImportAsync("{}", "answers.json", $"[{FeedbackHost.Example()},\n{{oops}}]"));
        Assert.Contains("from line 2 on", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_does_not_eat_the_memory()
    {
        var text = $"date,stars,words,airport\n2014-03-09,3,fine,x\n2014-03-09,3,\"open,x\n{string.Concat(Enumerable.Repeat("2014-03-09,3,fine,x\n", 200_000))}";
        Assert.Contains("from line 3 on, a quotation mark is never closed", (await Assert.ThrowsAsync<InvalidDataException>(() => ImportAsync(Reviews, "reviews.csv", text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_the_later_of_two_rows_stays()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 5000).Select(i => FeedbackHost.Example(("id", $"\"{i % 1000}\""), ("comment", $"\"version {i}\""))));
        var first = await ImportAsync("{}", "answers.jsonl", lines);
        Assert.Equal((1000, 4000, 0), (first.Taken.Accepted, first.Taken.Updated, first.Taken.Duplicates));
        foreach (var versions in intake.Responses.GroupBy(response => response.Id, StringComparer.Ordinal))
            Assert.Equal($"version {int.Parse(versions.Key, CultureInfo.InvariantCulture) + 4000}", versions.Last().Comment);

        var rows = string.Join('\n', Enumerable.Range(0, 700).Select(i => FeedbackHost.Example(("id", $"\"x{i}\""))));
        await ImportAsync("{}", "again.jsonl", rows);
        var again = await ImportAsync("{}", "again.jsonl", rows);
        Assert.Equal((0, 0, 700), (again.Taken.Accepted, again.Taken.Updated, again.Taken.Duplicates));
    }

    [Fact]
    public async Task Stopping_ends_between_batches_and_importing_again_goes_on()
    {
        var rows = string.Join('\n', Enumerable.Range(0, 5000).Select(i => FeedbackHost.Example(("id", $"\"{i}\""))));
        using var stop = new CancellationTokenSource();
        var stopped = await ImportAsync("{}", "answers.jsonl", rows, onRow: row => row == 3000 ? stop.CancelAsync() : Task.CompletedTask, cancellationToken: stop.Token);
        Assert.InRange(stopped.Taken.Accepted, 1, 3000);
        var rest = await ImportAsync("{}", "answers.jsonl", rows);
        Assert.Equal((5000 - stopped.Taken.Accepted, stopped.Taken.Accepted), (rest.Taken.Accepted, rest.Taken.Duplicates));
    }

    [Fact]
    public async Task Shifting_makes_the_newest_now()
    {
        const string Text = "date,stars,words,airport\n2014-03-09,3,old,x\n2015-08-02,3,new,x\nsoon,3,broken,x\n";
        var source = SourceSettingsTests.Read(Reviews).Find("lounge")!;
        var file = (await OpenAsync(Reviews, "reviews.csv", Encoding.UTF8.GetBytes(Text))).File!;
        var newest = await FileImport.NewestAsync(source, file, Now, () => { }, CancellationToken.None);
        await ImportAsync(Reviews, "reviews.csv", Text, shift: Now - newest!.Value);
        Assert.Equal([Now - Duration.FromDays(511), Now], intake.Responses.Select(response => response.AnsweredAt).Order());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<FileImport> ImportAsync(string settings, string name, string text, Duration? shift = null, Func<long, Task>? onRow = null, CancellationToken cancellationToken = default) =>
        ImportAsync(settings, name, Encoding.UTF8.GetBytes(text), shift, onRow, cancellationToken);

    private async Task<FileImport> ImportAsync(
        string settings, string name, byte[] bytes, Duration? shift = null, Func<long, Task>? onRow = null, CancellationToken cancellationToken = default)
    {
        var (file, refusal) = await OpenAsync(settings, name, bytes);
        Assert.True(file is not null, refusal);
        var import = new FileImport(SourceSettingsTests.Read(settings).Find("lounge")!, file, intake, PostChoice.Fresh, Now, shift ?? Duration.Zero);
        await import.RunAsync((row, _) => onRow?.Invoke(row) ?? Task.CompletedTask, cancellationToken);
        return import;
    }

    private async Task<(FeedbackFile? File, string? Refusal)> OpenAsync(string settings, string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(path, bytes);
        return await FeedbackFile.OpenAsync(path, SourceSettingsTests.Read(settings).Find("lounge")!, CancellationToken.None);
    }
}
