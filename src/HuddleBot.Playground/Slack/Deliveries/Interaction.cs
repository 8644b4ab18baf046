namespace HuddleBot.Playground.Slack.Deliveries;

/// <summary>What came of something that a person did.</summary>
/// <param name="Delivery">What the bot answered; null: nothing was sent.</param>
/// <param name="UserSees">The words that the person sees when it went wrong; null: nothing to complain about.</param>
/// <param name="Errors">Below which input of a form (block id), and what it says.</param>
public sealed record Interaction(Delivery? Delivery, string? UserSees = null, IReadOnlyDictionary<string, string>? Errors = null)
{
    public bool IsOk => UserSees is null && Errors is null or { Count: 0 };

    public override string ToString() => IsOk ? "ok" : UserSees ?? string.Join("; ", Errors!.Select(error => $"{error.Key}: {error.Value}"));
}
