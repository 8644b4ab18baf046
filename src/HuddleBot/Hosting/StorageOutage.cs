using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Hosting;

/// <summary>Says that the storage does not answer in one line, however many notice it, not more often than every 30 seconds; and in one more when it answers again.</summary>
public sealed partial class StorageOutage(TimeProvider time, ILogger<StorageOutage> logger)
{
    private static readonly Duration SaidEvery = Duration.FromSeconds(30);

    private readonly Lock state = new();
    private Instant? said;
    private bool isSaid;

    /// <summary>The message says what to do; where in the code it was noticed helps nobody.</summary>
    public void Noticed(StorageUnavailableException exception) => Noticed(exception.Message);

    public void Noticed(string words)
    {
        lock (state)
        {
            var now = time.GetCurrentInstant();
            if (now - said < SaidEvery) return;
            (said, isSaid) = (now, true);
        }

        LogAway(logger, words);
    }

    /// <summary>Something has just been read or written.</summary>
    public void Over()
    {
        lock (state)
        {
            if (!isSaid) return;
            isSaid = false;
        }

        LogBack(logger);
    }

    [LoggerMessage(LogLevel.Error, "The storage does not answer; nothing is lost, trying again. {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "The storage answers again")]
    private static partial void LogBack(ILogger logger);
}
