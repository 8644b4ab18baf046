namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>The bot's own proof towards the connector.</summary>
public interface IBotTokens
{
    /// <summary>A token that is still good for some minutes; kept, and asked for anew in time.</summary>
    Task<BotToken> GetAsync(CancellationToken cancellationToken);

    /// <summary>The connector has refused the kept one: asks the authority whatever is kept.</summary>
    Task<BotToken> GetAnewAsync(CancellationToken cancellationToken) => GetAsync(cancellationToken);
}

/// <summary>The closed set.</summary>
public abstract record BotToken
{
    private BotToken() { }

    public sealed record Bearer(string Value) : BotToken;

    /// <summary>The development escape hatch is open: calls carry none.</summary>
    public sealed record None : BotToken;

    /// <param name="MayPass">True: the authority did not answer or asked to wait; false: somebody must mend the credentials.</param>
    public sealed record Failed(string Reason, bool MayPass) : BotToken;
}
