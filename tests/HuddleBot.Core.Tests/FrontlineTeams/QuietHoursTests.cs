using HuddleBot.Core.FrontlineTeams;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Tests.FrontlineTeams;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("20:00-07:00", "20:00", true)]
    [InlineData("20:00-07:00", "06:59", true)]
    [InlineData("20:00-07:00", "07:00", false)]
    [InlineData("20:00-07:00", "19:59", false)]
    [InlineData("12:00-13:30", "12:00", true)]
    [InlineData("12:00-13:30", "13:30", false)]
    [InlineData("22:00-00:00", "23:59", true)]
    [InlineData("22:00-00:00", "00:00", false)]
    public void From_is_in_and_to_is_not(string hours, string time, bool quiet) => Assert.Equal(quiet, Of(hours).Contains(Time(time)));

    /// <summary>London: on 29 March 2026 01:00 becomes 02:00; on 25 October 2026 02:00 becomes 01:00 again.</summary>
    [Theory]
    [InlineData("20:00-07:00", "2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z")]
    [InlineData("20:00-07:00", "2026-11-20T20:00:00Z", "2026-11-21T07:00:00Z")]
    [InlineData("20:00-07:00", "2026-11-21T03:00:00Z", "2026-11-21T07:00:00Z")]
    [InlineData("20:00-07:00", "2026-03-28T21:00:00Z", "2026-03-29T06:00:00Z")]
    [InlineData("20:00-07:00", "2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z")]
    [InlineData("20:00-01:30", "2026-03-28T21:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("20:00-01:30", "2026-10-24T21:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("20:00-01:30", "2026-10-25T01:15:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("22:00-00:00", "2026-12-31T23:00:00Z", "2027-01-01T00:00:00Z")]
    public void They_end_by_the_clock_on_the_wall(string hours, string now, string end) =>
        Assert.Equal(Instant(end), Of(hours).EndAfter(Instant(now), DateTimeZoneProviders.Tzdb["Europe/London"]));

    [Fact]
    public void Whatever_the_clocks_do_the_end_is_not_quiet_and_nothing_before_it_is_missed()
    {
        foreach (var zone in new[] { "Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia", "UTC" }.Select(name => DateTimeZoneProviders.Tzdb[name]))
        {
            foreach (var hours in new[] { "20:00-07:00", "20:00-01:30", "23:30-02:15", "00:00-00:30", "01:00-03:00", "22:00-00:00", "09:00-08:59" }.Select(Of))
            {
                foreach (var transition in zone.GetZoneIntervals(Instant("2011-01-01T00:00:00Z"), Instant("2019-12-31T00:00:00Z")).Where(interval => interval.HasStart).Select(interval => interval.Start))
                {
                    for (var now = transition - Duration.FromHours(30); now < transition + Duration.FromHours(30); now += Duration.FromMinutes(15))
                    {
                        var end = hours.EndAfter(now, zone);
                        Assert.False(hours.Contains(end.InZone(zone).TimeOfDay), $"{zone} {hours} {now}: {end} is quiet");
                        Assert.Equal(!hours.Contains(now.InZone(zone).TimeOfDay), end == now);
                        Assert.True(end >= now && end - now <= Duration.FromHours(26));
                    }
                }
            }
        }
    }

    private static QuietHours Of(string text) => new(Time(text.Split('-')[0]), Time(text.Split('-')[1]));

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static Instant Instant(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
