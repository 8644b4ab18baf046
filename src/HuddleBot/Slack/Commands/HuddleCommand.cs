using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.Commands;

/// <summary><c>/huddle help</c>, <c>issues</c>, <c>add WORDS</c>, <c>add</c>. Anything else is helped.</summary>
public sealed class HuddleCommand(IIssueDesk desk, SlackConversation conversation)
{
    public const string Name = "/huddle";

    public async Task<SlackOutcome> HandleAsync(SlackPayload.SlashCommand command, CancellationToken cancellationToken)
    {
        var words = command.Text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var team = await conversation.TeamOfAsync(command.Who.Workspace, command.Who.Channel, cancellationToken);
        return (words.FirstOrDefault()?.ToLowerInvariant(), team) switch
        {
            ("issues", { } known) => await ListAsync(known, command, cancellationToken),
            ("add", { } known) when words.Length == 2 => await RaiseAsync(known, words[1], command, cancellationToken),
            ("add", { } known) => await OpenFormAsync(known, command, cancellationToken),
            _ => new SlackOutcome.Tell(conversation.Compose(new CardContent.Help(team))),
        };
    }

    private async Task<SlackOutcome> ListAsync(FrontlineTeam team, SlackPayload.SlashCommand command, CancellationToken cancellationToken)
    {
        var reply = await desk.ListAsync(team.Id, conversation.OnlookerOf(command.Who), cancellationToken);
        return reply switch
        {
            LookReply.Show show => new SlackOutcome.Tell(conversation.Compose(show.Content)),
            LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    private async Task<SlackOutcome> RaiseAsync(FrontlineTeam team, string words, SlackPayload.SlashCommand command, CancellationToken cancellationToken)
    {
        var actor = await conversation.ActorOfAsync(command.Who, cancellationToken);
        return await desk.RaiseAsync(team.Id, actor, OperationIds.Of(command), words, cancellationToken) switch
        {
            IssueReply.Done done => new SlackOutcome.Tell(conversation.Compose(new CardContent.AddedNote(done.Team, done.Item))),
            IssueReply.AlreadyDone already => new SlackOutcome.Tell(conversation.Compose(new CardContent.AddedNote(already.Team, already.Item))),
            IssueReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    private async Task<SlackOutcome> OpenFormAsync(FrontlineTeam team, SlackPayload.SlashCommand command, CancellationToken cancellationToken)
    {
        var actor = conversation.OnlookerOf(command.Who);
        return await conversation.OpenAsync(await desk.LookToAddAsync(team.Id, actor, null, cancellationToken), command.Who, command.TriggerId, cancellationToken);
    }
}
