using System.Net;
using HuddleBot.Commands;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Tests.WholeWay;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Doctor;

/// <summary>What an operator tries first: does a card arrive, is the bot ready.</summary>
public sealed class TestCardTests
{
    [Fact]
    public async Task A_test_card_arrives_in_a_team_and_in_a_channel_of_either_platform()
    {
        await using var hotel = await OpenMixedAsync();
        var card = ActivatorUtilities.CreateInstance<TestCard>(hotel.Bot.Services);
        Assert.Equal(Severity.Ok, (await card.PostAsync("front-desk", CancellationToken.None)).Severity);
        Assert.Equal(Severity.Ok, (await card.PostAsync("slack/T0001/C0002", CancellationToken.None)).Severity);
        Assert.Equal(Severity.Ok, (await card.PostAsync("spa", CancellationToken.None)).Severity);
        Assert.Single(hotel.Slack.MessagesIn(FrontDesk));
        Assert.Single(hotel.Slack.MessagesIn(Restaurant));
        Assert.Single(hotel.Teams.MessagesIn(SpaChannel), message => message.IsBot);
        Assert.Empty(hotel.Slack.Complaints);
        Assert.Empty(hotel.Teams.Complaints);
    }

    [Theory]
    [InlineData("nobody", "'nobody' is no team and no channel")]
    [InlineData("teams/tenant/19:x@thread.tacv2", "that platform is not set up")]
    [InlineData("slack/T0001/C0404", "channel_not_found")]
    public async Task A_place_that_takes_none_is_told_with_what_to_do(string place, string words)
    {
        await using var hotel = await OpenAsync();
        var finding = await ActivatorUtilities.CreateInstance<TestCard>(hotel.Bot.Services).PostAsync(place, CancellationToken.None);
        Assert.Equal(Severity.Wrong, finding.Severity);
        Assert.Contains(words, finding.Words, StringComparison.Ordinal);
        Assert.NotNull(finding.WhatToDo);
    }

    [Fact]
    public async Task A_storage_that_takes_no_writes_and_a_bot_that_stops_are_not_ready()
    {
        await using var hotel = await OpenAsync(time: new TestTime());
        using var http = new HttpClient { BaseAddress = new Uri(hotel.Bot.Urls.Single()) };
        await using (var other = new SqliteConnection($"Data Source={hotel.DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync();
            await ExecuteAsync(other, "PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE");
            await IsAsync(HttpStatusCode.ServiceUnavailable, "not ready: the storage does not answer, or takes no writes");
            await ExecuteAsync(other, "ROLLBACK");
        }

        await IsAsync(HttpStatusCode.OK, "ready");
        hotel.Bot.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await IsAsync(HttpStatusCode.ServiceUnavailable, "not ready: it is stopping");

        async Task IsAsync(HttpStatusCode status, string words)
        {
            using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
            Assert.Equal((status, words), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
