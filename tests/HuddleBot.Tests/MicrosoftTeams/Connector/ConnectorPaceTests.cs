using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Connector;
using HuddleBot.Tests.Slack;
using Microsoft.Extensions.Configuration;

namespace HuddleBot.Tests.MicrosoftTeams.Connector;

public sealed class ConnectorPaceTests : IDisposable
{
    private readonly FakeTime time = new(new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    private readonly ConnectorPace pace;

    public ConnectorPaceTests() => pace = new(time, new DeliveryOptions());

    public void Dispose() => pace.Dispose();

    /// <summary>When each of the calls went, in seconds from the start; NaN: not yet.</summary>
    private List<double> TimesOf(TimeSpan over, TimeSpan step, params Task[] calls)
    {
        var times = new double[calls.Length];
        Array.Fill(times, double.NaN);
        for (var passed = TimeSpan.Zero; passed <= over; passed += step)
        {
            for (var i = 0; i < calls.Length; i++)
            {
                if (calls[i].IsCompletedSuccessfully && double.IsNaN(times[i])) times[i] = passed.TotalSeconds;
            }

            time.Advance(step);
        }

        return [.. times];
    }

    private List<double> TimesOf(double seconds, params Task[] calls) => TimesOf(TimeSpan.FromSeconds(seconds), TimeSpan.FromMilliseconds(5), calls);

    private Task Wait(PacedKind kind, string conversation, string tenant = "t1") => pace.WaitAsync(new(kind, tenant, conversation), CancellationToken.None);

    private Task[] Many(int count, PacedKind kind, Func<int, string> conversation) => [.. Enumerable.Range(0, count).Select(i => Wait(kind, conversation(i)))];

    private static int MostIn(double window, IEnumerable<double> times)
    {
        var went = times.Where(at => !double.IsNaN(at)).ToList();
        return went.Max(from => went.Count(at => at >= from && at <= from + window));
    }

    [Fact]
    public void A_tenant_gets_fifty_a_second_spaced_evenly()
    {
        var went = TimesOf(10, Many(600, PacedKind.Send, i => $"c{i}")).Where(at => !double.IsNaN(at)).ToList();
        Assert.InRange(went.Count, 470, 500);
        Assert.InRange(MostIn(1, went), 45, 50);
        Assert.All(went.Zip(went.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0.014, 0.03));
    }

    /// <summary>The connector counts a call when it arrives: the first after a start may take its time on the way.</summary>
    [Fact]
    public void A_call_that_was_slow_on_its_way_counts_from_its_end()
    {
        Assert.DoesNotContain(double.NaN, TimesOf(1.5, Many(8, PacedKind.Create, _ => "c")));
        for (var i = 0; i < 8; i++) pace.Over(new(PacedKind.Create, "t1", "c"));
        var next = Wait(PacedKind.Create, "c");
        time.Advance(TimeSpan.FromSeconds(1.95));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public void Reads_count_for_the_tenant_as_well()
    {
        var times = TimesOf(2, [.. Enumerable.Range(0, 200).Select(i => Wait((PacedKind)(i % 3), $"c{i}"))]);
        Assert.InRange(MostIn(1, times), 45, 50);
    }

    [Fact]
    public void Tenants_do_not_share_their_limits() => Assert.Equal([0, 0, 0], TimesOf(0.1, Wait(PacedKind.Send, "c", "t1"), Wait(PacedKind.Send, "c", "t2"), Wait(PacedKind.Send, "c", "t3")));

    [Theory]
    [InlineData(PacedKind.Send, 7, 8, 60)]
    [InlineData(PacedKind.Create, 7, 8, 60)]
    [InlineData(PacedKind.Read, 14, 16, 120)]
    public void No_stretch_of_time_sees_more_than_is_documented_for_a_conversation(PacedKind kind, int inOne, int inTwo, int inThirty)
    {
        var times = TimesOf(95, Many(500, kind, _ => "c"));
        Assert.Equal((inOne, inTwo, inThirty), (MostIn(1, times), MostIn(2, times), MostIn(30, times)));
        Assert.InRange(times.Count(at => !double.IsNaN(at)), (3 * inThirty) + 1, 4 * inThirty);
    }

    [Fact]
    public void An_hour_sees_no_more_than_1800_messages_in_a_conversation()
    {
        var times = TimesOf(TimeSpan.FromSeconds(3700), TimeSpan.FromMilliseconds(250), Many(1900, PacedKind.Send, _ => "c"));
        Assert.Equal(1800, MostIn(3599, times));
        Assert.True(times.Count(at => !double.IsNaN(at)) > 1800, "the hour after the first went nothing more");
    }

    [Fact]
    public void A_busy_conversation_does_not_hold_up_the_others()
    {
        var times = TimesOf(1, [.. Many(20, PacedKind.Send, _ => "busy"), Wait(PacedKind.Send, "other"), Wait(PacedKind.Create, "another"), Wait(PacedKind.Read, "busy")]);
        Assert.All(times.TakeLast(3), at => Assert.InRange(at, 0, 0.3));
        Assert.True(double.IsNaN(times[19]));
    }

    /// <summary>One set of limits for sending and creating: a word in a channel and a new thread there count together.</summary>
    [Fact]
    public void What_is_sent_to_a_conversation_and_created_in_it_counts_together()
    {
        var times = TimesOf(1, [.. Enumerable.Range(0, 8).Select(i => Wait(i % 2 == 0 ? PacedKind.Send : PacedKind.Create, "c"))]);
        Assert.Equal(7, times.Count(at => !double.IsNaN(at)));
    }

    [Fact]
    public void After_a_429_the_same_to_that_conversation_waits_and_nothing_else()
    {
        pace.Block(new(PacedKind.Send, "t1", "c"), TimeSpan.FromSeconds(3));
        var times = TimesOf(4, Wait(PacedKind.Send, "c"), Wait(PacedKind.Send, "d"), Wait(PacedKind.Read, "c"), Wait(PacedKind.Send, "c", "t2"));
        Assert.InRange(times[0], 3, 3.05);
        Assert.All(times.Skip(1), at => Assert.InRange(at, 0, 0.1));
    }

    [Fact]
    public void Where_two_conversations_are_refused_it_is_the_tenant_that_waits()
    {
        pace.Block(new(PacedKind.Read, "t1", "c"), TimeSpan.FromSeconds(3));
        pace.Block(new(PacedKind.Read, "t1", "d"), TimeSpan.FromSeconds(3));
        var times = TimesOf(4, Wait(PacedKind.Send, "e"), Wait(PacedKind.Send, "e", "t2"));
        Assert.InRange(times[0], 3, 3.05);
        Assert.Equal(0, times[1]);
    }

    /// <summary>The connector counts a call when it arrives: of a tenant's calls as well.</summary>
    [Fact]
    public void Calls_of_a_tenant_that_were_slow_on_their_way_count_from_their_end()
    {
        Assert.DoesNotContain(double.NaN, TimesOf(1, Many(48, PacedKind.Send, i => $"c{i}")));
        for (var i = 0; i < 48; i++) pace.Over(new(PacedKind.Send, "t1", $"c{i}"));
        Assert.Equal(2, TimesOf(0.9, Many(20, PacedKind.Send, i => $"d{i}")).Count(at => !double.IsNaN(at)));
    }

    [Fact]
    public void Slower_settings_are_kept()
    {
        using var slow = new ConnectorPace(time, new DeliveryOptions { MicrosoftTeams = { PerTenantPerSecond = 2 } });
        var times = TimesOf(5, [.. Enumerable.Range(0, 20).Select(i => slow.WaitAsync(new(PacedKind.Send, "t1", $"c{i}"), CancellationToken.None))]);
        Assert.InRange(times.Count(at => !double.IsNaN(at)), 9, 10);
        Assert.Equal(2, MostIn(1, times));
    }

    [Fact]
    public async Task Thousands_of_conversations_are_not_remembered_for_ever_and_limits_hold_all_the_same()
    {
        for (var i = 0; i < 3000; i++)
        {
            await Wait(PacedKind.Send, $"c{i}");
            time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(7, MostIn(1, TimesOf(1.05, Many(20, PacedKind.Send, _ => "c2999"))));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_nobodys_turn()
    {
        using var patience = new CancellationTokenSource();
        var before = Many(7, PacedKind.Send, _ => "c");
        var impatient = pace.WaitAsync(new(PacedKind.Send, "t1", "c"), patience.Token);
        var last = Wait(PacedKind.Send, "c");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.InRange(TimesOf(2, [.. before, last])[^1], 1, 1.2);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("51")]
    [InlineData("fast")]
    public void A_rate_that_Teams_does_not_allow_stops_the_start(string perSecond)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Delivery:MicrosoftTeams:PerTenantPerSecond", perSecond)]).Build();
        Assert.Contains("Delivery:MicrosoftTeams:PerTenantPerSecond", Assert.Throws<SettingsException>(() => DeliveryOptions.Read(settings)).Message, StringComparison.Ordinal);
    }
}
