using HuddleBot.Core.Cards;
using HuddleBot.Core.Digests;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;
using NodaTime;
using HuddleBot.Triage;

namespace HuddleBot.Slack.Commands;

/// <summary>
/// <c>/huddle help</c>, <c>start</c>, <c>issues</c>, <c>add WORDS</c>, <c>add</c>, <c>promises</c> (<c>mine</c>), <c>queue</c>
/// (<c>mine</c>, <c>open</c>, <c>overdue</c> or <c>snoozed</c>, and a category), <c>score</c> (a touchpoint or segment, and 7, 28 or 90 days), <c>digest</c>, <c>schedule</c>, <c>pause until DAY</c>, <c>resume</c>; the same words behind the bot's name in a message. Anything else is helped.
/// </summary>
public sealed class HuddleCommand(IIssueDesk desk, IHuddleDesk huddles, IScoreDesk scores, SlackConversation conversation, ManagersQueue queue, IDigestDesk digests)
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
            (HuddleRequest.Issues, { } known) => Show(await desk.ListAsync(known.Id, conversation.OnlookerOf(who), cancellationToken)),
            (HuddleRequest.Start, { } known) => await StartAsync(known, who, operation, cancellationToken),
            (HuddleRequest.Schedule, { } known) => Show(await huddles.ScheduleAsync(known.Id, conversation.OnlookerOf(who), cancellationToken)),
            (HuddleRequest.Score score, { } known) => Show(await scores.ScoreAsync(known.Id, conversation.OnlookerOf(who), score.Words, cancellationToken)),
            (HuddleRequest.Pause { Until: null }, { } known) => conversation.Refuse(known, new Refusal.NoPauseDate()),
            (HuddleRequest.Pause { Until: { } until }, { } known) => await PauseAsync(known, until, who, cancellationToken),
            (HuddleRequest.Resume, { } known) => await PauseAsync(known, null, who, cancellationToken),
            (HuddleRequest.Add { Words: { } words }, { } known) => await RaiseAsync(known, words, who, operation, cancellationToken),
            (HuddleRequest.Add, { } known) when triggerId is not null => await OpenFormAsync(known, who, triggerId, cancellationToken),
            (HuddleRequest.MyPromises, _) => new SlackOutcome.Tell(conversation.Compose(new CardContent.Home(await desk.PromisesOfAsync(PersonOf(who), cancellationToken), null))),
            (HuddleRequest.Queue part, _) => new SlackOutcome.Tell(conversation.Compose(await queue.ShowAsync(PersonOf(who), part.Query, cancellationToken))),
            (HuddleRequest.Digest, _) => new SlackOutcome.Tell(conversation.Compose(await digests.PreviewAsync(PersonOf(who), cancellationToken))),
            (HuddleRequest.Issues or HuddleRequest.Start or HuddleRequest.Schedule or HuddleRequest.Score or HuddleRequest.Pause or HuddleRequest.Resume or HuddleRequest.Add, null) =>
                conversation.Refuse(null, new Refusal.NoTeamHere()),
            _ => new SlackOutcome.Tell(conversation.Compose(new CardContent.Help(team))),
        };
    }

    private static PersonId PersonOf(PersonInPlace who) => new(Platform.Slack, who.Workspace, who.User);

    private SlackOutcome.Tell Show(LookReply reply) => reply switch
    {
        LookReply.Show show => new(conversation.Compose(show.Content)),
        LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
        _ => throw new InvalidOperationException("no such reply"),
    };

    /// <summary>The card in the channel is the answer.</summary>
    private async Task<SlackOutcome> StartAsync(FrontlineTeam team, PersonInPlace who, string operation, CancellationToken cancellationToken) =>
        await huddles.StartNowAsync(team.Id, await conversation.ActorOfAsync(who, cancellationToken), operation, cancellationToken) is HuddleReply.Refused refused
            ? conversation.Refuse(refused.Team, refused.Refusal)
            : new SlackOutcome.Fine();

    private async Task<SlackOutcome> PauseAsync(FrontlineTeam team, LocalDate? until, PersonInPlace who, CancellationToken cancellationToken) =>
        Show(await huddles.PauseAsync(team.Id, await conversation.ActorOfAsync(who, cancellationToken), until, cancellationToken));

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
