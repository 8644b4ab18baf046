using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Feedback;

/// <summary>What the index by time tells of a response; the words are with the response.</summary>
/// <param name="Score">Null where no score was given.</param>
public sealed record AnsweredResponse(IssueId Issue, Instant AnsweredAt, Score? Score, bool HasComment);
