using System.Globalization;

namespace HuddleBot.Benchmarks.FanOut;

/// <summary>What came of a run, as a table.</summary>
internal sealed record FanOutReport(
    IFarSide Far, int Teams, IReadOnlySet<string> Channels, DateTimeOffset PostsAt, int Prepared, DateTimeOffset? PreparedFrom, DateTimeOffset? PreparedAt, DateTimeOffset Ended, int StillWaiting,
    int Parked, BotProcess Bot, double Memory, TimeSpan Busy, Clicks Clicks, DateTimeOffset ClicksFrom)
{
    /// <summary>0: everything that the benchmark asks for holds.</summary>
    public int Print()
    {
        var posts = Far.Posts().Where(post => Channels.Contains(post.Channel)).ToList();
        var (huddles, below) = (posts.Where(post => post.Thread is null).ToList(), posts.Where(post => post.Thread is not null).ToList());
        var byChannel = huddles.GroupBy(post => post.Channel, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var doubled = byChannel.Values.Sum(of => of.Count - 1);
        var disordered = below.Count(post => !byChannel.TryGetValue(post.Channel, out var own) || own.All(huddle => huddle.Id != post.Thread || huddle.At > post.At));
        var lastHuddle = huddles.Count > 0 ? huddles.Max(post => post.At) : PostsAt;
        var (overtaken, refused, earlier) = (below.Count(post => post.At < lastHuddle), Far.Refused(PostsAt), Far.Refused(DateTimeOffset.MinValue) - Far.Refused(PostsAt));
        var (took, least) = ((lastHuddle - PostsAt).TotalSeconds, Teams / Far.PerSecond);
        var early = huddles.Count(post => post.At < PostsAt);
        var fanningOut = Clicks.Between(PostsAt, lastHuddle);

        Line("teams", $"{Teams:N0}");
        Line("prepared before the time", $"{Prepared:N0}, in {(PreparedFrom is { } from && PreparedAt is { } at ? $"{(at - from).TotalSeconds:N0} s, the last {(PostsAt - at).TotalSeconds:N0} s ahead" : "not all of them")}");
        Line("huddle cards sent", $"{huddles.Count:N0}, {early} early, {doubled} doubled");
        Line("cards in their threads", $"{below.Count:N0}, {disordered} before their huddle, {overtaken:N0} before the last huddle; {StillWaiting:N0} messages still wait");
        Line("refused (429) since the time / before it, complaints, parked", $"{refused} / {earlier}, {Far.Complaints.Count}, {Parked}");
        Line("last huddle card sent", $"{took:N1} s after the time; the limit alone allows {least:N1} s");
        Line("**ratio to the platform's limit**", $"**{took / least:F3}**");
        var calls = Far.Calls(PostsAt, lastHuddle);
        Line("calls in that time, with what the clicks caused", $"{calls:N0}: ratio {took / (calls / Far.PerSecond):F3}");
        Line("click, idle: p50 / p99", Clicks.Between(ClicksFrom, PreparedFrom ?? PostsAt).ToString());
        Line("click, while preparing", Clicks.Between(PreparedFrom ?? PostsAt, PreparedAt ?? PostsAt).ToString());
        Line("click, while huddles go out", fanningOut.ToString());
        Line("clicks not taken", $"{Clicks.NotOk}");
        Line("bot: ready after, memory at the end, peak", $"{Bot.ReadyAfter.TotalMilliseconds:N0} ms, {Memory:N0} MiB, {Bot.PeakMemory:N0} MiB");
        Line("bot: processor time from the time on", $"{Busy.TotalSeconds:N1} s ({Busy / (Ended - PostsAt):P0} of one core)");
        var said = Bot.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("warn:", StringComparison.Ordinal)).Count();
        Line("warnings and errors in the log", $"{said}");
        foreach (var complaint in Far.Complaints.Take(5)) Console.Error.WriteLine(complaint);
        if (said > 0) Console.Error.WriteLine(string.Join('\n', Bot.Log.Split('\n').Take(40)));
        return Prepared == Teams && huddles.Count == Teams && doubled + disordered + early + refused + earlier + Parked == 0 ? 0 : 1;
    }

    private static void Line(string what, string value) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {value} |"));
}
