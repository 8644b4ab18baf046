using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Issues;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Audit;

/// <summary>How a call to a customer stands, as names and texts for other programs; spelt as <see cref="IssueFacts"/> is. The words of states are the same for ever.</summary>
public static class FollowUpFacts
{
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What is known of it, by name; what is not known is not in it.</summary>
    public static IReadOnlyDictionary<string, string> Of(FollowUp followUp)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = StateOf(followUp), ["customerSince"] = Text(followUp.CustomerSince), ["contactOf"] = followUp.ContactOf.ToString() };
        Add("owner", followUp.Owner);
        if (followUp.IsCallOpen) facts["dueAt"] = Text(followUp.DueAt);
        if (OutcomeOf(followUp) is { } outcome) facts["outcome"] = outcome;
        if (followUp.Promise is { } promise)
        {
            (facts["promised"], facts["promisedBy"]) = (promise.What, LocalDatePattern.Iso.Format(promise.By));
            Add("promiseOwner", promise.Owner);
        }

        if (followUp.Kept is { } kept) facts["kept"] = kept.What;
        if (followUp.ContactUntil is { } until) facts["contactUntil"] = Text(until);
        return facts;

        void Add(string name, Actor? person)
        {
            if (person is null) return;
            (facts[name], facts[name + "Name"]) = (person.Id.ToString(), person.Name);
        }
    }

    /// <summary><c>unclaimed</c>, <c>claimed</c>, <c>finished</c> or <c>withdrawn</c>.</summary>
    public static string StateOf(FollowUp followUp) => Lower(followUp.State.GetType().Name);

    /// <summary>What came of the last call: <c>reached</c>, <c>leftWord</c>, <c>refused</c>, <c>wrongNumber</c>; null: nobody has called.</summary>
    public static string? OutcomeOf(FollowUp followUp) => followUp.State switch
    {
        FollowUpState.Finished finished => Lower(finished.Outcome.ToString()),
        FollowUpState.Claimed { HasLeftWord: true } => Lower(nameof(ContactOutcome.LeftWord)),
        _ => null,
    };

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
