using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Commands;

/// <summary><c>/huddle help</c>, <c>issues</c>, <c>add WORDS</c>, <c>add</c>, <c>promises</c>, <c>queue</c>; the same words behind the bot's name in a message. Anything else is helped.</summary>
public sealed class HuddleCommand(IIssueDesk desk, SlackConversation conversation)
{
    public const string Name = "/huddle";

    public Task<SlackOutcome> HandleAsync(SlackPayload.SlashCommand command, CancellationToken cancellationToken) =>
        DoAsync(command.Text, command.Who, OperationIds.Of(command), command.TriggerId, cancellationToken);

    /// <param name="triggerId">Null: no form can be opened.</param>
    public async Task<SlackOutcome> DoAsync(string text, PersonInPlace who, string operation, string? triggerId, CancellationToken cancellationToken)
    {
        var team = await conversation.TeamOfAsync(who.Workspace, who.Channel, cancellationToken);
        return (HuddleRequest.Read(text), team) switch
        {
            (HuddleRequest.Issues, { } known) => await ListAsync(known, who, cancellationToken),
            (HuddleRequest.Add { Words: { } words }, { } known) => await RaiseAsync(known, words, who, operation, cancellationToken),
            (HuddleRequest.Add, { } known) when triggerId is not null => await OpenFormAsync(known, who, triggerId, cancellationToken),
            (HuddleRequest.MyPromises, _) => Show(new(await desk.PromisesOfAsync(PersonOf(who), cancellationToken), null)),
            (HuddleRequest.WaitingForMe, _) => Show(new(null, await desk.QueueOfAsync(PersonOf(who), cancellationToken) ?? WaitingEscalations.Empty)),
            _ => new SlackOutcome.Tell(conversation.Compose(new CardContent.Help(team))),
        };
    }

    private static PersonId PersonOf(PersonInPlace who) => new(Platform.Slack, who.Workspace, who.User);

    private SlackOutcome.Tell Show(CardContent.Home own) => new(conversation.Compose(own));

    private async Task<SlackOutcome> ListAsync(FrontlineTeam team, PersonInPlace who, CancellationToken cancellationToken)
    {
        var reply = await desk.ListAsync(team.Id, conversation.OnlookerOf(who), cancellationToken);
        return reply switch
        {
            LookReply.Show show => new SlackOutcome.Tell(conversation.Compose(show.Content)),
            LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    private async Task<SlackOutcome> RaiseAsync(FrontlineTeam team, string words, PersonInPlace who, string operation, CancellationToken cancellationToken)
    {
        var actor = await conversation.ActorOfAsync(who, cancellationToken);
        return await desk.RaiseAsync(team.Id, actor, operation, words, cancellationToken) switch
        {
            IssueReply.Done done => new SlackOutcome.Tell(conversation.Compose(new CardContent.AddedNote(done.Team, done.Item))),
            IssueReply.AlreadyDone already => new SlackOutcome.Tell(conversation.Compose(new CardContent.AddedNote(already.Team, already.Item))),
            IssueReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    private async Task<SlackOutcome> OpenFormAsync(FrontlineTeam team, PersonInPlace who, string triggerId, CancellationToken cancellationToken) =>
        await conversation.OpenAsync(await desk.LookToAddAsync(team.Id, conversation.OnlookerOf(who), null, cancellationToken), who, triggerId, cancellationToken);
}
