using HuddleBot.Tests.Doctor;
using HuddleBot.Tests.Storage;
using HuddleBot.Tests.WholeWay;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.Telemetry;

[Collection(AzuriteTests.Name)]
public sealed class AzureSpansTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_calls_of_Azure_stand_below_the_transaction_that_they_belong_to_without_their_addresses()
    {
        await using var collector = await Collector.StartAsync();
        await using var hotel = await OpenAsync(azureTables: azurite.ConnectionString, settings: collector.Settings);
        await hotel.CommentAsync("The lift is slow.");
        await hotel.DrainedAsync();

        await collector.UntilAsync(seen => Below(seen).Any());
        Assert.All(Below(collector), span => Assert.DoesNotContain(span.Attributes.Keys, key => key.StartsWith("url.", StringComparison.Ordinal)));
        Assert.DoesNotContain("PartitionKey=", collector.Text, StringComparison.Ordinal);

        static IEnumerable<SeenSpan> Below(Collector seen)
        {
            var commits = seen.Spans.Where(span => span.Name == "commit" && span["db.system.name"] == "azure.tables").Select(span => span.Id).ToHashSet(StringComparer.Ordinal);
            return seen.Spans.Where(span => commits.Contains(span.Parent));
        }
    }

    [Fact]
    public async Task The_doctor_compares_this_machine_with_the_clock_of_the_storage()
    {
        var examination = await Examination.OfAsync(
            new TestTime(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(3)), "--Storage:Provider=AzureTables", $"--Storage:ConnectionString={azurite.ConnectionString}", "--Storage:TableName=Clocks");
        Assert.Contains(examination.Wrong, line => line.Contains("3 minutes ahead of the storage's", StringComparison.Ordinal));
        Assert.Contains(examination.Lines, line => line.Contains("storage (AzureTables) answers and takes writes", StringComparison.Ordinal));
    }
}
