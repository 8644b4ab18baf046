using System.Globalization;
using HuddleBot.Hosting;

namespace HuddleBot.Slack.SocketMode;

/// <summary>Whether Slack reaches us. The operator is told once when it does not for a minute, at once where waiting does not help, and once more when it is over.</summary>
internal sealed partial class SocketState(TimeProvider time, ILogger<SocketState> logger) : IConnectionState
{
    /// <summary>A cut line is replaced within seconds; that is nobody's business.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private int wanted;
    private int open;
    private DateTimeOffset since;
    private string reason = "(not_yet)";
    private string? told;
    private ITimer? alarm;

    public string? Trouble
    {
        get
        {
            lock (gate)
            {
                return wanted == 0 || open > 0 ? null
                    : $"Slack does not reach this bot since {since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC: no socket, {reason}";
            }
        }
    }

    /// <param name="connections">How many there should be.</param>
    public void Begins(int connections)
    {
        lock (gate)
        {
            wanted = connections;
            Wait();
        }
    }

    public void Opened()
    {
        bool isBack;
        int now;
        lock (gate)
        {
            now = ++open;
            isBack = told is not null && now == 1;

            // One connection more says nothing about another that is refused, which was told.
            if (now == wanted || !SocketAdvice.NeedsSomebody(told)) told = null;
            alarm?.Dispose();
            alarm = null;
        }

        if (isBack) LogBack();
        LogOpened(now, wanted);
    }

    /// <summary>One connection less.</summary>
    public void Ended(string why)
    {
        lock (gate)
        {
            open--;
            reason = why;
            if (open == 0) Wait();
        }
    }

    /// <summary>A connection did not come about.</summary>
    public void Refused(string why)
    {
        lock (gate)
        {
            if (open == 0) reason = why;
            if (!SocketAdvice.NeedsSomebody(why) || told == why) return;
            told = why;
        }

        LogRefused(why, SocketAdvice.For(why));
    }

    public void Stops()
    {
        lock (gate)
        {
            wanted = 0;
            alarm?.Dispose();
            alarm = null;
        }
    }

    private void Wait()
    {
        since = time.GetUtcNow();
        if (wanted > 0) alarm = time.CreateTimer(_ => Alarm(), null, Patience, Timeout.InfiniteTimeSpan);
    }

    private void Alarm()
    {
        string why;
        lock (gate)
        {
            // What it was told when one connection was refused, the operator knows already.
            if (open > 0 || wanted == 0 || told == reason) return;
            told = why = reason;
        }

        LogAway(why, SocketAdvice.For(why));
    }

    [LoggerMessage(LogLevel.Information, "Slack: connected by socket, {Open} of {Wanted}")]
    private partial void LogOpened(int open, int wanted);

    [LoggerMessage(LogLevel.Error, "Slack does not let the bot connect, {Reason}: {Advice}")]
    private partial void LogRefused(string reason, string advice);

    [LoggerMessage(LogLevel.Error, "Slack has had no connection to this bot for a minute, {Reason}: what people tap and write does not arrive. To do: {Advice}")]
    private partial void LogAway(string reason, string advice);

    [LoggerMessage(LogLevel.Information, "Slack reaches the bot again")]
    private partial void LogBack();
}
