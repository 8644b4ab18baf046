using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Messages;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Dialogs;

/// <summary>The message action "Send to huddle": a dialog with the words of the message, and the issue that they become.</summary>
public sealed class SendToHuddle(CardVerbs verbs, CardForms forms, TeamsConversation conversation)
{
    /// <summary>The message actions that there are; the manifest lists the same.</summary>
    public static IReadOnlyCollection<string> CommandIds { get; } = [Verbs.Add];

    public async Task<ActivityOutcome> FetchAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (Refuse(activity) is { } refusal) return CardDialogs.Answer(conversation.Refuse(null, refusal));
        var who = conversation.SpeakerOf(activity)!;
        if (who.Channel is not { } channel || await conversation.TeamOfAsync(channel, cancellationToken) is not { } team)
            return CardDialogs.Answer(conversation.Refuse(null, new Refusal.NoTeamHere()));
        return CardDialogs.Answer(await forms.ShowToAddAsync(team.Id, IssueLimits.Beginning(WordsOf(activity)), who, cancellationToken));
    }

    public async Task<ActivityOutcome> SubmitAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (Refuse(activity) is { } refusal) return CardDialogs.Answer(conversation.Refuse(null, refusal));
        var data = CardData.Read(Verbs.Add, activity.Value.At("data"));
        return CardDialogs.Answer(await verbs.DoAsync(data, conversation.SpeakerOf(activity)!, cancellationToken));
    }

    private Refusal? Refuse(Activity activity)
    {
        if (!CommandIds.Contains(activity.Value.Text("commandId") ?? "")) return new Refusal.Unknown();
        return conversation.SpeakerOf(activity) is null ? new Refusal.NotAMember() : null;
    }

    private static string WordsOf(Activity activity)
    {
        var body = activity.Value.At("messagePayload").At("body");
        var content = body.Text("content") ?? "";
        return "text".Equals(body.Text("contentType"), StringComparison.OrdinalIgnoreCase) ? content : HtmlText.ToPlain(content);
    }
}
