using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Everything that is known when an agenda is chosen.</summary>
/// <param name="Since">When the agenda was made of the huddle of this schedule in which the team met last; or a week ago where it never did.</param>
/// <param name="Number">How many huddles the team has had.</param>
/// <param name="Promises">All that are open, soonest first.</param>
/// <param name="Heard">What customers wrote and members raised lately, with how it stands.</param>
/// <param name="Older">Comments from before that: only the team's words are learned from them.</param>
/// <param name="Answers">What managers answered lately, the latest first.</param>
/// <param name="Past">The team's last huddles, the latest first.</param>
public sealed record AgendaMaterial(
    TeamId Team, HuddleSchedule Schedule, Instant Since, int Number, Instant StartsAt, IReadOnlyList<IssueId> Promises, ScoreMovement? Score,
    IReadOnlyList<IssueWithResponse> Heard, IReadOnlyList<OlderComment> Older, IReadOnlyList<TriagedEscalation> Answers, IReadOnlyList<PastAgenda> Past, IReadOnlyList<string> Questions);

/// <summary>A comment that is no news any more.</summary>
/// <param name="Sentiment">Null where no score was given.</param>
public sealed record OlderComment(string Words, Sentiment? Sentiment);
