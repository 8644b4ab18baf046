using System.Collections.Concurrent;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Conversations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

public sealed class TeamsDirectoryTests : IAsyncLifetime
{
    private static readonly PersonId Ann = new(Platform.Teams, ConnectorHost.Tenant, ConnectorHost.Ann);
    private static readonly PersonId Bob = Ann with { User = ConnectorHost.Bob };

    private readonly CountedRows rows = new();
    private StubConnector connector = null!;
    private ConnectorHost bot = null!;

    public async Task InitializeAsync()
    {
        connector = (await StubConnector.StartAsync()).Roster(ConnectorHost.Lounge, ("29:ann", ConnectorHost.Ann, "Ann Example"));
        bot = new(connector, rows);
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await connector.DisposeAsync();
        rows.Dispose();
    }

    private async Task<bool?> IsMemberAsync(PersonId person) => await bot.Directory.IsMemberAsync(ConnectorHost.Channel, person, CancellationToken.None);

    private Task KnowAsync() => bot.Directory.RosterOfAsync(ConnectorHost.Channel, CancellationToken.None);

    private Task AskedAsync(int times) => ConnectorHost.UntilAsync(() => connector.Of("members").Count == times);

    [Fact]
    public async Task Nobody_waits_for_the_connector_and_the_next_click_knows()
    {
        using var hold = new SemaphoreSlim(0);
        connector.On("members", call =>
        {
            hold.Wait();
            return Results.Json(new { members = new[] { new { id = "29:ann", aadObjectId = ConnectorHost.Ann } } });
        });
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => IsMemberAsync(Ann)))), Assert.Null);
        hold.Release();
        await KnowAsync();
        Assert.Equal((true, false), (await IsMemberAsync(Ann), await IsMemberAsync(Bob)));
        Assert.Single(connector.Calls);
    }

    [Fact]
    public async Task A_large_channel_is_read_to_its_last_page()
    {
        connector.On("members", call => int.Parse(call.Context.Request.Query["continuationToken"].FirstOrDefault("0")!) is var page && page < 3
            ? Results.Json(new { members = new[] { new { id = $"29:{page}", aadObjectId = $"p{page}" } }, continuationToken = $"{page + 1}" })
            : Results.Json(new { members = new[] { new { id = "29:ann", objectId = ConnectorHost.Ann.ToUpperInvariant() } }, continuationToken = "" }));
        await KnowAsync();
        Assert.Equal((true, true, false), (await IsMemberAsync(Ann), await IsMemberAsync(Ann with { User = "p0" }), await IsMemberAsync(Bob)));
        Assert.Equal(4, connector.Calls.Count);
    }

    [Fact]
    public async Task A_stranger_is_looked_for_again_in_the_background()
    {
        await KnowAsync();
        Assert.False(await IsMemberAsync(Bob));
        connector.Roster(ConnectorHost.Lounge, ("29:ann", ConnectorHost.Ann, "Ann"), ("29:bob", ConnectorHost.Bob, "Bob"));
        bot.Time.Skip(TimeSpan.FromSeconds(4));
        Assert.Null(await IsMemberAsync(Bob));
        await ConnectorHost.UntilAsync(() => bot.Directory.NameNow(Bob, "?") == "Bob");
        Assert.True(await IsMemberAsync(Bob));
    }

    [Fact]
    public async Task Who_can_wait_is_told_of_a_stranger_at_once()
    {
        await KnowAsync();
        bot.Time.Skip(TimeSpan.FromSeconds(4));
        Assert.Null(await IsMemberAsync(Bob));
        await bot.Directory.AnsweredAsync(ConnectorHost.Channel, CancellationToken.None);
        Assert.False(await IsMemberAsync(Bob));
    }

    [Fact]
    public async Task An_old_roster_counts_while_a_new_one_is_fetched_and_not_for_ever()
    {
        await KnowAsync();
        connector.Roster(ConnectorHost.Lounge);
        bot.Time.Skip(TimeSpan.FromMinutes(4.9));
        Assert.True(await IsMemberAsync(Ann));
        Assert.Single(connector.Calls);
        bot.Time.Skip(TimeSpan.FromMinutes(0.2));
        Assert.True(await IsMemberAsync(Ann));
        await ConnectorHost.UntilAsync(() => bot.Directory.KnownAccount(Ann) is null);
        Assert.False(await IsMemberAsync(Ann));

        connector.Roster(ConnectorHost.Lounge, ("29:ann", ConnectorHost.Ann, "Ann"));
        bot.Directory.Forget(ConnectorHost.Channel);
        await ConnectorHost.UntilAsync(() => bot.Directory.KnownAccount(Ann) is not null);
        connector.On("members", _ => StubConnector.Problem(503, "ServiceError"));
        bot.Time.Skip(TimeSpan.FromHours(9));
        Assert.Null(await IsMemberAsync(Ann));
    }

    [Fact]
    public async Task Whoever_joins_while_the_roster_is_being_read_is_read_again()
    {
        using var hold = new SemaphoreSlim(0);
        var first = true;
        connector.On("members", _ =>
        {
            var members = first ? [] : new[] { new { id = "29:bob", objectId = ConnectorHost.Bob } };
            if (first) hold.Wait();
            first = false;
            return Results.Json(new { members });
        });
        var known = KnowAsync();
        await AskedAsync(1);
        bot.Directory.Forget(ConnectorHost.Channel);
        hold.Release();
        await known;
        Assert.True(await IsMemberAsync(Bob));
        Assert.Equal(2, connector.Of("members").Count);
    }

    [Theory]
    [InlineData(503, "{}")]
    [InlineData(403, "{}")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    public async Task Where_the_connector_does_not_answer_nobody_knows(int status, string body)
    {
        connector.On("members", _ => Results.Text(body, statusCode: status));
        await KnowAsync();
        Assert.Null(await IsMemberAsync(Ann));
    }

    [Fact]
    public async Task A_removed_channel_is_not_asked()
    {
        await bot.RemovedAsync(bot.InChannel() with { Type = "conversationUpdate" });
        await KnowAsync();
        Assert.Null(await IsMemberAsync(Ann));
        Assert.Empty(connector.Calls);
    }

    [Fact]
    public async Task People_are_called_what_the_roster_says_else_what_they_said_themselves()
    {
        Assert.Equal(("fallback", "fallback"), (bot.Directory.NameNow(Ann, "fallback"), await bot.Directory.NameOfAsync(Ann, "fallback", CancellationToken.None)));
        await bot.NoteAsync(bot.InChat() with { From = new("29:ann", "Ann as she writes", ConnectorHost.Ann) });
        Assert.Equal("Ann as she writes", await bot.Directory.NameOfAsync(Ann, "fallback", CancellationToken.None));
        await KnowAsync();
        Assert.Equal(("Ann Example", "Ann Example"), (bot.Directory.NameNow(Ann, "fallback"), await bot.Directory.NameOfAsync(Ann, "fallback", CancellationToken.None)));
    }

    [Fact]
    public async Task Another_tenant_is_another_company()
    {
        await KnowAsync();
        Assert.NotEqual(true, await IsMemberAsync(Ann with { Workspace = "other" }));
        Assert.Equal("?", bot.Directory.NameNow(Ann with { Workspace = "other" }, "?"));
    }

    [Fact]
    public async Task A_card_and_a_click_warm_the_roster_of_their_channel()
    {
        await bot.PostAsync();
        await AskedAsync(1);
        await KnowAsync();
        bot.Time.Skip(TimeSpan.FromMinutes(6));
        await bot.NoteAsync(bot.InChannel(type: "invoke"));
        await AskedAsync(2);
    }

    [Fact]
    public async Task After_a_start_the_channels_of_the_teams_file_are_read_before_somebody_clicks()
    {
        var warmUp = bot.All<IHostedService>().OfType<RosterWarmUp>().Single();
        await warmUp.StartAsync(CancellationToken.None);
        await AskedAsync(1);
        await KnowAsync();
        await warmUp.StopAsync(CancellationToken.None);
        Assert.Equal(ConnectorHost.Lounge, Assert.Single(connector.Of("members")).Conversation);
        Assert.True(await IsMemberAsync(Ann));
    }

    /// <summary>The tenant's limit counts for all processes together, and the one that sends uses nearly all of it.</summary>
    [Fact]
    public async Task Where_another_process_sends_the_channels_of_the_teams_file_are_read_one_a_second()
    {
        await using var beside = new ConnectorHost(connector, rows, new(speed: 20));
        beside.Teams = [.. Enumerable.Range(0, 6).Select(i => ConnectorHost.Team with { Id = new($"team-{i}"), Channel = ConnectorHost.Channel with { Channel = $"19:{i}@thread.tacv2" } })];
        await beside.NoteAsync(beside.InChannel());
        var times = new ConcurrentQueue<DateTimeOffset>();
        connector.On("members", _ =>
        {
            times.Enqueue(beside.Time.GetUtcNow());
            return Results.Json(new { members = new[] { new { id = "29:ann", aadObjectId = ConnectorHost.Ann } } });
        });
        var warmUp = beside.All<IHostedService>().OfType<RosterWarmUp>().Single();
        await warmUp.StartAsync(CancellationToken.None);
        await AskedAsync(4);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First > TimeSpan.FromSeconds(0.9), $"{pair.Second - pair.First}"));

        // From now on it is the one that sends.
        using var sends = new CancellationTokenSource();
        var dispatching = beside.All<IWhileDispatching>().OfType<RosterWarmUp>().Single().RunAsync(sends.Token);
        await AskedAsync(6);
        Assert.False(times.ElementAt(5) - times.ElementAt(4) > TimeSpan.FromSeconds(0.9), $"{times.ElementAt(5) - times.ElementAt(4)}");
        await sends.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dispatching);
        await warmUp.StopAsync(CancellationToken.None);
    }

    /// <summary>A second read for every card would halve the pace of the tenant.</summary>
    [Fact]
    public async Task A_card_asks_for_no_roster_that_is_good_enough_for_a_click()
    {
        await KnowAsync();
        bot.Time.Skip(TimeSpan.FromHours(6));
        await bot.PostAsync();
        Assert.Single(connector.Of("members"));
        bot.Time.Skip(TimeSpan.FromHours(1.5));
        await bot.PostAsync();
        await AskedAsync(2);
    }

    [Fact]
    public async Task Somebody_who_is_in_no_roster_is_not_looked_for_again_and_again()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await bot.Directory.AccountOfAsync(Bob, CancellationToken.None));
            bot.Time.Skip(TimeSpan.FromMinutes(6));
        }

        Assert.Single(connector.Of("members"));
        connector.Roster(ConnectorHost.Lounge, ("29:bob", ConnectorHost.Bob, "Bob"));
        bot.Directory.Forget(ConnectorHost.Channel);
        await ConnectorHost.UntilAsync(() => bot.Directory.KnownAccount(Bob) is not null);
        Assert.Equal("29:bob", (await bot.Directory.AccountOfAsync(Bob, CancellationToken.None))?.Id);
    }

    [Fact]
    public async Task A_roster_that_cannot_be_read_is_not_asked_for_by_every_message_but_when_the_app_is_added()
    {
        connector.On("members", _ => StubConnector.Problem(403, "BotNotInConversationRoster"));
        await KnowAsync();
        for (var minute = 0; minute < 5; minute++) await bot.NoteAsync(bot.InChannel(minute));
        Assert.Single(connector.Of("members"));
        await bot.InstalledAsync(bot.InChannel(6, type: "conversationUpdate"));
        await AskedAsync(2);
    }
}
