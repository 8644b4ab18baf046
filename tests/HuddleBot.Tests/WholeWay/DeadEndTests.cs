using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Storage;
using HuddleBot.Playground.Faults;
using HuddleBot.Playground.Slack;
using HuddleBot.Tests.Slack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Every way in which Slack and Microsoft Teams stop taking messages: what is for the place waits, others go on, the operator is told once, and all goes out in order.</summary>
public sealed class DeadEndTests
{
    private const string Bot = "U0BOT";

    /// <summary>How each is made, how it is mended, what the row then says; and whether the platform tells us of the mending.</summary>
    private static readonly Dictionary<string, End> InSlack = new(StringComparer.Ordinal)
    {
        ["archived"] = new(hotel => hotel.Slack.ArchiveAsync(FrontDesk), hotel => hotel.Slack.ArchiveAsync(FrontDesk, archived: false), ClosedBecause.Archived, IsTold: true),
        ["removed"] = new(Removed, hotel => hotel.Slack.AddMemberAsync(FrontDesk, Bot), ClosedBecause.NotInvited, IsTold: true),
        ["deleted"] = OfCode("channel_not_found", ClosedBecause.NotThere, "C0001"),
        ["read-only"] = OfCode("restricted_action_read_only_channel", ClosedBecause.Forbidden, "C0001"),
        ["uninstalled"] = OfCode("account_inactive", ClosedBecause.Uninstalled),
        ["revoked"] = OfCode("token_revoked", ClosedBecause.Credentials),
        ["expired"] = OfCode("token_expired", ClosedBecause.Credentials),
        ["workspace gone"] = OfCode("team_disabled", ClosedBecause.WorkspaceGone),
        ["scope"] = OfCode("missing_scope", ClosedBecause.MissingRights),
    };

    private static readonly Dictionary<string, End> InTeams = new(StringComparer.Ordinal)
    {
        ["removed from the team"] = new(hotel => hotel.Teams.UninstallAsync("Sunny Hotels"), hotel => hotel.Teams.InstallAsync("Sunny Hotels"), ClosedBecause.NotInvited, IsTold: true),
        ["team archived"] = new(hotel => hotel.Teams.ArchiveTeamAsync("Sunny Hotels"), hotel => hotel.Teams.ArchiveTeamAsync("Sunny Hotels", archived: false), ClosedBecause.Archived, IsTold: true),
        ["channel deleted"] = new(hotel => hotel.Teams.DeleteChannelAsync(SpaChannel), hotel => hotel.Teams.RestoreChannelAsync(SpaChannel), ClosedBecause.NotThere, IsTold: true),
        ["not in the roster"] = OfTeams("BotNotInConversationRoster", 403, ClosedBecause.NotInvited),
        ["not found"] = OfTeams("ConversationNotFound", 404, ClosedBecause.NotThere),
        ["blocked by an administrator"] = OfTeams("BotDisabledByAdmin", 403, ClosedBecause.BlockedByAdmin),
        ["tenant gone"] = OfTeams("TenantNotFound", 404, ClosedBecause.WorkspaceGone),
        ["credentials"] = OfTeams("Unauthorized", 401, ClosedBecause.Credentials),
    };

    public static TheoryData<string> SlackEnds => [.. InSlack.Keys];

    public static TheoryData<string> TeamsEnds => [.. InTeams.Keys];

    [Theory]
    [MemberData(nameof(SlackEnds))]
    public async Task Slack_takes_nothing_and_then_again(string name)
    {
        var (end, time, log) = (InSlack[name], new TestTime(), new RecordedLog());
        var scopes = SlackPlaygroundOptions.DefaultScopes.Except(["chat:write.public"]).ToHashSet(StringComparer.Ordinal);
        await using var hotel = await OpenAsync(time: time, slack: new() { RateLimitScale = null, Scopes = scopes, TimeProvider = time }, instrument: Into(log));
        await end.MakeAsync(hotel);
        await hotel.SendAsync(Response("r-1", 3, "Comment one."));
        await WaitsAsync(hotel, FrontDesk, 1);
        await hotel.SendAsync(Response("r-2", 3, "Comment two."), Response("r-3", 3, "Comment three."));
        await WaitsAsync(hotel, FrontDesk, 3);
        if (!end.Because.IsOfWorkspace())
        {
            // Others go on.
            await hotel.SendAsync(Response("r-9", 3, "The soup is cold.", "restaurant"));
            await hotel.CardAsync("The soup is cold.", Restaurant);
        }

        await ToldOnceAsync(hotel, log, end);
        await AskedSeldomAsync(hotel, time, () => hotel.Slack.Calls.Count(call => call.Method == "chat.postMessage"));
        Assert.Empty(hotel.Slack.MessagesIn(FrontDesk));

        await end.MendAsync(hotel);
        if (!end.IsTold) await UntilAskedAsync(time, () => hotel.Slack.MessagesIn(FrontDesk).Any(message => Shows(message, "Comment three.")));
        await hotel.CardAsync("Comment three.");
        await hotel.AllIsWellAsync();
        Assert.Collection(hotel.Slack.MessagesIn(FrontDesk), first => Shows(first, "Comment one."), second => Shows(second, "Comment two."), third => Shows(third, "Comment three."));
        await OpenedAsync(hotel, log);
    }

