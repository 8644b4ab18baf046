using System.Collections.Concurrent;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Storage;
using Xunit.Abstractions;

namespace HuddleBot.Tests.WholeWay.Faults;

/// <summary>
/// A day with faults ends as one without: nothing is lost, in Slack nothing stands there twice, in Microsoft Teams only what arrived while its answer was lost. Each kind of trouble
/// alone, then all mixed. More seeds: <c>HUDDLEBOT_FAULT_SEEDS=20</c>.
/// </summary>
public abstract class FaultDays(AzuriteFixture? azurite, ITestOutputHelper output)
{
    private static readonly ConcurrentDictionary<(Platform, bool), Task<IReadOnlyList<string>>> Quiet = new();

    protected async Task EndsAsOneWithoutAsync(Platform platform, Trouble trouble, int seed)
    {
        var expected = await Quiet.GetOrAdd((platform, azurite is null), _ => QuietDayAsync(platform));
        await using var day = await HotelDay.BeginAsync(platform, azurite, trouble, seed);
        var seen = await day.LiveAsync();
        var what = $"seed {seed}, {platform}, {(azurite is null ? "SQLite" : "Azurite")}, {trouble}: {day.PlatformFaults} faults of the platform, {day.StorageFaults} of the storage, {day.AnswersLost} answers lost";
        var (lost, twice) = (expected.Without(seen), seen.Without(expected));
        output.WriteLine($"{what}, {twice.Count} messages more");

        Assert.True(lost.Count == 0, $"{what}; lost:\n{string.Join('\n', lost)}\nthere instead:\n{string.Join('\n', twice)}");
        Assert.True(twice.Count <= (platform == Platform.Slack ? 0 : day.AnswersLost), $"{what}; too much:\n{string.Join('\n', twice)}");
        Assert.True(await day.ParkedAsync() is { Count: 0 }, $"{what}; parked: {string.Join(", ", await day.ParkedAsync())}");
        Assert.Empty(day.Hotel.Slack.Complaints);
        if (platform == Platform.Teams) Assert.Empty(day.Hotel.Teams.Complaints);
        if (trouble.HasFlag(Trouble.Platform)) Assert.NotEqual(0, day.PlatformFaults);
        if (trouble.HasFlag(Trouble.Storage)) Assert.NotEqual(0, day.StorageFaults);
    }

    private async Task<IReadOnlyList<string>> QuietDayAsync(Platform platform)
    {
        await using var day = await HotelDay.BeginAsync(platform, azurite, Trouble.None, seed: 0);
        return await day.LiveAsync();
    }
}

public sealed class SqliteFaultDayTests(ITestOutputHelper output) : FaultDays(azurite: null, output)
{
    /// <summary>In every run of the suite the storage alone and all mixed: what the platform and the clock do alone has tests of its own beside these.</summary>
    private static Trouble[] Kinds => SeededDraw.IsLong ? [Trouble.Platform, Trouble.Storage, Trouble.Platform | Trouble.Clock, Trouble.All] : [Trouble.Storage, Trouble.All];

    public static TheoryData<Platform, Trouble, int> Days
    {
        get
        {
            var days = new TheoryData<Platform, Trouble, int>();
            foreach (var seed in SeededDraw.Seeds)
                foreach (var platform in (Platform[])[Platform.Slack, Platform.Teams])
                    foreach (var trouble in Kinds)
                        days.Add(platform, trouble, seed);
            return days;
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public Task A_day_with_faults_ends_as_one_without(Platform platform, Trouble trouble, int seed) => EndsAsOneWithoutAsync(platform, trouble, seed);
}

[Collection(AzuriteTests.Name)]
public sealed class AzureTablesFaultDayTests(AzuriteFixture azurite, ITestOutputHelper output) : FaultDays(azurite, output)
{
    public static TheoryData<Platform, Trouble, int> Days
    {
        get
        {
            var days = new TheoryData<Platform, Trouble, int>();
            foreach (var seed in SeededDraw.Seeds)
                foreach (var platform in (Platform[])[Platform.Slack, Platform.Teams]) days.Add(platform, Trouble.All, seed);
            return days;
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public Task A_day_with_faults_ends_as_one_without(Platform platform, Trouble trouble, int seed) => EndsAsOneWithoutAsync(platform, trouble, seed);
}
