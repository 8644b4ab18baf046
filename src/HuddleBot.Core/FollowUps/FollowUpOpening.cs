using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.FollowUps;

/// <summary>Whether an answer asks for a call, and what a changed answer means for the call. Pure.</summary>
public static class FollowUpOpening
{
    /// <summary>The customer allows it, and can be reached.</summary>
    public static bool MayContact(Response response) =>
        response.Customer is { MayContact: true } customer && !(string.IsNullOrWhiteSpace(customer.Email) && string.IsNullOrWhiteSpace(customer.Phone));

    /// <summary>An unhappy customer who may be contacted, of a team that calls such customers back, and no old story.</summary>
    public static bool IsWanted(Response response, FrontlineTeam team, Instant now) =>
        team.FollowUp.ForDetractors && response.Score?.Sentiment == Sentiment.Detractor && MayContact(response)
        && response.AnsweredAt >= now - Duration.FromDays(team.Posting.FreshDays);

    /// <summary>Null: nothing follows.</summary>
    /// <param name="known">The follow-up of the issue; null: none yet.</param>
    /// <param name="source">The issue of this response; its row holds the contact data.</param>
    public static FollowUpEvent? After(FollowUp? known, Response response, IssueId source, FrontlineTeam team, Instant now)
    {
        var opened = new FollowUpEvent.Opened(now, response.AnsweredAt, FollowUpTimes.DueAt(team, now), source);
        return known switch
        {
            null => IsWanted(response, team, now) ? opened : null,
            { State: FollowUpState.Withdrawn } => IsWanted(response, team, now) ? opened : null,

            // What is allowed in another answer of the same customer is not this one's to take away, unless it says so.
            { IsCallOpen: true } when !MayContact(response) && (known.ContactOf == source || response.Customer is { MayContact: false }) => new FollowUpEvent.Withdrawn(now),
            { State: FollowUpState.Unclaimed } when known.ContactOf == source && response.Score?.Sentiment != Sentiment.Detractor => new FollowUpEvent.Withdrawn(now),
            _ => null,
        };
    }

    /// <summary>The same where the customer has just written once more: who may be called is due again.</summary>
    public static FollowUpEvent? AfterAnother(FollowUp? known, Response response, IssueId source, FrontlineTeam team, Instant now)
    {
        if (After(known, response, source, team, now) is { } first) return first;
        if (known is null or { State: FollowUpState.Withdrawn }) return null;
        return new FollowUpEvent.WroteAgain(now, FollowUpTimes.DueAt(team, now), MayContact(response) ? source : known.ContactOf);
    }
}