    [Theory]
    [MemberData(nameof(TeamsEnds))]
    public async Task Microsoft_Teams_takes_nothing_and_then_again(string name)
    {
        var (end, time, log) = (InTeams[name], new TestTime(), new RecordedLog());
        await using var hotel = await OpenMixedAsync(time: time, instrument: Into(log));
        await end.MakeAsync(hotel);
        await hotel.SendAsync(Response("r-1", 3, "Comment one.", Spa));
        await WaitsAsync(hotel, Spa, 1);
        await hotel.SendAsync(Response("r-2", 3, "Comment two.", Spa), Response("r-3", 3, "Comment three.", Spa));
        await WaitsAsync(hotel, Spa, 3);
        await hotel.SendAsync(Response("r-9", 3, "The soup is cold.", "restaurant"));
        await hotel.CardAsync("The soup is cold.", Restaurant);

        await ToldOnceAsync(hotel, log, end);
        await AskedSeldomAsync(hotel, time, () => hotel.Teams.Calls.Count(call => call.Operation == "create"));
        await end.MendAsync(hotel);
        if (!end.IsTold) await UntilAskedAsync(time, () => hotel.SpaCards("Comment three.").Any());
        await hotel.SpaCardAsync("Comment three.");
        await hotel.AllIsWellAsync();
        foreach (var words in (string[])["Comment one.", "Comment two.", "Comment three."]) Assert.Single(hotel.SpaCards(words));
        await OpenedAsync(hotel, log);
    }

    [Fact]
    public async Task Another_start_asks_nobody_and_tells_nobody_again_and_one_with_another_token_asks_at_once()
    {
        var (time, log) = (new TestTime(), new RecordedLog());
        await using var hotel = await OpenAsync(time: time, instrument: Into(log));
        using var refused = hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.*", Error = "token_revoked", Times = null });
        await hotel.SendAsync(Response("r-1", 3, "Comment one."));
        await WaitsAsync(hotel, FrontDesk, 1);
        var asked = Posts(hotel);
        await hotel.StopBotAsync();
        await hotel.StartBotAsync();
        await hotel.SendAsync(Response("r-2", 3, "Comment two."), Response("r-3", 3, "The soup is cold.", "restaurant"));
        await WaitsAsync(hotel, FrontDesk, 2);
        await WaitsAsync(hotel, "restaurant", 1);
        Assert.Equal(asked, Posts(hotel));
        Assert.Single(log.Lines, line => line.Contains("takes no messages", StringComparison.Ordinal));

        // The same token in other words: what the bot signs in with has changed.
        refused.Dispose();
        await hotel.StopBotAsync();
        hotel.ChangeSettings("--Slack:ClientId=1000.2000", "--Slack:ClientSecret=playground-client-secret");
        await hotel.StartBotAsync();
        await hotel.CardAsync("Comment two.");
        await hotel.CardAsync("The soup is cold.", Restaurant);
        await hotel.AllIsWellAsync();
        await OpenedAsync(hotel, log);
    }

