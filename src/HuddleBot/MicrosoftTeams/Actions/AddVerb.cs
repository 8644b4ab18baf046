using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Raises an issue with no survey behind it. The item is the team; without one it is the team of the channel.</summary>
internal sealed class AddVerb(IIssueDesk desk, TeamsConversation conversation, CardForms forms) : ICardVerb
{
    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken)
    {
        var team = TeamId.IsValid(data.Item) ? new(data.Item!) : data.Item is null && who.Channel is { } channel ? (await conversation.TeamOfAsync(channel, cancellationToken))?.Id : null;
        if (team is null) return conversation.Refuse(null, data.Item is null ? new Refusal.NoTeamHere() : new Refusal.Unknown());
        return await desk.RaiseAsync(team, who.Actor, who.Operation, data.Answer.Text(Verbs.Inputs.Words) ?? "", cancellationToken) switch
        {
            IssueReply.Done done => new CardOutcome.Raised(conversation.Compose(new CardContent.AddedNote(done.Team, done.Item))),
            IssueReply.AlreadyDone already => new CardOutcome.Raised(conversation.Compose(new CardContent.AddedNote(already.Team, already.Item))),
            IssueReply.Refused refused => await forms.RefuseAsync(data, refused, who, cancellationToken),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }
}
