using HuddleBot.Core.Delivery;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

public sealed class ConversationReferencesTests : IAsyncLifetime
{
    private readonly CountedRows rows = new();
    private StubConnector connector = null!;
    private StubConnector moved = null!;
    private ConnectorHost bot = null!;

    public async Task InitializeAsync()
    {
        (connector, moved) = (await StubConnector.StartAsync(), await StubConnector.StartAsync());
        bot = Process();
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await connector.DisposeAsync();
        await moved.DisposeAsync();
        rows.Dispose();
    }

    /// <summary>One more bot on the same storage.</summary>
    private ConnectorHost Process() => new(connector, rows, null, ("AllowedServiceUrls:1", moved.ServiceUrl));

    private static Activity Event(Activity activity, string type = ActivityTypes.ConversationUpdate) => activity with { Type = type };

    private async Task<bool> IsSentAsync(string? place = null) => await bot.PostAsync(place: place) switch
    {
        SendResult.Sent => true,
        SendResult.ChannelClosed => false,
        var other => throw new InvalidOperationException($"{other}"),
    };

    [Fact]
    public async Task An_activity_that_says_nothing_new_costs_neither_a_read_nor_a_write()
    {
        connector.Roster(ConnectorHost.Lounge);
        await bot.InstalledAsync(Event(bot.InChannel()));
        await bot.Directory.RosterOfAsync(ConnectorHost.Channel, CancellationToken.None);
        await bot.NoteAsync(bot.InChannel(1));
        await ConnectorHost.UntilAsync(() => bot.Get<ConversationStore>().ReadAsync<KnownTeam>(ConnectorHost.Tenant, ConnectorHost.General, CancellationToken.None).GetAwaiter().GetResult().ChannelsAt is not null);
        await bot.NoteAsync(bot.InChannel(2));
        var (reads, writes) = (rows.Reads, rows.Writes);
        for (var minute = 3; minute < 40; minute++) await bot.NoteAsync(bot.InChannel(minute));
        Assert.Equal((reads, writes), (rows.Reads, rows.Writes));
    }

    [Fact]
    public async Task The_service_url_of_the_last_activity_wins_and_one_that_comes_late_does_not()
    {
        await bot.NoteAsync(bot.InChannel(1));
        await bot.NoteAsync(bot.InChannel(10, serviceUrl: moved.ServiceUrl));
        await bot.NoteAsync(bot.InChannel(5));
        await bot.PostAsync();
        Assert.Equal((0, 1), (connector.Of("create").Count, moved.Of("create").Count));

        // Seen again at 20: what was sent at 15 is old, although the row was written at 10.
        await bot.NoteAsync(bot.InChannel(20, serviceUrl: moved.ServiceUrl));
        await bot.NoteAsync(bot.InChannel(15));
        await bot.PostAsync();
        Assert.Equal((0, 2), (connector.Of("create").Count, moved.Of("create").Count));

        await bot.NoteAsync(bot.InChannel(30));
        await bot.PostAsync();
        Assert.Equal((1, 2), (connector.Of("create").Count, moved.Of("create").Count));
    }

    [Fact]
    public async Task A_place_never_heard_from_is_looked_for_where_the_tenant_was_last()
    {
        await bot.PostAsync();
        await bot.NoteAsync(bot.InChannel(serviceUrl: moved.ServiceUrl, channel: "19:other@thread.tacv2"));
        await bot.PostAsync();
        Assert.Equal((1, 1), (connector.Of("create").Count, moved.Of("create").Count));
    }

    [Fact]
    public async Task A_tenant_that_has_moved_is_followed_in_every_channel_as_soon_as_anybody_speaks()
    {
        await bot.NoteAsync(bot.InChannel(1));
        await bot.PostAsync();
        await bot.NoteAsync(bot.InChannel(10, serviceUrl: moved.ServiceUrl, channel: "19:other@thread.tacv2"));
        await bot.PostAsync();
        Assert.Equal((1, 1), (connector.Of("create").Count, moved.Of("create").Count));

        // What the channel itself says after that counts again.
        await bot.NoteAsync(bot.InChannel(20));
        await bot.PostAsync();
        Assert.Equal((2, 1), (connector.Of("create").Count, moved.Of("create").Count));
    }

    [Fact]
    public async Task A_clock_that_runs_ahead_does_not_have_the_last_word_for_ever()
    {
        await bot.NoteAsync(bot.InChannel(60 * 24 * 365, serviceUrl: moved.ServiceUrl));
        bot.Time.Skip(TimeSpan.FromMinutes(1));
        await bot.NoteAsync(bot.InChannel(60));
        await bot.PostAsync();
        Assert.Single(connector.Of("create"));
    }

    [Fact]
    public async Task What_is_not_allowed_is_not_remembered()
    {
        await bot.NoteAsync(bot.InChannel(serviceUrl: "https://evil.example/"));
        Assert.Equal(0, rows.Writes);
    }

