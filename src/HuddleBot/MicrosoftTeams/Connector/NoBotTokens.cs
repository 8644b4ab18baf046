namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>Of a bot without registration, which the development escape hatch opens.</summary>
internal sealed class NoBotTokens : IBotTokens
{
    public Task<BotToken> GetAsync(CancellationToken cancellationToken) => Task.FromResult<BotToken>(new BotToken.None());
}
