namespace HuddleBot.Slack.SocketMode;

/// <summary>How long to wait before the next try: not at all after a connection that had lived, then a second and twice as long each time, to a minute; a fifth more or less, so that many bots do not come together.</summary>
internal sealed class ReconnectPause(Random random)
{
    /// <summary>A connection that ends sooner has not lived: Slack lets it in and throws it out again.</summary>
    public static readonly TimeSpan Lived = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private int failures;

    /// <param name="lived">How long the connection was up.</param>
    public void Ended(TimeSpan lived)
    {
        if (lived >= Lived) failures = 0;
    }

    /// <param name="atLeast">What Slack asks for.</param>
    public TimeSpan Next(TimeSpan? atLeast = null)
    {
        var wait = failures == 0 ? TimeSpan.Zero : First * Math.Pow(2, Math.Min(failures - 1, 10)) * (0.8 + (0.4 * random.NextDouble()));
        failures++;
        if (wait > Longest) wait = Longest;
        return atLeast > wait ? atLeast.Value : wait;
    }
}
