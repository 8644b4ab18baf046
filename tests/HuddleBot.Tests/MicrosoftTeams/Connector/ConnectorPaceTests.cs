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

    /// <summary>When each of the calls went, in seconds from the start; NaN: not yet. Each is answered at once.</summary>
    private List<double> TimesOf(TimeSpan over, TimeSpan step, params Going[] calls)
    {
        var times = new double[calls.Length];
        Array.Fill(times, double.NaN);
        for (var passed = TimeSpan.Zero; passed <= over; passed += step)
        {
            for (var i = 0; i < calls.Length; i++)
            {
                if (!calls[i].Turn.IsCompletedSuccessfully || !double.IsNaN(times[i])) continue;
                times[i] = passed.TotalSeconds;
                calls[i].Over();
            }

            time.Advance(step);
        }

        return [.. times];
    }

    private List<double> TimesOf(double seconds, params Going[] calls) => TimesOf(TimeSpan.FromSeconds(seconds), TimeSpan.FromMilliseconds(5), calls);

    private Going Wait(PacedKind kind, string conversation, string tenant = "t1", Func<bool>? yields = null) => Going.In(pace, new(kind, tenant, conversation), yields);

    private Going[] Many(int count, PacedKind kind, Func<int, string> conversation) => [.. Enumerable.Range(0, count).Select(i => Wait(kind, conversation(i)))];

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
        var slow = Many(7, PacedKind.Create, _ => "c");
        time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.All(slow, call => Assert.True(call.Turn.IsCompleted));
        foreach (var call in slow) call.Over();
        var next = Wait(PacedKind.Create, "c");
        time.Advance(TimeSpan.FromSeconds(1.05));
        Assert.False(next.Turn.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(next.Turn.IsCompleted);
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

    /// <summary>A tenant's limit is one of a second: so long the others wait as well, and a conversation that is refused for longer holds nobody else up.</summary>
    [Fact]
    public void After_a_429_the_same_to_that_conversation_waits_and_the_tenant_for_two_seconds()
    {
        pace.Block(new(PacedKind.Send, "t1", "c"), TimeSpan.FromSeconds(30));
        var times = TimesOf(31, Wait(PacedKind.Send, "c"), Wait(PacedKind.Send, "d"), Wait(PacedKind.Read, "c"), Wait(PacedKind.Send, "c", "t2"));
        Assert.InRange(times[0], 30, 30.05);
        Assert.All(times[1..3], at => Assert.InRange(at, 2, 2.1));
        Assert.Equal(0, times[3]);
    }

    [Fact]
    public void Where_two_conversations_are_refused_it_is_the_tenant_that_waits()
    {
        pace.Block(new(PacedKind.Read, "t1", "c"), TimeSpan.FromSeconds(7));
        time.Advance(TimeSpan.FromSeconds(2.1));
        pace.Block(new(PacedKind.Read, "t1", "d"), TimeSpan.FromSeconds(7));
        var times = TimesOf(8, Wait(PacedKind.Send, "e"), Wait(PacedKind.Send, "e", "t2"));
        Assert.InRange(times[0], 7, 7.05);
        Assert.Equal(0, times[1]);
    }

    /// <summary>The connector counts a call when it arrives: of a tenant's calls as well.</summary>
    [Fact]
    public void Calls_of_a_tenant_that_were_slow_on_their_way_count_from_their_end()
    {
        var slow = Many(48, PacedKind.Send, i => $"c{i}");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.All(slow, call => Assert.True(call.Turn.IsCompleted));
        foreach (var call in slow) call.Over();
        Assert.Equal(2, TimesOf(0.9, Many(20, PacedKind.Send, i => $"d{i}")).Count(at => !double.IsNaN(at)));
    }

    /// <summary>However long they take: on an overloaded machine those of two seconds arrive in one.</summary>
    [Fact]
    public void What_is_still_on_its_way_counts_until_it_is_over()
    {
        var calls = Many(100, PacedKind.Read, i => $"c{i}");
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(50, calls.Count(call => call.Turn.IsCompleted));
        foreach (var call in calls[..10]) call.Over();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(50, calls.Count(call => call.Turn.IsCompleted));
        time.Advance(TimeSpan.FromSeconds(0.3));
        Assert.Equal(60, calls.Count(call => call.Turn.IsCompleted));
    }

    [Fact]
    public void What_nobody_waits_for_goes_after_all_that_somebody_does_and_before_what_may_not_go_yet()
    {
        var routine = Enumerable.Range(0, 50).Select(i => Wait(PacedKind.Read, $"r{i}", yields: () => true)).ToArray();
        var times = TimesOf(1.9, [.. routine, .. Many(20, PacedKind.Send, i => $"c{i}"), .. Many(20, PacedKind.Send, _ => "busy")]);
        Assert.All(times[50..70], at => Assert.InRange(at, 0, 0.6));
        Assert.Equal(7, times[70..].Count(at => at < 1));
        Assert.All(times[1..50], at => Assert.InRange(at, 0.4, 1.9));
    }

    [Fact]
    public void What_somebody_waits_for_after_all_yields_no_more()
    {
        var yields = true;
        var first = Wait(PacedKind.Send, "first");
        var read = Wait(PacedKind.Read, "r", yields: () => yields);
        var others = Many(60, PacedKind.Send, i => $"c{i}");
        Assert.True(double.IsNaN(TimesOf(0.5, [read, first, .. others])[0]));
        yields = false;
        Assert.InRange(TimesOf(0.1, read)[0], 0, 0.05);
    }

    [Fact]
    public void Slower_settings_are_kept()
    {
        using var slow = new ConnectorPace(time, new DeliveryOptions { MicrosoftTeams = { PerTenantPerSecond = 2 } });
        var times = TimesOf(5, [.. Enumerable.Range(0, 20).Select(i => Going.In(slow, new(PacedKind.Send, "t1", $"c{i}")))]);
        Assert.InRange(times.Count(at => !double.IsNaN(at)), 9, 10);
        Assert.Equal(2, MostIn(1, times));
    }

    [Fact]
    public async Task Thousands_of_conversations_are_not_remembered_for_ever_and_limits_hold_all_the_same()
    {
        for (var i = 0; i < 3000; i++)
        {
            var call = Wait(PacedKind.Send, $"c{i}");
            await call.Turn;
            call.Over();
            time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(7, MostIn(1, TimesOf(1.05, Many(20, PacedKind.Send, _ => "c2999"))));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_nobodys_turn()
    {
        using var patience = new CancellationTokenSource();
        var before = Many(7, PacedKind.Send, _ => "c");
        var impatient = pace.WaitAsync(new(PacedKind.Send, "t1", "c"), null, patience.Token);
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

    /// <summary>A call that waits for its turn, or has had it.</summary>
    private sealed record Going(Task Turn, Action Over)
    {
        public static Going In(ConnectorPace pace, PacedCall call, Func<bool>? yields = null) => new(pace.WaitAsync(call, yields, CancellationToken.None), () => pace.Over(call));
    }
}
