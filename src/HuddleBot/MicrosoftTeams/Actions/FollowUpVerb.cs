namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>What people do about a customer to call back: <see cref="FollowUpCards"/> knows how.</summary>
internal sealed class FollowUpVerb(FollowUpCards calls) : ICardVerb
{
    public Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken) => calls.DoAsync(data, who, cancellationToken);
}