    [Fact]
    public async Task A_person_who_has_left_holds_back_nobody_else()
    {
        var (time, log) = (new TestTime(), new RecordedLog());
        await using var hotel = await OpenAsync(time: time, instrument: Into(log), frontDeskMore: null);
        using var gone = hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.postMessage", Channel = "U0002", Error = "user_disabled", Times = null });
        await hotel.SendAsync(Response("r-1", 3, "The soup is cold.", "restaurant"));
        var card = await hotel.CardAsync("The soup is cold.", Restaurant);
        await hotel.DecideAsync("U0005", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
        await UntilAsync(async () => (await PlacesAsync(hotel)).Count == 1);
        Assert.Equal(("slack/T0001/U0002", ClosedBecause.PersonGone), (await PlacesAsync(hotel)).Select(place => (place.Name, place.Because)).Single());
        await hotel.Slack.WaitUntilAsync(() => hotel.Slack.DirectMessagesOf("U0003").Count == 1, TimeSpan.FromSeconds(20));
    }

    /// <summary>From warnings on.</summary>
    internal static Action<IServiceCollection> Into(RecordedLog log) => services => services.AddLogging(logging => logging.AddProvider(log).AddFilter<RecordedLog>(null, LogLevel.Warning));

    internal static int Posts(Hotel hotel) => hotel.Slack.Calls.Count(call => call.Method == "chat.postMessage");

    private static async Task WaitsAsync(Hotel hotel, string team, int messages)
    {
        await UntilAsync(async () => (await hotel.RowsOfAsync(team, TeamRows.Outbox)).Count == messages && (await PlacesAsync(hotel)).Count == 1);
        await UntilAsync(async () => (await PlacesAsync(hotel)).Single().ToldAt is not null);
    }

    private static async Task ToldOnceAsync(Hotel hotel, RecordedLog log, End end)
    {
        var place = (await PlacesAsync(hotel)).Single();
        Assert.Equal((end.Because, end.Because.IsOfWorkspace()), (place.Because, place.Channel is null));
        var line = Assert.Single(log.Lines, line => line.Contains("takes no messages:", StringComparison.Ordinal));
        Assert.Contains(place.Name, line, StringComparison.Ordinal);
        Assert.Contains("To do: ", line, StringComparison.Ordinal);
    }

    /// <summary>The gap grows from five minutes to an hour: in a day no more than 27 questions, each one call, or two where it may be the token's fault.</summary>
    private static async Task AskedSeldomAsync(Hotel hotel, TestTime time, Func<int> calls)
    {
        await UntilAsync(async () => await TriesAsync() > 0);
        var before = calls();
        foreach (var minutes in (int[])[5, 10, 20, 40, 60])
        {
            var place = (await PlacesAsync(hotel)).Single();
            var tries = await TriesAsync();
            Assert.Equal(minutes, place.Gap.TotalMinutes);
            time.Skip(TimeSpan.FromMinutes(minutes));

            // A skip may look like the end of the bot's lease, or of its patience with an answer: such a question is taken back, and asked again.
            await UntilAsync(async () => await TriesAsync() > tries && (await PlacesAsync(hotel)).Single().NextQuestion > place.NextQuestion);
        }

        Assert.InRange(calls() - before, 0, 10);

        // None while one is on its way, or put off.
        async Task<int> TriesAsync()
        {
            var waiting = await hotel.Store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None).Where(row => row.RowKey.StartsWith(TeamRows.Outbox, StringComparison.Ordinal)).ToListAsync();
            return waiting.Any(row => row.Properties.ContainsKey("ClaimedAt") || row.Properties.ContainsKey("NotBefore")) ? 0 : waiting.Sum(row => row.GetInt32("Attempts") ?? 0);
        }
    }

    /// <summary>Hour by hour: where a skip falls between the look at the clock and the alarm that is set by it, the next one wakes.</summary>
    private static async Task UntilAskedAsync(TestTime time, Func<bool> isThere)
    {
        for (var hour = 0; hour < 10 && !isThere(); hour++)
        {
            time.Skip(TimeSpan.FromHours(1));
            for (var look = 0; look < 40 && !isThere(); look++) await Task.Delay(50);
        }
    }

    private static async Task OpenedAsync(Hotel hotel, RecordedLog log)
    {
        await UntilAsync(async () => (await PlacesAsync(hotel)).Count == 0);
        Assert.Single(log.Lines, line => line.Contains("takes messages again", StringComparison.Ordinal));
    }

    internal static async Task<IReadOnlyList<ClosedPlace>> PlacesAsync(Hotel hotel) => await hotel.Bot.Services.GetRequiredService<ClosedPlaces>().AllAsync(CancellationToken.None).ToListAsync();

    private static Task Removed(Hotel hotel)
    {
        hotel.Slack.RemoveMember(FrontDesk, Bot);
        return Task.CompletedTask;
    }

    private static End OfCode(string code, ClosedBecause because, string? channel = null) => OfFault(hotel => hotel.Slack.Inject(new Fault(FaultKind.Refuse) { Method = "chat.*", Channel = channel, Error = code, Times = null }), because);

    private static End OfTeams(string code, int status, ClosedBecause because) => OfFault(hotel => hotel.Teams.Inject(new Fault(FaultKind.Refuse) { Method = "create", Error = code, Status = status, Times = null }), because);

    private static End OfFault(Func<Hotel, IDisposable> inject, ClosedBecause because)
    {
        var faults = new System.Runtime.CompilerServices.ConditionalWeakTable<Hotel, IDisposable>();
        return new(
            hotel =>
            {
                faults.Add(hotel, inject(hotel));
                return Task.CompletedTask;
            },
            hotel =>
            {
                Assert.True(faults.TryGetValue(hotel, out var fault));
                fault.Dispose();
                return Task.CompletedTask;
            },
            because, IsTold: false);
    }

    /// <param name="IsTold">An event says that it is open again; else it is found out by asking.</param>
    private sealed record End(Func<Hotel, Task> MakeAsync, Func<Hotel, Task> MendAsync, ClosedBecause Because, bool IsTold);
}
