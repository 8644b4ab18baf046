namespace HuddleBot.Playground.Control;

/// <summary>Whether something answers at the bot's address; asked at most every few seconds.</summary>
internal sealed class Reachability(Func<Uri?> bot)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromMilliseconds(500) }) { Timeout = TimeSpan.FromSeconds(1) };
    private static readonly TimeSpan Remember = TimeSpan.FromSeconds(3);
    private (Uri? Url, long At, bool Is) last;

    public async Task<bool> IsReachableAsync()
    {
        if (bot() is not { } url) return false;
        var known = last;
        if (known.Url == url && TimeProvider.System.GetElapsedTime(known.At) < Remember) return known.Is;
        var isReachable = await AskAsync(new Uri(url, "/healthz"));
        last = (url, TimeProvider.System.GetTimestamp(), isReachable);
        return isReachable;
    }

    private static async Task<bool> AskAsync(Uri url)
    {
        try
        {
            using var answer = await Http.GetAsync(url);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
