using HuddleBot.Playground.Slack.Workspace;

namespace HuddleBot.Playground.Slack.Views;

/// <summary>trigger_ids: each lets the bot open one view, once, within 3 seconds of what the person did.</summary>
internal sealed class Triggers(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3);
    private readonly Dictionary<string, (string User, DateTimeOffset Until, bool Used)> triggers = new(StringComparer.Ordinal);

    public string Issue(string user)
    {
        var id = $"{triggers.Count + 1}.1000.{IdSource.Secret(16)}";
        triggers[id] = (user, time.GetUtcNow() + Lifetime, false);
        return id;
    }

    /// <returns>The person, or the error.</returns>
    public (string? User, string? Error) Look(string? id)
    {
        if (id is null || !triggers.TryGetValue(id, out var trigger)) return (null, "invalid_trigger_id");
        if (trigger.Used) return (null, "exchanged_trigger_id");
        return trigger.Until < time.GetUtcNow() ? (null, "expired_trigger_id") : (trigger.User, null);
    }

    public void Use(string id) => triggers[id] = triggers[id] with { Used = true };
}
