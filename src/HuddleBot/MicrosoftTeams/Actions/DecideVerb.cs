using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Decides, with what the form says and the defaults for the rest.</summary>
/// <param name="asked">The form that is shown where no field came with the verb; null: the defaults decide then.</param>
internal sealed class DecideVerb(IIssueDesk desk, TeamsConversation conversation, CardForms forms, FormKind? asked = null) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        if (asked is { } form && data.Answer.Values.Count == 0) return await forms.ShowAsync(data, form, who, cancellationToken);
        if (IssueId.TryParse(data.Item) is not { } item) return conversation.Refuse(null, new Refusal.Unknown());
        return Read(data, who) switch
        {
            FormReading.Decision { Command: var command } => await DecideAsync(data, item, who, command, cancellationToken),
            FormReading.Refused { Refusal: var refusal } => await forms.RefuseAsync(data, new(null, refusal), who, cancellationToken),
            _ => conversation.Refuse(null, new Refusal.Unknown()),
        };
    }

    /// <summary>Null: nothing that this verb could mean.</summary>
    private FormReading? Read(CardData data, Speaker who)
    {
        var owner = conversation.OwnerOf(data.Answer.Text(Verbs.Inputs.Owner), who, out var isReadable);
        if (!isReadable && data.Verb is Verbs.Fix or Verbs.TriageAccept) return new FormReading.Refused(new Refusal.Unreadable(Verbs.Inputs.Owner));
        if (DecisionForms.Read(data.Verb, data.Answer, owner, who.Operation) is not { } reading)
            return ButtonMeaning.ByVerb.GetValueOrDefault(data.Verb) is ButtonMeaning.Decide decide ? new FormReading.Decision(decide.Command(data.Version)) : null;
        if (reading is not FormReading.Decision { Command: var command }) return reading;
        if (!data.IsChange) return new FormReading.Decision(command.By(data.Version));

        // Which decision a change replaces is known by the version that the person saw.
        return data.Version is { } seen ? new FormReading.Decision(new IssueCommand.Change(command, seen)) : null;
    }

    private async Task<CardOutcome> DecideAsync(CardData data, IssueId item, Speaker who, IssueCommand command, CancellationToken cancellationToken) =>
        await desk.DoAsync(item, who.Actor, who.Operation, command, cancellationToken) switch
        {
            IssueReply.Done done => new CardOutcome.Decided(done.Team, done.Item),
            IssueReply.AlreadyDone already => new CardOutcome.Decided(already.Team, already.Item),
            IssueReply.Refused refused => await forms.RefuseAsync(data, refused, who, cancellationToken),
            _ => throw new InvalidOperationException("no such reply"),
        };
}
