using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>A huddle is what its events made of it.</summary>
public static class HuddleHistory
{
    /// <summary>The huddle after its first event.</summary>
    /// <exception cref="ArgumentException">No huddle begins with this event: the history is damaged.</exception>
    public static Huddle Begin(HuddleId id, HuddleEvent first) => first switch
    {
        HuddleEvent.Announced e => Fresh(id, HuddlePhase.Announced, e.Name, e.StartsAt, e.Minutes, e.AnswersUntil, e.Agenda, e.Lead) with { AnnouncedAt = e.At },
        HuddleEvent.Skipped e => Fresh(id, HuddlePhase.Skipped, e.Name, e.StartsAt, e.Minutes, e.StartsAt, Agenda.Empty, null) with { AnnouncedAt = e.At, SkippedBefore = e.More },
        _ => throw new ArgumentException($"a huddle does not begin with {first.GetType().Name}", nameof(first)),
    };

    /// <summary>The huddle after one more event.</summary>
    /// <exception cref="ArgumentException">The event cannot follow: the history is damaged.</exception>
    public static Huddle Apply(Huddle huddle, HuddleEvent @event) => After(huddle, @event) with { Version = huddle.Version + 1 };

    private static Huddle After(Huddle huddle, HuddleEvent @event) => @event switch
    {
        HuddleEvent.Started e => huddle with
        {
            Phase = HuddlePhase.Running, StartedAt = e.At, Lead = huddle.Lead ?? e.By, Present = With(huddle.Present, e.By), Away = Without(huddle.Away, e.By),
        },
        HuddleEvent.Joined e => huddle with { Present = With(huddle.Present, e.By), Away = Without(huddle.Away, e.By) },
        HuddleEvent.WentAway e => huddle with
        {
            Away = With(huddle.Away, e.By), Present = Without(huddle.Present, e.By), Lead = huddle.Lead?.Id == e.By.Id ? e.NextLead : huddle.Lead,
        },
        HuddleEvent.LeadPassed e => huddle with { Lead = e.To, Away = Without(huddle.Away, e.To) },
        HuddleEvent.Answered e => huddle with { Answers = With(huddle.Answers, e), Removed = Without(huddle.Removed, e.MessageId) },
        HuddleEvent.AnswerRemoved e => huddle with
        {
            Answers = [.. huddle.Answers.Where(answer => !IsSame(answer, e.MessageId, e.By))], Removed = With(huddle.Removed, e.MessageId, e.At),
        },
        HuddleEvent.IssueRaised e => huddle with { Raised = [.. huddle.Raised.Where(issue => issue != e.Issue), e.Issue] },
        HuddleEvent.Finished e => huddle with { Phase = HuddlePhase.Finished, EndedAt = e.At, FinishedBy = e.By },
        HuddleEvent.Missed e => huddle with { Phase = HuddlePhase.Missed, EndedAt = e.At },
        HuddleEvent.Moved e => huddle with { StartsAt = e.StartsAt, Minutes = e.Minutes, AnswersUntil = e.AnswersUntil },
        HuddleEvent.CalledOff e => huddle with { Phase = HuddlePhase.CalledOff, EndedAt = e.At },
        _ => throw new ArgumentException($"{@event.GetType().Name} cannot follow in a huddle that has begun", nameof(@event)),
    };

    /// <summary>A message has its id; the form takes one answer a person.</summary>
    internal static bool IsSame(HuddleAnswer answer, string messageId, Actor by) => answer.MessageId == messageId && (messageId.Length > 0 || answer.By.Id == by.Id);

    private static Huddle Fresh(HuddleId id, HuddlePhase phase, string? name, Instant startsAt, int minutes, Instant answersUntil, Agenda agenda, Actor? lead) =>
        new(id, 1, phase, name, startsAt, minutes, answersUntil, agenda, lead, [], [], [], [], null, null, null);

    private static IReadOnlyList<Actor> With(IReadOnlyList<Actor> people, Actor person) => people.Any(one => one.Id == person.Id) ? people : [.. people, person];

    private static IReadOnlyList<Actor> Without(IReadOnlyList<Actor> people, Actor person) => people.All(one => one.Id != person.Id) ? people : [.. people.Where(one => one.Id != person.Id)];

    /// <summary>In the order of writing, whatever the order of arrival.</summary>
    private static IReadOnlyList<HuddleAnswer> With(IReadOnlyList<HuddleAnswer> answers, HuddleEvent.Answered e) =>
    [
        .. answers.Where(answer => !IsSame(answer, e.MessageId, e.By))
            .Append(new(e.By, e.MessageId, e.Text, e.At, e.IsLate, e.IsEdited) { EditedAt = e.EditedAt })
            .OrderBy(answer => answer.At).ThenBy(answer => answer.MessageId, StringComparer.Ordinal).ThenBy(answer => answer.By.Id.ToString(), StringComparer.Ordinal),
    ];

    private static IReadOnlyDictionary<string, Instant> With(IReadOnlyDictionary<string, Instant> removed, string messageId, Instant at) =>
        new Dictionary<string, Instant>(removed, StringComparer.Ordinal) { [messageId] = at };

    private static IReadOnlyDictionary<string, Instant> Without(IReadOnlyDictionary<string, Instant> removed, string messageId) =>
        removed.ContainsKey(messageId) ? removed.Where(one => one.Key != messageId).ToDictionary(StringComparer.Ordinal) : removed;
}
