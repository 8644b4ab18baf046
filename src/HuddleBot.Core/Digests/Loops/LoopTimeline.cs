using System.Globalization;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Digests.Loops;

/// <summary>Since then it stood so.</summary>
/// <param name="TakenBackAt">When somebody took it back, as if it had not been; null: nobody did.</param>
public sealed record LoopStep(Instant At, LoopPosition Position, Instant? TakenBackAt)
{
    /// <summary>It had happened by then, and had not been taken back.</summary>
    public bool StandsAt(Instant moment) => At < moment && !(TakenBackAt < moment);
}

/// <summary>How an issue went through the loops: all that the digest counts of it, at whatever moment it looks.</summary>
/// <param name="Steps">Oldest first; never two alike in a row, taken back or not.</param>
public sealed record LoopTimeline(IssueId Issue, IReadOnlyList<LoopStep> Steps)
{
    /// <summary>As it stands now.</summary>
    public LoopPosition Now => Steps.LastOrDefault(step => step.TakenBackAt is null)?.Position ?? default;

    /// <summary>When anything of it happened last.</summary>
    public Instant LastAt => Steps.Max(step => step.TakenBackAt ?? step.At);

    /// <param name="issue">As it was before the first of them.</param>
    /// <param name="events">All of the issue's, oldest first.</param>
    public static LoopTimeline Of(Issue issue, IEnumerable<IssueEvent> events)
    {
        var steps = new List<LoopStep>();
        foreach (var @event in events)
        {
            issue = IssueHistory.Apply(issue, @event);
            var (now, before) = (LoopPosition.Of(issue.State), steps.LastOrDefault(step => step.TakenBackAt is null)?.Position ?? default);
            if (now == before) continue;

            // A clock that was set back does not make what comes later earlier.
            var at = steps.Count == 0 ? @event.At : Instant.Max(@event.At, steps.Max(step => step.TakenBackAt ?? step.At));
            if (@event is IssueEvent.Undone or IssueEvent.TriageUndone) TakeBack(steps, now, at);
            else steps.Add(new(at, now, null));
        }

        return new(issue.Id, steps);
    }

    /// <summary>With the position before each: what stood at the moment, oldest first.</summary>
    public IReadOnlyList<(LoopPosition From, LoopStep Step)> StandingAt(Instant moment)
    {
        var standing = Steps.Where(step => step.StandsAt(moment)).ToList();
        return [.. standing.Select((step, i) => (i == 0 ? default : standing[i - 1].Position, step))];
    }

    public LoopPosition PositionAt(Instant moment) => Steps.LastOrDefault(step => step.StandsAt(moment))?.Position ?? default;

    /// <summary>One word a step, such as <c>17321…:Fixing:20261127:::17322…</c>.</summary>
    public override string ToString() => string.Join(' ', Steps.Select(step => $"{Ticks(step.At)}:{step.Position}:{(step.TakenBackAt is { } at ? Ticks(at) : "")}"));

    public static LoopTimeline Parse(IssueId issue, string text) => new(issue, [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParseStep)]);

    /// <summary>Back to the last place where it stood like this; where it never did, that is a step of its own.</summary>
    private static void TakeBack(List<LoopStep> steps, LoopPosition now, Instant at)
    {
        var standing = steps.Select((step, index) => (step, index)).Where(one => one.step.TakenBackAt is null).ToList();
        for (var i = standing.Count - 1; i >= 0; i--)
        {
            if ((i == 0 ? default : standing[i - 1].step.Position) != now) continue;
            foreach (var (step, index) in standing.Skip(i)) steps[index] = step with { TakenBackAt = at };
            return;
        }

        steps.Add(new(at, now, null));
    }

    private static LoopStep ParseStep(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 6
            ? new(Moment(parts[0]), LoopPosition.Parse(parts.AsSpan(1, 4)), parts[5].Length == 0 ? null : Moment(parts[5]))
            : throw new FormatException($"'{text}' is no step of a loop");
    }

    private static string Ticks(Instant at) => at.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture);

    private static Instant Moment(string ticks) => Instant.FromUnixTimeTicks(long.Parse(ticks, CultureInfo.InvariantCulture));
}
