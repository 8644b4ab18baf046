using System.Net;
using System.Text.Json;

namespace HuddleBot.Playground.MicrosoftTeams.Deliveries;

/// <summary>One try of bringing an activity to the bot, and what it answered.</summary>
/// <param name="Status">Null: no answer came.</param>
/// <param name="Failure">Null when the bot answered 2xx in time; else <c>timeout</c>, <c>connection_failed</c>, <c>http_error</c>, <c>no_bot</c>.</param>
public sealed record Delivery(JsonElement Activity, DateTimeOffset At, HttpStatusCode? Status, string AnswerBody, string? Failure, TimeSpan Took)
{
    public bool IsAcknowledged => Failure is null;

    /// <summary>The invoke's name, or the activity's type.</summary>
    public string Kind => (Activity.TryGetProperty("name", out var name) ? name.GetString() : Activity.GetProperty("type").GetString())!;
}

/// <summary>What came of something that a person did.</summary>
/// <param name="Delivery">What the bot answered; null: nothing was sent.</param>
/// <param name="Toast">The bot's short message.</param>
/// <param name="Problem">What Teams itself says when it went wrong; null: nothing to complain about.</param>
/// <param name="Errors">By input id, what the client says before it sends.</param>
/// <param name="Card">The card that stands there now for this person; null: none came.</param>
public sealed record Interaction(Delivery? Delivery, string? Toast = null, string? Problem = null, IReadOnlyDictionary<string, string>? Errors = null, JsonElement? Card = null)
{
    public bool IsOk => Problem is null && Errors is null;
}
