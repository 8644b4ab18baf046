using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;
using HuddleBot.Hosting;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Messages;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams.Dialogs;

/// <summary>The message action "Send to huddle": a dialog with the words of the message, and the issue that they become.</summary>
public sealed class SendToHuddle(CardVerbs verbs, CardForms forms, TeamsConversation conversation, ConversationStore store)
{
    /// <summary>The message actions that there are; the manifest lists the same.</summary>
    public static IReadOnlyCollection<string> CommandIds { get; } = [Verbs.Add];

    public async Task<ActivityOutcome> FetchAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (Refuse(activity) is { } refusal) return CardDialogs.Answer(conversation.Refuse(null, refusal));
        var who = conversation.SpeakerOf(activity)!;
        var team = who.Channel is { } channel ? await conversation.TeamOfAsync(channel, cancellationToken) : null;
        var isInstalled = await IsInstalledAsync(activity, cancellationToken);
        if (isInstalled == false) return CardDialogs.Answer(conversation.Refuse(team, new Refusal.NotInstalled()));
        if (team is null) return CardDialogs.Answer(conversation.Refuse(null, isInstalled == true || activity.ChannelData?.Team is null ? new Refusal.NoTeamHere() : new Refusal.NotInstalled()));
        var outcome = await forms.ShowToAddAsync(team.Id, IssueLimits.Beginning(WordsOf(activity)), who, cancellationToken);

        // Whose members cannot be read although nobody has told us that we were added: most likely we were not.
        return CardDialogs.Answer(outcome is CardOutcome.Say { MayRepeat: true } && isInstalled is null ? conversation.Refuse(team, new Refusal.NotInstalled()) with { MayRepeat = true } : outcome);
    }

    public async Task<ActivityOutcome> SubmitAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (Refuse(activity) is { } refusal) return CardDialogs.Answer(conversation.Refuse(null, refusal));
        var data = CardData.Read(Verbs.Add, activity.Value.At("data"));
        var outcome = await verbs.DoAsync(data, conversation.SpeakerOf(activity)!, cancellationToken);

        // Not an empty answer: Microsoft's own playground calls one invalid here, and the person likes to hear where the issue went.
        return CardDialogs.Answer(outcome is CardOutcome.Raised raised ? new CardOutcome.Say(raised.Note) : outcome);
    }

    /// <summary>Null: nobody has told us.</summary>
    private async Task<bool?> IsInstalledAsync(Activity activity, CancellationToken cancellationToken) => activity is { TenantId: { } tenant, ChannelData.Team.Id: { Length: > 0 } team }
        ? (await store.ReadAsync<KnownTeam>(tenant, team, cancellationToken)).IsInstalled
        : null;

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
