using System.Text.Json;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Dialogs;

/// <summary><c>task/fetch</c> and <c>task/submit</c>: the forms as dialogs. They decide what the same form on a card decides.</summary>
public sealed class CardDialogs(CardVerbs verbs, CardForms forms, HuddleCards huddles, FollowUpCards calls, TeamsConversation conversation)
{
    /// <summary>Opens the form, or the comment, that belongs to the verb.</summary>
    public async Task<ActivityOutcome> FetchAsync(Activity activity, CancellationToken cancellationToken)
    {
        var data = CardData.Read(null, DataOf(activity));
        if (conversation.SpeakerOf(activity) is not { } who) return Answer(conversation.Refuse(null, new Refusal.NotAMember()));
        return Answer(await OpenAsync(data, who, cancellationToken));
    }

    public async Task<ActivityOutcome> SubmitAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (conversation.SpeakerOf(activity) is not { } who) return Answer(conversation.Refuse(null, new Refusal.NotAMember()));
        return Answer(await verbs.DoAsync(CardData.Read(null, DataOf(activity)), who, cancellationToken));
    }

    internal static ActivityOutcome.Answer Answer(CardOutcome outcome) => outcome switch
    {
        CardOutcome.Decided or CardOutcome.DoneInHuddle or CardOutcome.Raised => new(InvokeResponse.Empty),
        CardOutcome.Show show => new(DialogCard.Show(show.Card)),
        CardOutcome.Refreshed refreshed => new(DialogCard.Show(refreshed.Card)),
        CardOutcome.Mend mend => new(DialogCard.Show(mend.Form)),
        CardOutcome.Say say => new(InvokeResponse.DialogMessage(say.Note.Summary)) { MayRepeat = say.MayRepeat },
        _ => throw new InvalidOperationException("no such outcome"),
    };

    private async Task<CardOutcome> OpenAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        if (data.Verb == Verbs.Show) return await forms.ShowAsync(data, FormKind.FullComment, who, cancellationToken);
        if (data.Verb == Verbs.Add) return await OpenToAddAsync(data, who, cancellationToken);
        if (ButtonMeaning.ByVerb.GetValueOrDefault(data.Verb) is ButtonMeaning.OpenHuddleForm inHuddle) return await huddles.ShowFormAsync(data, inHuddle.Form, who, cancellationToken);
        if (ButtonMeaning.ByVerb.GetValueOrDefault(data.Verb) is ButtonMeaning.LookAtFollowUp call) return await calls.ShowAsync(data, call.Look, who, cancellationToken);
        return CardForms.Of(data.Verb, data.IsChange) is { } form
            ? await forms.ShowAsync(data, form, who, cancellationToken)
            : conversation.Refuse(null, new Refusal.Unknown());
    }

    private async Task<CardOutcome> OpenToAddAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        var team = TeamId.IsValid(data.Item) ? new(data.Item!) : who.Channel is { } channel ? (await conversation.TeamOfAsync(channel, cancellationToken))?.Id : null;
        return team is null ? conversation.Refuse(null, new Refusal.NoTeamHere()) : await forms.ShowToAddAsync(team, data.Answer.Text(Verbs.Inputs.Words), who, cancellationToken);
    }

    /// <summary>What the button carried; some clients wrap it once more.</summary>
    private static JsonElement? DataOf(Activity activity)
    {
        var data = activity.Value.At("data");
        return data.Text("verb") is null && data.At("data") is { ValueKind: JsonValueKind.Object } inner ? inner : data;
    }
}