    [Fact]
    public async Task After_a_removal_nothing_is_sent_and_after_a_new_installation_all_is()
    {
        await bot.InstalledAsync(Event(bot.InChannel(1)));
        Assert.True(await IsSentAsync());
        await bot.RemovedAsync(Event(bot.InChannel(2)));
        int Written() => connector.Calls.Count(call => call.Operation is "create" or "send" or "update");
        var calls = Written();
        Assert.Contains("removed", Assert.IsType<SendResult.ChannelClosed>(await bot.PostAsync()).Reason, StringComparison.Ordinal);
        Assert.IsType<SendResult.ChannelClosed>(await bot.PostAsync("1001"));
        Assert.IsType<SendResult.ChannelClosed>(
            await bot.Platforms.UpdateAsync(new("k", ConnectorHost.Channel, ConnectorHost.Lounge + ";messageid=1001", "1001", ConnectorHost.Card), CancellationToken.None));
        Assert.Equal(calls, Written());

        bot.Rung.Clear();
        await bot.InstalledAsync(Event(bot.InChannel(3)));
        Assert.Contains(ConnectorHost.Team.Id, bot.Rung);
        Assert.True(await IsSentAsync());
    }

    [Theory]
    [InlineData("1+ 2-", false)]
    [InlineData("2- 1+", false)]
    [InlineData("1- 2+", true)]
    [InlineData("2+ 1-", true)]
    [InlineData("1+ 10+ 5-", true)]
    [InlineData("1- 10- 5+", false)]
    [InlineData("1+ 2- 3+ 2-", true)]
    public async Task Installations_and_removals_count_in_the_order_of_their_times(string order, bool isOpen)
    {
        foreach (var step in order.Split(' '))
        {
            var minute = int.Parse(step[..^1]);
            await (step[^1] == '+' ? bot.InstalledAsync(Event(bot.InChannel(minute))) : bot.RemovedAsync(Event(bot.InChannel(minute))));
        }

        Assert.Equal(isOpen, await IsSentAsync());
    }

    [Theory]
    [InlineData("1+ 10+ 5-", true)]
    [InlineData("1- 10- 5+", false)]
    [InlineData("1+ 2-", false)]
    public async Task The_same_holds_for_a_person(string order, bool isOpen)
    {
        foreach (var step in order.Split(' '))
        {
            var minute = int.Parse(step[..^1]);
            await (step[^1] == '+' ? bot.InstalledAsync(Event(bot.InChat(minute))) : bot.RemovedAsync(Event(bot.InChat(minute))));
        }

        Assert.Equal(isOpen, await IsSentAsync(ConnectorHost.Ann));
        Assert.Equal(isOpen ? 1 : 0, connector.Of("send").Count);
    }

    [Fact]
    public async Task All_channels_of_a_team_are_learnt_so_that_a_removal_is_known_of_each()
    {
        connector.On("channels", _ => Microsoft.AspNetCore.Http.Results.Json(new { conversations = new object[] { new { id = ConnectorHost.General }, new { id = ConnectorHost.Lounge, name = "Lounge" } } }));
        await bot.InstalledAsync(Event(bot.InChannel(1, channel: ConnectorHost.General)));
        await ConnectorHost.UntilAsync(
            () => bot.Get<ConversationStore>().ReadAsync<KnownConversation>(ConnectorHost.Tenant, ConnectorHost.Lounge, CancellationToken.None).GetAwaiter().GetResult() is { Team: ConnectorHost.General, Name: "Lounge" });
        await bot.RemovedAsync(Event(bot.InChannel(2, channel: ConnectorHost.General)));
        Assert.False(await IsSentAsync());
    }

    [Fact]
    public async Task A_message_from_a_team_proves_that_the_app_is_there_again()
    {
        await bot.RemovedAsync(Event(bot.InChannel(2)));
        await bot.NoteAsync(bot.InChannel(1));
        Assert.False(await IsSentAsync());
        await bot.NoteAsync(Event(bot.InChannel(3)));
        Assert.False(await IsSentAsync());
        bot.Rung.Clear();
        await bot.NoteAsync(bot.InChannel(4));
        Assert.True(await IsSentAsync());
        Assert.NotEmpty(bot.Rung);
    }

    [Fact]
    public async Task A_deleted_channel_waits_until_it_is_restored()
    {
        await bot.NoteAsync(bot.InChannel());
        await bot.References.ChannelClosedAsync(ConnectorHost.Tenant, ConnectorHost.Lounge, "the channel was deleted", CancellationToken.None);
        Assert.Equal(new SendResult.ChannelClosed("the channel was deleted") { Because = ClosedBecause.NotThere }, await bot.PostAsync());
        Assert.True(await IsSentAsync(ConnectorHost.General));
        await bot.References.ChannelOpenAsync(ConnectorHost.Tenant, ConnectorHost.Lounge, CancellationToken.None);
        Assert.True(await IsSentAsync());
        Assert.NotEmpty(bot.Rung);
    }

