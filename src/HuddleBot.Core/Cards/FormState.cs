using System.Text.Json;

namespace HuddleBot.Core.Cards;

/// <summary>What rides through a form and comes back with it (Slack: <c>private_metadata</c>, at most 3,000 characters).</summary>
/// <param name="Item">The id; the team's id for a form that raises an issue.</param>
/// <param name="Version">The version of the issue that the person looks at.</param>
/// <param name="IsChange">The form changes a decision instead of making one.</param>
/// <param name="Channel">Where to answer the person, in the platform's own id; null: not known.</param>
public sealed record FormState(string Item, int Version, bool IsChange, string? Channel)
{
    /// <summary>The dialog that the form was opened from and that shows the issue (Slack: a view's id), to be drawn anew afterwards; null: none.</summary>
    public string? Over { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>Null for anything that <see cref="Write"/> has not written.</summary>
    public static FormState? TryRead(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return JsonSerializer.Deserialize<FormState>(text, Options) is { Item: not null } state ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
