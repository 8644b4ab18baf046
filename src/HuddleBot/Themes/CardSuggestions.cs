using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;

namespace HuddleBot.Themes;

/// <summary>Asks the index of texts for a card, and not for long: a card without the line is better than none.</summary>
internal sealed partial class CardSuggestions(IThemeSuggestions themes, TimeProvider time, ILogger<CardSuggestions> logger) : ICardSuggestions
{
    /// <summary>Usually it takes milliseconds; the first look of a process reads all that was ever escalated, and goes on when nobody waits for it any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    public async Task<CardSuggestion?> ForAsync(IssueWithResponse item, CancellationToken cancellationToken)
    {
        if (item.Issue.State is not IssueState.EscalatedToManager { Escalation.Triage: TriageState.Waiting }) return null;
        try
        {
            return CardSuggestion.Of(await Task.Run(() => themes.FindAsync(item, cancellationToken), cancellationToken).WaitAsync(Patience, time, cancellationToken));
        }
        catch (TimeoutException)
        {
            LogNotReady(logger);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogTrouble(logger, e);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "A card says nothing of what looks alike: the texts are still being read")]
    private static partial void LogNotReady(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "A card says nothing of what looks alike: it could not be found")]
    private static partial void LogTrouble(ILogger logger, Exception exception);
}
