using HuddleBot.Tests.Storage;
using Microsoft.AspNetCore.Http;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>The real Azurite behind a proxy that goes wrong in one way.</summary>
[Collection(AzuriteTests.Name)]
public sealed class TableFaultTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_storage_that_answers_every_write_with_a_conflict_although_it_is_done_keeps_nothing_from_going_on()
    {
        await using var proxy = await TableFaultProxy.StartAsync(azurite.Endpoint);
        await using var hotel = await OpenAsync(azureTables: azurite.ConnectionString.Replace(azurite.Endpoint.ToString(), proxy.Endpoint.ToString(), StringComparison.Ordinal));
        proxy.Next = request => HttpMethods.IsGet(request.Method) || HttpMethods.IsDelete(request.Method) ? null : TableFault.ConflictAfterWork;
        await hotel.CommentAsync("The lift is slow.");
        await hotel.CommentAsync("The tap drips.");
        await hotel.AllIsWellAsync();
        Assert.Equal(2, hotel.Slack.MessagesIn(FrontDesk).Count);
        Assert.NotEmpty(proxy.Happened);
        proxy.Heal();
    }
}
