using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>Which customers a team calls back, and how soon.</summary>
/// <param name="WithinHours">After the bot got the answer; 1 to 720.</param>
/// <param name="ForDetractors">False: nobody.</param>
public sealed record FollowUpRules(int WithinHours, bool ForDetractors)
{
    public static FollowUpRules Default { get; } = new(24, true);

    public Duration Within => Duration.FromHours(WithinHours);
}
