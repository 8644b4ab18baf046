using HuddleBot.Cards.Views;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Cards.Writing;

/// <summary>Calling a customer back, in lines and buttons. Never contact data.</summary>
internal static class CallWords
{
    /// <summary>The first line says how it stands; then the customer's own clock. Empty where there is nothing to call about.</summary>
    public static IReadOnlyList<string> Call(this CardWriter write, IssueWithResponse item, FrontlineTeam team)
    {
        var lines = new List<string>();
        if (item.FollowUp is { } followUp)
        {
            lines.Add(write.State(followUp, team));
            if (followUp.IsCallOpen) lines.Add(write.Say(Phrases.Calls.Since, write.Moment(followUp.CustomerSince, team)));
            lines.AddRange(write.Promises(followUp));
        }

        lines.AddRange(write.Again(item, team.TimeZone));
        return lines;
    }

    /// <summary>How often the customer wrote again, and when last; nothing where they did not.</summary>
    public static IEnumerable<string> Again(this CardWriter write, IssueWithResponse item, DateTimeZone zone)
    {
        if (item.Again is not { } again) yield break;
        var last = write.Moment(again.LastAt, zone);
        yield return again.Times == 1 ? write.Say(Phrases.Calls.AgainOnce, last) : write.Say(Phrases.Calls.AgainOften, CardWriter.Grouped(again.Times), last);
    }

    /// <param name="isAbove">For who is told because nobody else has done it.</param>
    public static IReadOnlyList<ButtonView> CallButtons(this CardWriter write, IssueWithResponse item, bool isAbove = false)
    {
        if (item.FollowUp is not { IsOpen: true } followUp) return [];
        if (isAbove) return [Button(Verbs.FollowUpTake, Phrases.Calls.ButtonTake)];
        return followUp.State switch
        {
            FollowUpState.Unclaimed => [Button(Verbs.FollowUpClaim, Phrases.Calls.ButtonClaim), .. Promise()],
            FollowUpState.Claimed =>
                [Button(Verbs.FollowUpContact, Phrases.Calls.ButtonContact), Button(Verbs.FollowUpDone, Phrases.Calls.ButtonDone), Button(Verbs.FollowUpRelease, Phrases.Calls.ButtonRelease), .. Promise()],
            _ => [.. Promise(), Button(Verbs.FollowUpContact, Phrases.Calls.ButtonContact)],
        };

        IEnumerable<ButtonView> Promise() =>
            followUp.Promise is null ? [] : [Button(Verbs.FollowUpKept, Phrases.Calls.ButtonKept), Button(Verbs.FollowUpMove, Phrases.Calls.ButtonMove)];

        ButtonView Button(string verb, Phrase label) => new(verb, write.Say(label), item.Issue.Id.ToString(), Primary: false);
    }

    public static string State(this CardWriter write, FollowUp followUp, FrontlineTeam team) => followUp.State switch
    {
        FollowUpState.Unclaimed => write.Say(write.IsPast(followUp.DueAt) ? Phrases.Calls.UnclaimedPast : Phrases.Calls.Unclaimed, write.Moment(followUp.DueAt, team)),
        FollowUpState.Claimed { HasLeftWord: true } s =>
            write.Say(write.IsPast(followUp.DueAt) ? Phrases.Calls.LeftWordPast : Phrases.Calls.LeftWord, CardWriter.Name(s.By), write.Moment(followUp.DueAt, team)),
        FollowUpState.Claimed s => write.Say(write.IsPast(followUp.DueAt) ? Phrases.Calls.ClaimedPast : Phrases.Calls.Claimed, CardWriter.Name(s.By), write.Moment(followUp.DueAt, team)),
        FollowUpState.Finished { Outcome: ContactOutcome.Refused } s => write.Say(Phrases.Calls.Refused, CardWriter.Name(s.By)),
        FollowUpState.Finished { Outcome: ContactOutcome.WrongNumber } s => write.Say(Phrases.Calls.WrongNumber, CardWriter.Name(s.By)),
        FollowUpState.Finished s => write.Say(Phrases.Calls.Reached, CardWriter.Name(s.By)),
        FollowUpState.Withdrawn => write.Say(Phrases.Calls.Withdrawn),
        _ => throw new InvalidOperationException($"{followUp.State.GetType().Name} is no state"),
    };

    private static IEnumerable<string> Promises(this CardWriter write, FollowUp followUp)
    {
        if (followUp.Promise is { } promise)
        {
            yield return write.Say(Phrases.Calls.Promised, CardWriter.Name(promise.Owner), write.Day(promise.By));
            foreach (var what in write.Optional(Phrases.Calls.What, promise.What)) yield return what;
        }
        else if (followUp.Kept is { } kept)
        {
            foreach (var what in write.Optional(Phrases.Calls.Kept, kept.What)) yield return what;
        }
    }
}
