using System.Globalization;
using System.Text.Json.Nodes;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Scores;
using HuddleBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Answers come in by signed webhooks, many at once, change, find other teams, and the bot is killed: what is counted is what the responses say.</summary>
public abstract class CountingTests
{
    private const int Rounds = 4, AtOnce = 8, InOneCall = 12;

    /// <summary>Counters that a dead bot was making are given up after a minute; nothing is folded before.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static readonly string[] Areas = ["front desk", "restaurant", "garden"];

    private protected abstract Task<Hotel> OpenAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_comes_at_once_is_counted_once_and_a_rebuild_changes_nothing(int seed)
    {
        await using var hotel = await OpenAsync();
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var calls = Enumerable.Range(0, AtOnce).Select(_ => Enumerable.Range(0, random.Next(1, InOneCall)).Select(_ => Some(random)).ToArray()).ToList();
            var gardeners = new[] { null, FrontDesk, Restaurant }[random.Next(3)];
            await Task.WhenAll([.. calls.Select(call => hotel.SendAsync(call)), hotel.ApplyTeamsAsync(gardenTeam: gardeners), AskAsync(hotel)]);

            // A survey tool that has heard no answer sends again.
            await hotel.SendAsync([.. calls[0].Select(one => one.DeepClone().AsObject())]);
            if (round % 2 == 0) await hotel.LoseBotAsync();
            else await hotel.StopBotAsync();
            await hotel.StartBotAsync();
        }

        await UntilAsync(async () => !await AnyWaitsAsync(hotel.Store), Longest);
        var counted = 0;
        foreach (var team in await TeamsOfAsync(hotel))
        {
            var ways = new CountedTeam(hotel.Store, TimeProvider.System, team);
            var (asked, stored) = (await ways.AskedAsync(), await ways.StoredAsync());
            Assert.Equal(await ways.ExpectedAsync(), asked);
            await UntilAsync(() => hotel.Bot.Services.GetRequiredService<ScoreRebuild>().RepeatAsync(team, CancellationToken.None));
            Assert.Equal(stored, await ways.StoredAsync());
            Assert.Equal(asked, await ways.AskedAsync());
            counted += asked.Count;
        }

        Assert.NotEqual(0, counted);
        await hotel.AllIsWellAsync();
    }

    /// <summary>One of sixty answers, as it is now: too old to be posted.</summary>
    private static JsonObject Some(Random random)
    {
        var response = Response(
            $"r-{random.Next(60)}", random.Next(8) == 0 ? null : random.Next(11), random.Next(2) == 0 ? null : "The tap drips.", Areas[random.Next(Areas.Length)]);
        response["answeredAt"] = TimeProvider.System.GetUtcNow().AddHours(-24 * 30 - random.Next(240)).ToString("O", CultureInfo.InvariantCulture);
        if (random.Next(3) > 0) response["touchpoint"] = new[] { "arrival", "Arrival ", "departure" }[random.Next(3)];
        if (random.Next(3) > 0) response["customer"] = new JsonObject { ["segment"] = new[] { "business", "leisure" }[random.Next(2)] };
        return response;
    }

    /// <summary>Whoever asks meanwhile gets an answer, and no count below zero.</summary>
    private static async Task AskAsync(Hotel hotel)
    {
        var scores = hotel.Bot.Services.GetRequiredService<IScores>();
        foreach (var team in await TeamsOfAsync(hotel))
        {
            var series = await scores.SeriesAsync(team, CancellationToken.None);
            var days = await scores.DaysAsync(team, [.. series.Select(one => one.Series)], CountedTeam.AllDays, CancellationToken.None);
            Assert.All(days.SelectMany(one => one.Days).SelectMany(day => day.Counts.Counts), one => Assert.InRange(one.Count, 1, int.MaxValue));
        }
    }

    private static async Task<IReadOnlyList<FrontlineTeam>> TeamsOfAsync(Hotel hotel) => (await hotel.Bot.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(CancellationToken.None)).Teams;

    private static async Task<bool> AnyWaitsAsync(ITableStore store) =>
        await store.ScanAsync(TeamRows.TeamPartitions, CancellationToken.None).AnyAsync(row => row.RowKey.StartsWith(TeamRows.ScoreChange, StringComparison.Ordinal));
}

public sealed class CountingOnSqliteTests : CountingTests
{
    private protected override Task<Hotel> OpenAsync() => Hotel.OpenAsync();
}

[Collection(AzuriteTests.Name)]
public sealed class CountingOnAzureTablesTests(AzuriteFixture azurite) : CountingTests
{
    private protected override Task<Hotel> OpenAsync() => Hotel.OpenAsync(azureTables: azurite.ConnectionString);
}
