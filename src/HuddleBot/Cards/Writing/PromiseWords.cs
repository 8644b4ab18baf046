using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Cards.Writing;

/// <summary>A promise on one line: who, what, by when, or what came of it.</summary>
internal static class PromiseWords
{
    /// <summary>Whether it is or was one.</summary>
    public static bool IsPromise(IssueState state) => state is IssueState.FixingIt or IssueState.Done or IssueState.Dropped;

    /// <param name="day">The day of the huddle, on which it is due or overdue.</param>
    public static string Promise(this CardWriter write, IssueWithResponse item, FrontlineTeam team, LocalDate day)
    {
        if (item.FollowUp is { Promise: { } promised })
            return write.Say(Phrases.Calls.HuddleLine, CardWriter.ShortName(promised.Owner), DisplayText.Line(promised.What, write.Room.Of(CardLengths.Agenda)), write.Day(promised.By));
        var plan = item.Issue.State switch
        {
            IssueState.FixingIt fixing => fixing,
            IssueState.Done done => done.Fix,
            IssueState.Dropped dropped => dropped.Fix,
            _ => null,
        };
        var what = DisplayText.Line(plan?.Try ?? "", write.Room.Of(CardLengths.Agenda)) is { Length: > 0 } tried ? tried : write.QuotedLine(item, write.Room.Of(CardLengths.Agenda));
        return plan is null
            ? write.Say(Phrases.Parts.Both, what, write.StateLine(item.Issue.State, team))
            : write.Say(Phrases.Promises.Line, CardWriter.ShortName(plan.Owner), what, write.StatusOf(item.Issue.State, day));
    }

    private static string StatusOf(this CardWriter write, IssueState state, LocalDate day) => state switch
    {
        IssueState.FixingIt { By: var by } => write.Say(by < day ? Phrases.Promises.WasDue : by == day ? Phrases.Promises.Due : Phrases.Promises.By, write.Day(by)),
        IssueState.Dropped => write.Say(Phrases.Promises.Dropped),
        IssueState.Done { Outcome: Outcome.Yes } => write.Say(Phrases.Promises.Worked),
        IssueState.Done { Outcome: Outcome.Partly } => write.Say(Phrases.Promises.PartlyWorked),
        IssueState.Done { Outcome: Outcome.TooEarly } => write.Say(Phrases.Promises.TooEarly),
        _ => write.Say(Phrases.Promises.DidNotWork),
    };
}
