using System.Diagnostics;

namespace HuddleBot.Telemetry;

/// <summary>
/// What is being worked on: one webhook call, click or activity that came in (a short hash, always the same for the same delivery), or one message that goes out (its key).
/// Every line that is logged meanwhile has it, and so has the span.
/// </summary>
internal static class DeliveryId
{
    public const string Key = "huddlebot.delivery.id";

    private static readonly AsyncLocal<string?> Present = new();

    public static string? Current => Present.Value;

    /// <summary>From here on in this flow, to the end of the asynchronous method that says so.</summary>
    public static void Begin(string? id)
    {
        Present.Value = id;
        if (id is not null) Activity.Current?.SetTag(Key, id);
    }
}
