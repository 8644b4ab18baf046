using System.Net.Sockets;
using System.Text;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;

namespace HuddleBot.Telemetry;

/// <summary>
/// An exception as it may be logged: its kind and where it was thrown. Its words may quote what it stumbled over, which may be a customer's; only those that this bot writes
/// itself, for an operator, are kept.
/// </summary>
internal sealed class LoggedFault : Exception
{
    private readonly string words;

    private LoggedFault(Exception fault) : base(WordsOf(fault)) => (Kind, words) = (fault.GetType().FullName ?? fault.GetType().Name, Describe(fault));

    /// <summary>The exception's own type.</summary>
    public string Kind { get; }

    public static LoggedFault Of(Exception fault) => fault as LoggedFault ?? new(fault);

    public override string ToString() => words;

    private static string Describe(Exception fault)
    {
        var text = new StringBuilder();
        for (var one = fault; one is not null; one = one.InnerException)
        {
            if (text.Length > 0) text.Append(" ---> ");
            text.Append(one.GetType().FullName);
            if (WordsOf(one) is { Length: > 0 } said) text.Append(": ").Append(said);
            if (one.StackTrace is { } trace) text.Append(Environment.NewLine).Append(trace);
        }

        return text.ToString();
    }

    private static string WordsOf(Exception fault) => fault is StorageUnavailableException or SettingsException or SocketException ? fault.Message : "";
}
