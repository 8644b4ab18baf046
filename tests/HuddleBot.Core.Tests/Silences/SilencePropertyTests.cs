using FsCheck;
using FsCheck.Fluent;
using HuddleBot.Benchmarks.Drops;
using HuddleBot.Benchmarks.Silences;
using HuddleBot.Core.Silences;
using NodaTime;

namespace HuddleBot.Core.Tests.Silences;

/// <summary>
/// For any feed: never called before its usual gaps are over; once called, called until it gives a sign or a quarter has passed; a sign ends it; weeks earlier or later make no
/// difference; a clock never runs backwards nor faster than time.
/// </summary>
public sealed class SilencePropertyTests
{
    [Fact]
    public void Nothing_is_called_before_its_usual_gaps_are_over_nor_taken_back_without_a_sign() => Prop.ForAll<int>(seed =>
    {
        var (signs, last) = Wild(seed);
        var called = false;
        for (var hours = 1; hours < 91 * 24; hours += 5)
        {
            var silent = SilenceDecider.Judge(signs, RunningDays.Always, 1, last + Duration.FromHours(hours));
            if (called && silent is null) return false;
            called |= silent is not null;
            if (silent is not null && !(silent.Usual >= 1 && silent.Lasted >= SilenceDecider.UsualGaps * silent.Usual && silent.Since == last)) return false;
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_sign_ends_it() => Prop.ForAll<int>(seed =>
    {
        var (signs, last) = Wild(seed);
        var now = last + Duration.FromDays(30);
        List<int> more = [.. signs.Given, Signs.HourOf(now)];
        return SilenceDecider.Judge(new(more, more), RunningDays.Always, 1, now + Duration.FromHours(20)) is null;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Weeks_earlier_or_later_make_no_difference() => Prop.ForAll<int, byte>((seed, weeks) =>
    {
        var (signs, last) = Wild(seed);
        List<int> later = [.. signs.Given.Select(hour => hour + (weeks * 168))];
        var now = last + Duration.FromDays(6);
        var (one, other) = (SilenceDecider.Judge(signs, RunningDays.Always, 1, now), SilenceDecider.Judge(new(later, later), RunningDays.Always, 1, now + Duration.FromDays(weeks * 7)));
        return (one is null) == (other is null) && (one is null || Math.Abs(one.Usual - other!.Usual) < 1e-9);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_clock_never_runs_backwards_nor_faster_than_time() => Prop.ForAll<int>(seed =>
    {
        var dice = new Dice((ulong)seed);
        var off = Enumerable.Range(0, 7).Where(_ => dice.Next() < 0.4).ToHashSet();
        var (from, until) = (Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2026, 12, 31, 0, 0));
        var clock = RunningDays.Of(DateTimeZoneProviders.Tzdb["Europe/London"], day => off.Contains((int)day.DayOfWeek % 7), from, until);
        for (var at = from; at < until; )
        {
            var next = at + Duration.FromHours(1 + (dice.Next() * 100));
            var run = clock.At(next) - clock.At(at);
            if (run < -1e-9 || run > (next - at).TotalDays + 1e-9) return false;
            at = next;
        }

        return off.Count > 0 || Math.Abs(clock.At(until) - clock.At(from) - (until - from).TotalDays) < 1e-6;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>Of a pace, a length and chance of its own.</summary>
    private static (Signs Signs, Instant Last) Wild(int seed)
    {
        var dice = new Dice((ulong)seed);
        var pace = Pace.All[(int)(dice.Next() * Pace.All.Count)];
        var first = Signs.HourOf(Pace.Begin);
        List<int> hours = [.. pace.Of(dice, 60 + (int)(dice.Next() * 300)).Select(sign => sign.Given + first).Distinct().Order()];
        return (new(hours, hours), Signs.StartOf(hours[^1]));
    }
}
