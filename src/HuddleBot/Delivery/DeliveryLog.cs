using HuddleBot.Core.Delivery;
using NodaTime;

namespace HuddleBot.Delivery;

/// <summary>Tells the operator what became of each message; by its key, never by its words.</summary>
internal sealed partial class DeliveryLog(ILogger<DeliveryLog> logger) : IDeliveryObserver
{
    public void Sent(string key) => LogSent(logger, key);

    public void Parked(string key, string reason) => LogParked(logger, key, reason);

    public void PutOff(string key, int attempts, string reason, Instant next) => LogPutOff(logger, key, attempts, reason, next);

    [LoggerMessage(LogLevel.Debug, "Sent {Key}")]
    private static partial void LogSent(ILogger logger, string key);

    [LoggerMessage(LogLevel.Error, "Parked {Key}, it cannot be delivered: {Reason}")]
    private static partial void LogParked(ILogger logger, string key, string reason);

    [LoggerMessage(LogLevel.Warning, "Put off {Key} until {Next} after try {Attempts}: {Reason}")]
    private static partial void LogPutOff(ILogger logger, string key, int attempts, string reason, Instant next);
}
