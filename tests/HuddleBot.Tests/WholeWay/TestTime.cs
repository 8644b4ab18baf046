namespace HuddleBot.Tests.WholeWay;

/// <summary>A clock that goes like the real one (or faster) and can be put forward; timers that are due on the way fire.</summary>
internal sealed class TestTime(DateTimeOffset? start = null, int speed = 1) : TimeProvider
{
    private readonly Lock state = new();
    private readonly HashSet<Alarm> alarms = [];
    private readonly DateTimeOffset start = start ?? System.GetUtcNow();
    private readonly long started = System.GetTimestamp();
    private TimeSpan skipped;

    private int Speed { get; } = speed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    private TimeSpan Elapsed
    {
        get
        {
            lock (state) return (System.GetElapsedTime(started) * Speed) + skipped;
        }
    }

    public void Skip(TimeSpan by)
    {
        List<Alarm> all;
        lock (state)
        {
            skipped += by;
            all = [.. alarms];
        }

        foreach (var alarm in all) alarm.SetAgain();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm : ITimer
    {
        private readonly TestTime time;
        private readonly ITimer real;
        private readonly Lock mine = new();
        private TimeSpan? due;
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public Alarm(TestTime time, TimerCallback callback, object? argument)
        {
            this.time = time;
            real = System.CreateTimer(_ => Ring(callback, argument), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (mine) (due, every) = (dueTime == Timeout.InfiniteTimeSpan ? null : time.Elapsed + dueTime, period);
            lock (time.state)
            {
                if (dueTime == Timeout.InfiniteTimeSpan) time.alarms.Remove(this);
                else time.alarms.Add(this);
            }

            SetAgain();
            return true;
        }

        public void SetAgain()
        {
            lock (mine)
            {
                if (due is not { } at) real.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                else real.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((at - time.Elapsed).TotalMilliseconds / time.Speed))), Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (time.state) time.alarms.Remove(this);
            real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring(TimerCallback callback, object? argument)
        {
            lock (mine)
            {
                if (due is not { } at) return;
                if (at > time.Elapsed)
                {
                    SetAgain();
                    return;
                }

                due = every == Timeout.InfiniteTimeSpan || every == TimeSpan.Zero ? null : time.Elapsed + every;
            }

            SetAgain();
            callback(argument);
        }
    }
}
