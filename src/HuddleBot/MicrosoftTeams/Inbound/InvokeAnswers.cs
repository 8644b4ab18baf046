using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Inbound;

/// <summary>What an invoke is told when its handler has no answer, in the form in which its kind can be told something.</summary>
public sealed class InvokeAnswers(ICardComposer composer)
{
    /// <summary>The work goes on and outlasts the time that Microsoft Teams waits.</summary>
    public InvokeResponse UnderWay(string? invoke) => Tell(invoke, isUnderWay: true);

    /// <summary>The storage is away: nothing happened, and it may be tried again.</summary>
    public InvokeResponse TryAgain(string? invoke) => Tell(invoke, isUnderWay: false);

    /// <summary>A fault of ours. A card shows its own words for an error; a dialog shows ours.</summary>
    public InvokeResponse Fault(string? invoke) => invoke == InvokeNames.AdaptiveCardAction ? InvokeResponse.Fault("InternalServerError", Words(isUnderWay: false)) : TryAgain(invoke);

    private InvokeResponse Tell(string? invoke, bool isUnderWay) => invoke switch
    {
        InvokeNames.AdaptiveCardAction => InvokeResponse.Message(Words(isUnderWay)),
        InvokeNames.TaskFetch or InvokeNames.TaskSubmit or InvokeNames.ComposeExtensionFetchTask or InvokeNames.ComposeExtensionSubmitAction =>
            InvokeResponse.DialogMessage(Words(isUnderWay)),
        _ => new(StatusCodes.Status503ServiceUnavailable, null),
    };

    private string Words(bool isUnderWay) => composer.Compose(Platform.Teams, new CardContent.TryAgainNote(isUnderWay)).Summary;
}
