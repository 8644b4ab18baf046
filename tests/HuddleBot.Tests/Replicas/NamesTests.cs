using HuddleBot.Core.Identity;
using HuddleBot.Slack;
using HuddleBot.Tests.WholeWay;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Replicas;

/// <summary>Slack's limit on questions for a person counts for all processes together.</summary>
public sealed class NamesTests
{
    private const int Processes = 4, People = 10;

    /// <summary>30 questions a minute are allowed here; if each process asked for itself, there would be 40.</summary>
    [Fact]
    public async Task People_are_asked_for_once_an_hour_however_many_processes_there_are()
    {
        var time = new TestTime();
        await using var hotel = await Hotel.OpenAsync(time: time, slack: new() { RateLimitScale = 0.3, TimeProvider = time });
        PersonId[] people = [.. Enumerable.Range(0, People).Select(number => new PersonId(Platform.Slack, "T0001", hotel.Slack.AddUser($"Guest{number}").Id))];
        List<WebApplication> processes = [hotel.Bot];
        while (processes.Count < Processes) processes.Add(await hotel.StartAnotherBotAsync());
        foreach (var process in processes) await KnowAllAsync(process, people);
        Assert.Equal(People, Questions(hotel));

        time.Skip(TimeSpan.FromMinutes(61));
        foreach (var process in processes) await KnowAllAsync(process, people);
        Assert.Equal(2 * People, Questions(hotel));
        Assert.DoesNotContain(hotel.Slack.Calls, call => call.Status == 429);
        await hotel.AllIsWellAsync();
        foreach (var process in processes.Skip(1)) await process.DisposeAsync();
    }

    private static int Questions(Hotel hotel) => hotel.Slack.Calls.Count(call => call.Method == "users.info");

    private static async Task KnowAllAsync(WebApplication process, PersonId[] people)
    {
        var directory = process.Services.GetRequiredService<SlackDirectory>();
        var zones = await Task.WhenAll(people.Select(person => directory.ZoneOfAsync(person, CancellationToken.None)));
        Assert.All(zones, zone => Assert.Equal("Europe/London", zone?.Id));
        Assert.Equal(Enumerable.Range(0, People).Select(number => $"Guest{number}"), people.Select(person => directory.NameNow(person, "?")));
    }
}
