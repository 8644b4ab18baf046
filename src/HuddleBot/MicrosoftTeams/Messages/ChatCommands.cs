using HuddleBot.Core.Cards;
using HuddleBot.Core.Digests;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Conversations;
using HuddleBot.MicrosoftTeams.Inbound;
using HuddleBot.MicrosoftTeams.Protocol;
using HuddleBot.Triage;

namespace HuddleBot.MicrosoftTeams.Messages;

/// <summary>
/// <c>help</c>, <c>start</c>, <c>issues</c>, <c>add WORDS</c>, <c>add</c>, <c>score</c> (a touchpoint or segment, and 7, 28 or 90 days), <c>schedule</c>, <c>pause until DAY</c>, <c>resume</c>, answered in the thread where they were said;
/// <c>promises</c> (<c>mine</c>), <c>queue</c> (<c>mine</c>, <c>open</c>, <c>overdue</c> or <c>snoozed</c>, and a category) and <c>digest</c> concern one person and are answered privately, with a word below the question that they are. Anything else is helped.
/// </summary>
public sealed class ChatCommands(IIssueDesk desk, IHuddleDesk huddles, IScoreDesk scores, TeamsConversation conversation, CardForms forms, TeamsReplies replies, ManagersQueue queue, IDigestDesk digests)
{
    /// <summary>Where commands can be said, as the manifest names it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyCollection<string>> ByScope { get; } = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal)
    {
        ["team"] = ["help", "start", "issues", "add", "score", "schedule", "pause", "resume"],
        ["personal"] = ["help", "start", "issues", "add", "score", "schedule", "pause", "promises", "queue", "digest"],
    };

    public async Task<ActivityOutcome> DoAsync(string words, Activity said, Speaker who, CancellationToken cancellationToken)
    {
        switch (HuddleRequest.Read(words))
        {
            case HuddleRequest.MyPromises:
                return await TellAsync(new CardContent.Home(await desk.PromisesOfAsync(who.Person, cancellationToken), null), said, who, cancellationToken);
            case HuddleRequest.Queue part: return await TellAsync(await queue.ShowAsync(who.Person, part.Query, cancellationToken), said, who, cancellationToken);
            case HuddleRequest.Digest: return await TellAsync(await digests.PreviewAsync(who.Person, cancellationToken), said, who, cancellationToken);
            case HuddleRequest.Issues: return await WithTeamAsync(async team => Show(await desk.ListAsync(team.Id, who.Actor, cancellationToken)), said, who, cancellationToken);
            case HuddleRequest.Start: return await WithTeamAsync(team => StartAsync(team, who, cancellationToken), said, who, cancellationToken);
            case HuddleRequest.Schedule: return await WithTeamAsync(async team => Show(await huddles.ScheduleAsync(team.Id, who.Actor, cancellationToken)), said, who, cancellationToken);
            case HuddleRequest.Score score: return await WithTeamAsync(async team => Show(await scores.ScoreAsync(team.Id, who.Actor, score.Words, cancellationToken)), said, who, cancellationToken);
            case HuddleRequest.Pause pause: return await WithTeamAsync(team => PauseAsync(team, pause, who, cancellationToken), said, who, cancellationToken);
            case HuddleRequest.Resume: return await WithTeamAsync(async team => Show(await huddles.PauseAsync(team.Id, who.Actor, null, cancellationToken)), said, who, cancellationToken);
            case HuddleRequest.Add add: return await WithTeamAsync(team => AddAsync(team, add.Words, who, cancellationToken), said, who, cancellationToken);
            default: return await ReplyAsync(said, conversation.Compose(new CardContent.Help(await HereAsync(who, cancellationToken))), cancellationToken);
        }
    }

    private async Task<FrontlineTeam?> HereAsync(Speaker who, CancellationToken cancellationToken) =>
        who.Channel is { } channel ? await conversation.TeamOfAsync(channel, cancellationToken) : null;

