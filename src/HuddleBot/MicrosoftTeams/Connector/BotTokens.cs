using Microsoft.Identity.Client;

namespace HuddleBot.MicrosoftTeams.Connector;

/// <summary>The bot's tokens by MSAL, which keeps them until five minutes before they expire. Whoever needs one at the same time shares the question.</summary>
internal sealed class BotTokens(TokenSource source) : IBotTokens
{
    private readonly Lock state = new();
    private Task<BotToken>? asking;
    private Task<BotToken>? askingAnew;

    public Task<BotToken> GetAsync(CancellationToken cancellationToken) => ShareAsync(ref asking, anew: false, cancellationToken);

    public Task<BotToken> GetAnewAsync(CancellationToken cancellationToken) => ShareAsync(ref askingAnew, anew: true, cancellationToken);

    private Task<BotToken> ShareAsync(ref Task<BotToken>? question, bool anew, CancellationToken cancellationToken)
    {
        lock (state)
        {
            if (question is null or { IsCompleted: true }) question = Task.Run(() => AskAsync(anew), CancellationToken.None);
            return question.WaitAsync(cancellationToken);
        }
    }

    private async Task<BotToken> AskAsync(bool anew)
    {
        try
        {
            return new BotToken.Bearer(await source(anew));
        }
        catch (MsalServiceException e)
        {
            return new BotToken.Failed(Words(e), e.IsRetryable || e.StatusCode is 0 or StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests or >= 500);
        }
        catch (MsalClientException e)
        {
            return new BotToken.Failed(Words(e), MayPass: false);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return new BotToken.Failed($"the authority does not answer: {(e.InnerException ?? e).Message}", MayPass: true);
        }
    }

    /// <summary>Entra's words say what to mend; after the first line come ids of the request.</summary>
    private static string Words(MsalException e) => $"{e.ErrorCode}: {e.Message.Split('\n', 2)[0].Trim()}";
}
