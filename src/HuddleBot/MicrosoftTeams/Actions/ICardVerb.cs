namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Does what one verb asks for.</summary>
internal interface ICardVerb
{
    Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken);
}
