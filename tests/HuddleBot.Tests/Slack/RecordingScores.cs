using System.Collections.Concurrent;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;

namespace HuddleBot.Tests.Slack;

/// <summary>Remembers what an adapter asked of the scores; nobody has answered yet.</summary>
internal sealed class RecordingScores : IScoreDesk
{
    public ConcurrentQueue<(TeamId Team, string? Words)> Asked { get; } = new();

    public Task<LookReply> ScoreAsync(TeamId team, Actor actor, string? words, CancellationToken cancellationToken)
    {
        Asked.Enqueue((team, words));
        return Task.FromResult<LookReply>(new LookReply.Show(new CardContent.ScoreCard(Lounge.Team, new ScoreAnswer.NoAnswers())));
    }
}