    [Theory]
    [InlineData(ConnectorHost.Lounge, "the channel was deleted", true)]
    [InlineData(ConnectorHost.General, "the team was archived", true)]
    [InlineData(ConnectorHost.General, "the team was deleted", false)]
    public async Task Who_adds_the_app_or_writes_to_it_proves_that_the_place_is_back_although_nobody_said_so(string closed, string reason, bool byInstallation)
    {
        await bot.InstalledAsync(Event(bot.InChannel(1)));
        await bot.References.ChannelClosedAsync(ConnectorHost.Tenant, closed, reason, CancellationToken.None);
        await bot.NoteAsync(bot.InChannel(50));
        Assert.False(await IsSentAsync());

        bot.Time.Skip(TimeSpan.FromMinutes(1));
        bot.Rung.Clear();
        if (byInstallation) await bot.InstalledAsync(Event(bot.InChannel(60, channel: ConnectorHost.General)));
        else await bot.NoteAsync(bot.InChannel(60));
        Assert.True(await IsSentAsync());
        Assert.NotEmpty(bot.Rung);
    }

    [Fact]
    public async Task An_archived_team_closes_all_of_its_channels_and_its_return_does_not_undo_a_removal()
    {
        await bot.InstalledAsync(Event(bot.InChannel(1)));
        await bot.References.ChannelClosedAsync(ConnectorHost.Tenant, ConnectorHost.General, "the team was archived", CancellationToken.None);
        Assert.Equal(new SendResult.ChannelClosed("the team was archived") { Because = ClosedBecause.Archived }, await bot.PostAsync());
        await bot.References.ChannelOpenAsync(ConnectorHost.Tenant, ConnectorHost.General, CancellationToken.None);
        Assert.True(await IsSentAsync());

        await bot.RemovedAsync(Event(bot.InChannel(50)));
        await bot.References.ChannelOpenAsync(ConnectorHost.Tenant, ConnectorHost.General, CancellationToken.None);
        Assert.False(await IsSentAsync());
    }

    [Fact]
    public async Task What_another_process_learns_counts_here_within_seconds_and_an_opening_at_once()
    {
        await using var other = Process();
        await bot.InstalledAsync(Event(bot.InChannel(1)));
        Assert.True(await IsSentAsync());
        await other.RemovedAsync(Event(bot.InChannel(2)));
        bot.Time.Skip(TimeSpan.FromSeconds(10));
        Assert.False(await IsSentAsync());
        await other.InstalledAsync(Event(bot.InChannel(3)));
        Assert.True(await IsSentAsync());
    }

    [Theory]
    [InlineData(ConnectorHost.Lounge)]
    [InlineData(ConnectorHost.General)]
    public async Task One_process_hears_that_a_place_is_closed_and_another_at_once_that_it_is_open_again(string place)
    {
        await using var other = Process();
        await other.InstalledAsync(Event(bot.InChannel(1)));
        await bot.References.ChannelClosedAsync(ConnectorHost.Tenant, place, "archived", CancellationToken.None);
        Assert.False(await IsSentAsync());
        await other.References.ChannelOpenAsync(ConnectorHost.Tenant, place, CancellationToken.None);
        Assert.True(await IsSentAsync());
    }

    [Fact]
    public async Task A_look_that_a_change_overtakes_does_not_hide_it()
    {
        using var held = new HeldRead(rows);
        var store = new ConversationStore(held, TimeProvider.System);
        var look = store.ReadNowAsync<KnownTeam>(ConnectorHost.Tenant, ConnectorHost.General, CancellationToken.None);
        await store.ChangeNowAsync<KnownTeam>(ConnectorHost.Tenant, ConnectorHost.General, row => row with { IsInstalled = true }, CancellationToken.None);
        held.LetGo();
        Assert.Null((await look).IsInstalled);
        Assert.True((await store.ReadAsync<KnownTeam>(ConnectorHost.Tenant, ConnectorHost.General, CancellationToken.None)).IsInstalled);
    }

    [Fact]
    public async Task Many_activities_at_once_leave_the_newest()
    {
        await using var other = Process();
        await Task.WhenAll(Enumerable.Range(1, 40).Select(minute => Task.Run(
            () => (minute % 2 == 0 ? bot : other).NoteAsync(bot.InChannel(minute, serviceUrl: minute == 40 ? moved.ServiceUrl : connector.ServiceUrl)))));
        bot.Time.Skip(TimeSpan.FromSeconds(10));
        await bot.PostAsync();
        Assert.Single(moved.Of("create"));
    }

    [Fact]
    public async Task A_channel_is_called_what_it_was_renamed_to()
    {
        await bot.NoteAsync(bot.InChannel());
        await bot.References.RenamedAsync(ConnectorHost.Tenant, ConnectorHost.Lounge, "Departures", CancellationToken.None);
        Assert.Equal("Departures", (await bot.Get<ConversationStore>().ReadAsync<KnownConversation>(ConnectorHost.Tenant, ConnectorHost.Lounge, CancellationToken.None)).Name);
    }

    [Fact]
    public async Task An_id_that_no_row_can_have_does_no_harm()
    {
        await bot.NoteAsync(bot.InChannel(channel: "19:" + new string('ä', 2000)));
        Assert.True(await IsSentAsync());
    }
}
