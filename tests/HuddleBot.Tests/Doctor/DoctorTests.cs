using HuddleBot.Core.Storage;
using HuddleBot.Playground.Slack;
using HuddleBot.Playground.Faults;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Doctor;

/// <summary>One thing is wrong at a time, and the doctor says which.</summary>
public sealed class DoctorTests
{
    private const string Bot = "U0BOT";

    [Fact]
    public async Task All_is_well()
    {
        await using var hotel = await OpenAsync();
        var examination = await Examination.OfAsync(hotel);

        Assert.All(examination.Lines, line => Assert.StartsWith("ok    ", line, StringComparison.Ordinal));
        Assert.Equal(0, examination.ExitCode);
        string[] expected =
        [
            "storage (Sqlite) answers and takes writes", "2 teams are applied", "source survey takes a signed webhook", "a bot is running and sends messages", "no message waits or is parked",
            "signed in to workspace T0001 (Sunny Hotels) as huddlebot", "the bot may do what it needs", "this machine's clock is right",
            "channel C0001 of team front-desk takes messages (#front-desk)", "manager channel C0009 of team front-desk", "channel C0002 of team restaurant",
        ];
        Assert.All(expected, words => Assert.Contains(examination.Lines, line => line.Contains(words, StringComparison.Ordinal)));
        Assert.NotEmpty(examination.Written);
        foreach (var (partition, row) in examination.Written) Assert.Null(await hotel.Store.GetAsync(partition, row, CancellationToken.None));
        Assert.Empty(hotel.Slack.Complaints);
    }

    [Fact]
    public async Task No_teams_and_no_bot_that_runs()
    {
        using var folder = new TemporaryFolder();
        await using var slack = await SlackPlayground.StartAsync();
        var examination = await Examination.OfAsync(
            TimeProvider.System, $"--Storage:ConnectionString=Data Source={folder.File("bot.db")}", "--Slack:SigningSecret=s", "--Slack:BotToken=xoxb-playground", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}");

        examination.FoundWrong("no teams: every comment waits → write a teams file (docs/teams.schema.json describes it) and run 'teams apply FILE'");
        examination.Noted("no bot sends messages now");
        examination.Noted("no feedback source");
    }

    [Fact]
    public async Task The_token_is_refused()
    {
        await using var hotel = await OpenAsync();
        (await Examination.OfAsync(hotel, "--Slack:BotToken=xoxb-of-another-time")).FoundWrong("Slack does not take the bot's token (invalid_auth)");
    }

    [Theory]
    [InlineData("--Slack:BotToken=xoxp-1-2", "Slack:BotToken is a person's token (xoxp-…), not the bot's → copy the \"Bot User OAuth Token\"", "Slack does not take the bot's token (invalid_auth)")]
    [InlineData("--Slack:BotToken=xapp-1-2", "which belongs into Slack:AppToken", "Slack does not take the bot's token (invalid_auth)")]
    [InlineData("--Slack:SigningSecret=xoxb-1-2", "Slack:SigningSecret is a token: everything that Slack sends is refused → copy the \"Signing Secret\"")]
    [InlineData("--Slack:SigningSecret=with space", "Slack:SigningSecret has a space or line break in it")]
    public async Task A_secret_is_of_another_kind(string setting, params string[] words)
    {
        await using var hotel = await OpenAsync();
        (await Examination.OfAsync(hotel, setting)).FoundWrong(words);
    }

    [Fact]
    public async Task A_closed_place_is_told_with_what_to_do()
    {
        await using var hotel = await OpenAsync();
        using var refused = hotel.Slack.Inject(new(FaultKind.Refuse) { Method = "chat.postMessage", Channel = "C0002", Error = "restricted_action_read_only_channel", Times = null });
        await hotel.SendAsync(Response("r-1", 3, "Grizzly words", area: "restaurant"));
        await UntilAsync(async () => await hotel.Store.QueryAsync("closed-places", "", null, CancellationToken.None).AnyAsync());
        (await Examination.OfAsync(hotel)).FoundWrong(
            "slack/T0001/C0002 takes no messages for less than a minute: its rules keep the bot from writing (restricted_action_read_only_channel) → let the bot write there");
    }

