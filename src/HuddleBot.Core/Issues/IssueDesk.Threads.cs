using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Issues;

/// <content>Answers that people simply write in the thread of an issue's card.</content>
public sealed partial class IssueDesk : IIssueThreads
{
    public async Task<bool> HearAsync(
        ChannelId channel, string threadMessageId, Actor actor, string messageId, string words, Instant? writtenAt, CancellationToken cancellationToken)
    {
        var (operation, asked) = ("heard/" + messageId, await AskedInAsync(channel, threadMessageId, cancellationToken));
        if (asked.Any(one => one.Operations.Contains(operation))) return true;

        // Below a gathered message several may be asked about at once: then nobody knows which is meant, and the form is there.
        if (IssueLimits.Beginning(words) is not { } answer || asked.Where(one => IsOpen(one, writtenAt)).ToList() is not [var only]) return false;

        // Whoever asked goes on asking.
        if (only.Issue.State is IssueState.EscalatedToManager { Escalation.Exchange.AskedBy: var asker } && asker.Id == actor.Id) return false;
        return await SayAsync(only, actor with { From = channel }, operation, new(answer) { MessageId = messageId }, cancellationToken);
    }

    public async Task<bool> HearChangeAsync(
        ChannelId channel, string threadMessageId, Actor actor, string messageId, string words, Instant changedAt, CancellationToken cancellationToken)
    {
        var asked = await AskedInAsync(channel, threadMessageId, cancellationToken);
        var answered = asked.FirstOrDefault(one => one.Issue.LastEvent is IssueEvent.QuestionAnswered { MessageId: { } message } answer && message == messageId && answer.By.Id == actor.Id);
        return answered is not null && IssueLimits.Beginning(words) is { } answer
            && await SayAsync(answered, actor with { From = channel }, $"heard/{messageId}/{changedAt}", new(answer) { MessageId = messageId, EditedAt = changedAt }, cancellationToken);
    }

    private async Task<bool> SayAsync(LoadedIssue issue, Actor actor, string operation, IssueCommand.AnswerQuestion answer, CancellationToken cancellationToken) =>
        await DoAsync(issue.Issue.Id, actor, operation, answer, isSaidInTheChannel: true, cancellationToken) is not IssueReply.Refused;

    private async Task<IReadOnlyList<LoadedIssue>> AskedInAsync(ChannelId channel, string threadMessageId, CancellationToken cancellationToken)
    {
        var found = new List<LoadedIssue>();
        foreach (var team in (await directory.CurrentAsync(cancellationToken)).OfChannel(channel))
            found.AddRange(await issues.LoadAsync(await QuestionThreads.FindAsync(store, team.Id, threadMessageId, cancellationToken), cancellationToken));
        return found;
    }

    /// <summary>The question stands, and was asked before this was written.</summary>
    private static bool IsOpen(LoadedIssue issue, Instant? writtenAt) =>
        issue.Issue.State is IssueState.EscalatedToManager { Escalation.Triage: TriageState.Asked }
        && !(writtenAt < issue.Events.OfType<IssueEvent.TriageAsked>().Last().At);
}
