using System.Collections;

namespace HuddleBot.Telemetry;

/// <summary>Before every other part of logging: takes the words out of exceptions, and puts the id of the delivery into each line that is about one.</summary>
internal sealed class DiscreetLogging(ILoggerFactory inner) : ILoggerFactory
{
    /// <summary>Its scope holds the path of each request, which may have a token in it.</summary>
    private const string OfRequests = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <summary>Below a warning its lines hold whole addresses, in which there may be tokens and other people's words.</summary>
    private const string OfTheWebServer = "Microsoft.AspNetCore.";

    public ILogger CreateLogger(string categoryName) => new Line(
        inner.CreateLogger(categoryName), categoryName.StartsWith(OfTheWebServer, StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Trace, hasScopes: categoryName != OfRequests);

    public void Dispose() => inner.Dispose();

    private sealed class Line(ILogger inner, LogLevel least, bool hasScopes) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => hasScopes ? inner.BeginScope(state) : null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var fault = exception is null ? null : LoggedFault.Of(exception);
            if (DeliveryId.Current is not { } id)
            {
                inner.Log(logLevel, eventId, state, fault, formatter);
                return;
            }

            var line = new OfDelivery(id, state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], formatter(state, fault));
            inner.Log(logLevel, eventId, line, fault, OfDelivery.Write);
        }
    }

    /// <summary>What was to be logged, and the id as one more field.</summary>
    private sealed class OfDelivery(string id, IReadOnlyList<KeyValuePair<string, object?>> fields, string words) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public static readonly Func<OfDelivery, Exception?, string> Write = (line, _) => line.ToString();

        public int Count => fields.Count + 1;

        // The last field is the template, by convention.
        public KeyValuePair<string, object?> this[int index] => index == 0 ? new(DeliveryId.Key, id) : fields[index - 1];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => fields.Prepend(this[0]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => words.Contains(id, StringComparison.Ordinal) ? words : $"{words} (delivery {id})";
    }
}
