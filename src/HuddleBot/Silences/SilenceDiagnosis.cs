using System.Globalization;
using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Silences;
using HuddleBot.Hosting;
using NodaTime.Text;

namespace HuddleBot.Silences;

/// <summary>Whether something has stopped coming that usually comes. What waits in an outbox is said elsewhere.</summary>
internal sealed class SilenceDiagnosis(ISilences silences, TimeProvider time) : IDiagnosis
{
    private static readonly InstantPattern Moment = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = time.GetCurrentInstant();
        foreach (var silence in (await silences.ListAsync(now, now, cancellationToken)).Silent)
        {
            if (silence.Wait is not { } wait) continue;
            var since = $"since {Moment.Format(silence.Since)} UTC (usually within {Days(wait)})";
            if (silence.What is SilentThing.Feed feed)
                yield return Finding.Note($"source {feed.Source}: nothing has come in {since}", "look whether it still sends, and whether 'quarantine list' has something; if it has ended, take it out of the settings");
            if (silence.What is SilentThing.Comments comments)
                yield return Finding.Note($"team {comments.Team.Id}: nothing has come in for it {since}, though its sources go on", "look whether its routes still match");
        }
    }

    private static string Days(UnusualWait wait) =>
        wait.Usual < 1.5 ? "a day" : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(wait.Usual - 0.25):0} {(wait.InWorkingDays ? "working " : "")}days");
}