    /// <param name="work">Null where what is asked for shows by itself.</param>
    private async Task<ActivityOutcome> WithTeamAsync(Func<FrontlineTeam, Task<CardOutcome?>> work, Activity said, Speaker who, CancellationToken cancellationToken)
    {
        var (team, refusal) = who.Channel is { } channel
            ? (await conversation.TeamOfAsync(channel, cancellationToken), new Refusal.NoTeamHere())
            : await conversation.TeamOfAsync(who.Person, cancellationToken);
        if (team is not null) await conversation.MeetAsync(team, who, cancellationToken);
        var outcome = team is null ? conversation.Refuse(null, refusal!) : await work(team);
        if (outcome is null) return new ActivityOutcome.Done();
        return await ReplyAsync(said, CardOf(outcome), cancellationToken);
    }

    /// <summary>In the channel the card of the huddle is the answer; elsewhere it is shown as it stands.</summary>
    private async Task<CardOutcome?> StartAsync(FrontlineTeam team, Speaker who, CancellationToken cancellationToken) =>
        await huddles.StartNowAsync(team.Id, who.Actor, who.Operation, cancellationToken) switch
        {
            HuddleReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ when who.Channel is not null => null,
            HuddleReply.Done done => Show(await huddles.ShowAsync(done.Huddle.Id, who.Actor, cancellationToken)),
            HuddleReply.AlreadyDone already => Show(await huddles.ShowAsync(already.Huddle.Id, who.Actor, cancellationToken)),
            _ => throw new InvalidOperationException("no such reply"),
        };

    private CardOutcome Show(LookReply reply) => reply switch
    {
        LookReply.Show show => new CardOutcome.Show(conversation.Compose(show.Content)),
        LookReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
        _ => throw new InvalidOperationException("no such reply"),
    };

    private async Task<CardOutcome?> PauseAsync(FrontlineTeam team, HuddleRequest.Pause pause, Speaker who, CancellationToken cancellationToken) => pause.Until is { } until
        ? Show(await huddles.PauseAsync(team.Id, who.Actor, until, cancellationToken))
        : conversation.Refuse(team, new Refusal.NoPauseDate());

    private async Task<CardOutcome?> AddAsync(FrontlineTeam team, string? words, Speaker who, CancellationToken cancellationToken)
    {
        if (words is null) return await forms.ShowToAddAsync(team.Id, null, who, cancellationToken);
        return await desk.RaiseAsync(team.Id, who.Actor, who.Operation, words, cancellationToken) switch
        {
            IssueReply.Done done => new CardOutcome.Raised(conversation.Compose(new CardContent.AddedNote(done.Team, done.Item))),
            IssueReply.AlreadyDone already => new CardOutcome.Raised(conversation.Compose(new CardContent.AddedNote(already.Team, already.Item))),
            IssueReply.Refused refused => conversation.Refuse(refused.Team, refused.Refusal),
            _ => throw new InvalidOperationException("no such reply"),
        };
    }

    private static RenderedCard CardOf(CardOutcome outcome) => outcome switch
    {
        CardOutcome.Show show => show.Card,
        CardOutcome.Raised raised => raised.Note,
        CardOutcome.Say say => say.Note,
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} answers no command"),
    };

    /// <summary>What somebody has promised, and what waits for them, is not read out in a channel.</summary>
    private async Task<ActivityOutcome> TellAsync(CardContent own, Activity said, Speaker who, CancellationToken cancellationToken)
    {
        var card = conversation.Compose(own);
        if (who.Channel is null) return await ReplyAsync(said, card, cancellationToken);
        if (!await replies.TellAsync(who.Person, card, cancellationToken)) return await ReplyAsync(said, conversation.Compose(new CardContent.Help(await HereAsync(who, cancellationToken))), cancellationToken);
        return await ReplyAsync(said, conversation.Compose(new CardContent.AnsweredInChatNote()), cancellationToken);
    }

    private async Task<ActivityOutcome> ReplyAsync(Activity said, RenderedCard card, CancellationToken cancellationToken)
    {
        await replies.ReplyAsync(said, card, cancellationToken);
        return new ActivityOutcome.Done();
    }
}
