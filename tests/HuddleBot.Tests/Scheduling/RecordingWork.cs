using System.Collections.Concurrent;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Tests.Scheduling;

/// <summary>Notes each huddle that has come up as a row, once, as those who really hold it do.</summary>
internal sealed class RecordingWork(ITableStore store, TimeProvider time) : IDueWork
{
    public ConcurrentQueue<TeamId> Looks { get; } = new();

    /// <summary>What this one was the first to note, and when.</summary>
    public ConcurrentQueue<(HuddleId Id, Instant PostsAt, Instant At)> Noted { get; } = new();

    public Func<TeamId, Exception?> Fault { get; set; } = _ => null;

    public async Task<Instant?> RunDueAsync(FrontlineTeam team, CancellationToken cancellationToken)
    {
        Looks.Enqueue(team.Id);
        if (Fault(team.Id) is { } exception) throw exception;
        var now = time.GetCurrentInstant();
        var longest = Duration.FromHours(3);
        foreach (var occurrence in HuddleCalendar.Between(team, null, now - longest, now + longest).Where(o => o.PostsAt <= now && now <= o.StartsAt + o.Schedule.CatchUp))
        {
            var row = new TableEntity("noted", $"{team.Id}-{occurrence.Id.Key}");
            if (await store.SubmitTransactionAsync([TableTransactionAction.Add(row)], cancellationToken) is TransactionOutcome.Committed) Noted.Enqueue((occurrence.Id, occurrence.PostsAt, now));
        }

        return HuddleCalendar.Next(team, null, now, 5).Select(occurrence => (Instant?)occurrence.PostsAt).FirstOrDefault(at => at > now);
    }
}