    [Fact]
    public async Task The_socket_connects_or_says_why_not()
    {
        await using var hotel = await OpenAsync(slack: new() { RateLimitScale = null, SocketMode = true }, settings: ["--Slack:AppToken=xapp-playground"]);
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.Sockets.Count == 2);
        var examination = await Examination.OfAsync(hotel);
        Assert.Contains(examination.Lines, line => line == "ok    Slack: Socket Mode connects; beside this there are 2 connections");
        Assert.Equal(0, examination.ExitCode);
        (await Examination.OfAsync(hotel, "--Slack:AppToken=xapp-of-another-app")).FoundWrong("Socket Mode does not connect (invalid_auth)");
        await hotel.Slack.Sockets.EnableAsync(false);
        (await Examination.OfAsync(hotel)).FoundWrong("Socket Mode does not connect (link_disabled)");
    }

    [Fact]
    public async Task A_scope_is_missing()
    {
        var scopes = SlackPlaygroundOptions.DefaultScopes.Except(["metadata.message:read", "users:read"]).ToHashSet(StringComparer.Ordinal);
        await using var hotel = await OpenAsync(slack: new() { RateLimitScale = null, Scopes = scopes });
        (await Examination.OfAsync(hotel)).FoundWrong("Slack: missing scopes metadata.message:read, users:read");
    }

    [Fact]
    public async Task The_bot_is_not_in_its_channels()
    {
        await using var hotel = await OpenAsync();
        hotel.Slack.RemoveMember("restaurant", Bot);
        hotel.Slack.RemoveMember(Managers, Bot);
        (await Examination.OfAsync(hotel)).FoundWrong(
            "manager channel C0009 of team front-desk is not there, or is private and the bot is not in it", "channel C0002 of team restaurant: the bot is not in it (#restaurant) → write /invite @HuddleBot there");
    }

    [Fact]
    public async Task A_channel_is_archived()
    {
        await using var hotel = await OpenAsync();
        await hotel.Slack.ArchiveAsync(FrontDesk);
        (await Examination.OfAsync(hotel)).FoundWrong("channel C0001 of team front-desk is archived (#front-desk)");
    }

    [Fact]
    public async Task The_token_is_of_another_workspace()
    {
        await using var hotel = await OpenAsync(slack: new() { RateLimitScale = null, WorkspaceId = "T0777" });
        (await Examination.OfAsync(hotel)).FoundWrong("the token belongs to workspace T0777 (Sunny Hotels), the teams file names T0001");
    }

    [Fact]
    public async Task Slack_is_not_reachable()
    {
        await using var hotel = await OpenAsync();
        (await Examination.OfAsync(hotel, "--Slack:ApiBaseUrl=http://127.0.0.1:1/api/")).FoundWrong("Slack does not answer at http://127.0.0.1:1/api/");
    }

    [Fact]
    public async Task Slack_is_not_set_up()
    {
        await using var hotel = await OpenAsync();
        var withoutSlack = Examination.SettingsOf(hotel).Where(setting => !setting.StartsWith("--Slack:", StringComparison.Ordinal)).ToArray();
        (await Examination.OfAsync(TimeProvider.System, withoutSlack)).FoundWrong(
            "team front-desk is in slack/T0001/C0001, and that platform is not set up → add the section Slack", "team restaurant is in slack/T0001/C0002");
    }

    [Fact]
    public async Task A_channel_that_Slack_limits_is_asked_for_again_when_Slack_says()
    {
        await using var hotel = await OpenAsync();
        using var fault = hotel.Slack.Inject(new(FaultKind.RateLimited) { Method = "conversations.info" });
        Assert.Equal(0, (await Examination.OfAsync(hotel)).ExitCode);
        Assert.Equal(4, hotel.Slack.Calls.Count(call => call.Method == "conversations.info"));
    }

    [Theory]
    [InlineData(3, "3 minutes ahead of")]
    [InlineData(-3, "3 minutes behind")]
    [InlineData(1, null)]
    public async Task The_clock_is_wrong_beyond_two_minutes(int minutes, string? words)
    {
        await using var hotel = await OpenAsync();
        var examination = await Examination.OfAsync(new ClockThatIsOff(TimeSpan.FromMinutes(minutes)), Examination.SettingsOf(hotel));
        if (words is null) Assert.Equal(0, examination.ExitCode);
        else examination.FoundWrong($"this machine's clock is {words} Slack's → set it right (NTP)");
    }

    [Fact]
    public async Task The_storage_is_gone_and_the_rest_is_looked_at_all_the_same()
    {
        await using var hotel = await OpenAsync();
        var examination = await Examination.OfAsync(hotel, "--Storage:ConnectionString=Data Source=/nowhere/at/all/bot.db");
        examination.FoundWrong("storage (Sqlite): The folder /nowhere/at/all of the database does not exist.", "not everything could be looked at");
        Assert.Contains(examination.Lines, line => line.Contains("signed in to workspace T0001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_database_is_none()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("bot.db"), new string('x', 5000));
        var examination = await Examination.OfAsync(TimeProvider.System, $"--Storage:ConnectionString=Data Source={folder.File("bot.db")}");
        examination.FoundWrong("storage (Sqlite): ", "not everything could be looked at");
    }

    [Fact]
    public async Task Teams_without_managers_and_routes_and_sources_without_both()
    {
        await using var hotel = await OpenAsync();
        var (file, errors) = HuddleBot.FrontlineTeams.TeamsFile.Read("""
            { "frontlineTeams": [
              { "id": "front-desk", "name": "Front desk", "timeZone": "Europe/London", "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0001" },
                "managerChannel": { "platform": "slack", "workspace": "T0001", "channel": "C0009" } },
              { "id": "restaurant", "name": "Restaurant", "timeZone": "Europe/Berlin", "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0002" },
                "routes": [{ "source": "reviews" }] } ] }
            """u8);
        Assert.Empty(errors);
        await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<HuddleBot.FrontlineTeams.StoredTeams>(hotel.Bot.Services).ApplyAsync(file!, CancellationToken.None);

        var examination = await Examination.OfAsync(hotel, "--Feedback:Sources:files:Format=huddlebot");
        examination.FoundWrong("team front-desk has no managers: escalations go to slack/T0001/C0009, and nobody there may answer them");
        string[] notes =
        [
            "team restaurant has no managers: it cannot escalate", "team front-desk has no route", "team restaurant has a route from reviews, which is no source", "source files takes files only",
            "source files is named by no route", "source survey is named by no route",
        ];
        Assert.All(notes, examination.Noted);
    }

    [Fact]
    public async Task What_is_unrouted_and_what_could_not_be_read_is_counted_and_no_customer_is_quoted()
    {
        await using var hotel = await OpenAsync();
        await hotel.SendAsync(Response("r-1", 3, "Grizzly words", area: "the moon"), Response("r-2", 3, "Grizzly words", area: "the moon"), Response("r-3", 99, "Grizzly words"));
        var examination = await Examination.OfAsync(hotel);
        examination.FoundWrong("source survey: 1 response could not be read → 'quarantine list' says why");
        examination.Noted("2 responses match no team and wait");
        Assert.DoesNotContain(examination.Lines, line => line.Contains("Grizzly", StringComparison.Ordinal));
    }

    /// <summary>What the running bot writes by itself when it starts is not counted.</summary>
    private sealed class ClockThatIsOff(TimeSpan off) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + off;
    }
}
