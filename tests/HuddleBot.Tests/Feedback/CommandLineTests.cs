using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HuddleBot.Tests.FrontlineTeams;
using HuddleBot.Tests.Storage;

namespace HuddleBot.Tests.Feedback;

/// <summary>The verbs as a person types them: the real binary on a real file.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly Dictionary<string, string> Lounge = new(StringComparer.Ordinal)
    {
        ["Feedback__Sources__lounge__Format"] = "csv",
        ["Feedback__Sources__lounge__Mapping__Metric"] = "=csat",
        ["Feedback__Sources__lounge__Mapping__Score"] = "overall_rating",
        ["Feedback__Sources__lounge__Mapping__Scale"] = "=1-5",
        ["Feedback__Sources__lounge__Mapping__Comment"] = "content",
        ["Feedback__Sources__lounge__Mapping__AnsweredAt"] = "date",
        ["Feedback__Sources__lounge__Mapping__Customer__Name"] = "author",
        ["Feedback__Sources__lounge__Mapping__Attributes__airport"] = "airport",
        ["Feedback__Sources__lounge__Mapping__Attributes__airline"] = "airline_name",
    };

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task From_file_to_team_and_from_quarantine_to_team()
    {
        var reviews = Write("reviews.csv", "author,date,content,airport,airline_name,overall_rating\nAda,2015-01-01,Fine,London Heathrow Airport,x,4.0\nBen,2015-07-01,Good,Oslo,x,9.0\n");
        var first = await RunAsync("import", reviews, "--source", "lounge", "--report", folder.File("refused.csv"));
        Assert.Equal(1, first.Code);
        Assert.Contains("2 rows read: 1 accepted, 0 updated, 0 known already, 1 quarantined.", first.Out, StringComparison.Ordinal);
        Assert.Contains("line 3: overall_rating: the score 9 is outside its scale 1-5", first.Error, StringComparison.Ordinal);
        Assert.Contains("line 3,", await File.ReadAllTextAsync(folder.File("refused.csv")), StringComparison.Ordinal);

        var again = await RunAsync("import", reviews, "--source", "lounge");
        Assert.Contains("0 accepted, 0 updated, 1 known already, 1 quarantined", again.Out, StringComparison.Ordinal);

        var applied = await RunAsync("teams", "apply", Write("teams.json", TeamsFileTests.Example));
        Assert.Equal((0, ""), (applied.Code, applied.Error));
        Assert.Contains("1 team holds now. 1 waiting response found a team.", applied.Out, StringComparison.Ordinal);

        var listed = await RunAsync("quarantine", "list", "--source", "LOUNGE");
        Assert.Equal(0, listed.Code);
        Assert.Contains("line 3: overall_rating", listed.Out, StringComparison.Ordinal);
        Assert.Contains("1 response waits.", listed.Out, StringComparison.Ordinal);

        Assert.Equal(1, (await RunAsync("quarantine", "retry")).Code);
        var retried = await RunAsync("quarantine", "retry", "--source", "lounge", "--Feedback:Sources:lounge:Mapping:ScaleFrom:2015-06-09==1-10");
        Assert.Equal((0, ""), (retried.Code, retried.Error));
        Assert.Contains("1 taken, 0 still unreadable.", retried.Out, StringComparison.Ordinal);

        var shown = await RunAsync("teams", "show");
        Assert.Equal(0, shown.Code);
        Assert.Contains("lounge: airport = London Heathrow Airport", shown.Out, StringComparison.Ordinal);
        Assert.Contains("1 response matches no team and waits.", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_comes_right_empties_the_quarantine()
    {
        var reviews = Write("reviews.csv", "author,date,content,airport,airline_name,overall_rating\nBen,2015-07-01,Good,Oslo,x,9.0\n");
        Assert.Equal(1, (await RunAsync("import", reviews, "--source", "lounge")).Code);
        Assert.Equal(0, (await RunAsync("import", reviews, "--source", "lounge", "--Feedback:Sources:lounge:Mapping:ScaleFrom:2015-06-09==1-10")).Code);
        Assert.Contains("0 responses wait.", (await RunAsync("quarantine", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_will_never_come_right_is_dropped_by_its_id()
    {
        var reviews = Write("reviews.csv", "author,date,content,airport,airline_name,overall_rating\nBen,2015-07-01,Good,Oslo,x,9.0\nCleo,2015-07-01,Good,Oslo,x,8.0\nDan\n");
        await RunAsync("import", reviews, "--source", "lounge");
        var waiting = (await RunAsync("quarantine", "list")).Out.Split('\n').Where(line => line.StartsWith("lounge ", StringComparison.Ordinal)).Select(line => line.Split(' ', ',')[1]).ToList();
        Assert.Equal(3, waiting.Count);

        var dropped = await RunAsync("quarantine", "drop", waiting[0], waiting[2]);
        Assert.Equal((0, ""), (dropped.Code, dropped.Error));
        Assert.Contains("2 dropped.", dropped.Out, StringComparison.Ordinal);
        var left = (await RunAsync("quarantine", "list")).Out;
        Assert.Contains(waiting[1], left, StringComparison.Ordinal);
        Assert.Contains("1 response waits.", left, StringComparison.Ordinal);

        var unknown = await RunAsync("quarantine", "drop", waiting[0]);
        Assert.Equal(1, unknown.Code);
        Assert.Contains($"{waiting[0]} is not in the quarantine", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("quarantine", "drop")).Code);
    }

    [Theory]
    [InlineData("There is no source 'louge'. In the settings (Feedback:Sources) are: lounge.", "import", "nothing.csv", "--source", "louge")]
    [InlineData("There is no file nothing.csv.", "import", "nothing.csv", "--source", "lounge")]
    [InlineData("'more.csv' is not understood here", "import", "nothing.csv", "more.csv", "--source", "lounge")]
    [InlineData("'--dryrun' is not understood here", "import", "nothing.csv", "--source", "lounge", "--dryrun")]
    [InlineData("There is no file", "teams", "apply", "nothing.json")]
    [InlineData("'Feedback:Sorces' is not known", "teams", "show", "--Feedback:Sorces:x=1")]
    [InlineData("'9999-12-31' is no period; write week, month or quarter", "export", "digest", "--period", "9999-12-31")]
    [InlineData("--period is for 'export digest'.", "export", "scores", "--period", "month")]
    [InlineData("'export digest' writes CSV; leave --format out.", "export", "digest", "--format", "jsonl")]
    [InlineData("--weeks is 1 to 52.", "export", "case", "--weeks", "some")]
    [InlineData("'docter' is not understood here", "docter")]
    [InlineData("'docter' is not understood here", "serve", "docter")]
    [InlineData("Delivery:Slack:PerWorkspacePerMinute is 'lots'; write a whole number.", "serve", "--Delivery:Slack:PerWorkspacePerMinute=lots")]
    [InlineData("Storage:Provider is 'Mongo'; write Sqlite or AzureTables.", "teams", "show", "--Storage:Provider=Mongo")]
    [InlineData("'Slack:CanInstall' is not known", "serve", "--Slack:CanInstall=true")]
    public async Task Mistakes_are_told_in_words_with_exit_code_2(string words, params string[] line)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:{taken}")]
    public async Task An_address_that_cannot_be_listened_on_is_told_in_words(string address)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        address = address.Replace("{taken}", ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var (code, _, error) = await RunAsync("serve", "--urls", address);
        Assert.Equal(1, code);
        Assert.Contains("The bot cannot listen: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_in_place_of_the_teams_file_is_told_in_words()
    {
        var (code, _, error) = await RunAsync("teams", "apply", Write("list.json", "[]"));
        Assert.Equal(2, code);
        Assert.StartsWith("The file is a list; write an object", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_word_for_post_is_told_in_words()
    {
        var (code, _, error) = await RunAsync("import", Write("x.csv", "a\n1\n"), "--source", "lounge", "--post", "some");
        Assert.NotEqual(0, code);
        Assert.Contains("--post is 'some'; write all, fresh or none.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_teams_file_changes_nothing()
    {
        await RunAsync("teams", "apply", Write("teams.json", TeamsFileTests.Example));
        var wrong = await RunAsync("teams", "apply", Write("wrong.json", TeamsFileTests.Example.Replace("\"perHour\": 6", "\"perHour\": 0", StringComparison.Ordinal).Replace("Europe/London\", \"w", "Mars\", \"w", StringComparison.Ordinal)));
        Assert.Equal(2, wrong.Code);
        Assert.Contains("frontlineTeams[0].posting.perHour: is 0; give a whole number from 1 to 1000", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("frontlineTeams[0].timeZone: 'Mars' is no time zone", wrong.Error, StringComparison.Ordinal);
        var shown = await RunAsync("teams", "show");
        Assert.Contains("lhr-lounge", shown.Out, StringComparison.Ordinal);
        Assert.Contains("Digest: Monday at 08:00 Europe/London, to CX leads and managers", shown.Out, StringComparison.Ordinal);
    }

    [SharedFact("data/lounge-reviews.csv")]
    public async Task The_real_lounge_reviews_come_in_whole_and_shifted_twice_are_the_same()
    {
        var settings = new Dictionary<string, string>(Lounge, StringComparer.Ordinal) { ["Feedback__Sources__lounge__Mapping__ScaleFrom__2015-06-09"] = "=1-10" };
        var line = new[] { "import", SharedFactAttribute.PathOf("data/lounge-reviews.csv"), "--source", "lounge", "--shift-dates", "--post", "none" };
        var first = await BotProcess.RunAsync(folder.File("bot.db"), settings, line);
        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.Contains("2,264 rows read: 2,264 accepted, 0 updated, 0 known already, 0 quarantined.", first.Out, StringComparison.Ordinal);
        var again = await BotProcess.RunAsync(folder.File("bot.db"), settings, line);
        Assert.Contains("0 accepted, 0 updated, 2,264 known already, 0 quarantined.", again.Out, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private Task<(int Code, string Out, string Error)> RunAsync(params string[] words) => BotProcess.RunAsync(folder.File("bot.db"), Lounge, words);

    private string Write(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return folder.File(name);
    }
}
