using System.Globalization;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Writing;

/// <summary>How a huddle is put: what it is called, how it stands, who is there.</summary>
internal static class HuddleWords
{
    /// <summary>What the team calls it; null: the huddle.</summary>
    public static string? NameOf(string? name) => DisplayText.Line(name ?? "", CardLengths.Name) is { Length: > 0 } line ? line : null;

    /// <summary>"Weekly look back, Mon 23 Nov 09:15".</summary>
    public static string Title(this CardWriter write, Huddle huddle, FrontlineTeam team) =>
        write.Say(Phrases.Huddles.Title, NameOf(huddle.Name) ?? write.Say(Phrases.Huddles.Name), write.Moment(huddle.StartsAt, team));

    /// <summary>The same with nothing that anybody typed.</summary>
    public static string TitleInOurWords(this CardWriter write, Huddle huddle, FrontlineTeam team) =>
        write.Say(Phrases.Huddles.Title, write.Say(Phrases.Huddles.Name), write.Moment(huddle.StartsAt, team));

    public static string Minutes(this CardWriter write, int minutes) =>
        minutes == 1 ? write.Say(Phrases.Huddles.OneMinute) : write.Say(Phrases.Huddles.Minutes, minutes.ToString(CultureInfo.InvariantCulture));

    /// <summary>Before and while it runs: how long, who leads. Afterwards: what came of it, in one line.</summary>
    public static string Standing(this CardWriter write, Huddle huddle, HuddleItems items, FrontlineTeam team) => (huddle.Phase, huddle.Lead) switch
    {
        (HuddlePhase.Announced, { } lead) => write.Say(Phrases.Huddles.Announced, write.Minutes(huddle.Minutes), CardWriter.Name(lead)),
        (HuddlePhase.Announced, null) => write.Say(Phrases.Huddles.AnnouncedWithoutLead, write.Minutes(huddle.Minutes)),
        (HuddlePhase.Running, { } lead) => write.Say(Phrases.Huddles.Running, CardWriter.Time(huddle.TimeIsUpAt, team), CardWriter.Name(lead)),
        (HuddlePhase.Running, null) => write.Say(Phrases.Huddles.RunningWithoutLead, CardWriter.Time(huddle.TimeIsUpAt, team)),
        (HuddlePhase.Finished, _) => write.Say(Phrases.Huddles.Finished, write.There(huddle.Present.Count), write.Decided(DecidedIn(items).Count)),
        (HuddlePhase.Missed, _) => write.Say(huddle.Answers.Count > 0 ? Phrases.Huddles.MissedAnswered : Phrases.Huddles.Missed),
        (HuddlePhase.CalledOff, _) => write.Say(Phrases.Huddles.CalledOff),
        (HuddlePhase.Skipped, _) => huddle.SkippedBefore switch
        {
            <= 0 => write.Say(Phrases.Huddles.Skipped),
            1 => write.Say(Phrases.Huddles.SkippedWithOne),
            var more => write.Say(Phrases.Huddles.SkippedWithMore, more.ToString(CultureInfo.InvariantCulture)),
        },
        _ => throw new InvalidOperationException($"{huddle.Phase} is no phase"),
    };

    /// <summary>What was decided and not taken back since.</summary>
    public static IReadOnlyList<IssueWithResponse> DecidedIn(HuddleItems items) => [.. items.Decided.Where(item => item.Issue.State is not IssueState.Undecided)];

    /// <summary>Null: nobody.</summary>
    public static string? Names(this CardWriter write, IReadOnlyCollection<Actor> people)
    {
        if (people.Count == 0) return null;
        var room = write.Room.Items(CardLengths.People);
        var names = string.Join(", ", people.Take(room).Select(CardWriter.ShortName));
        return people.Count > room ? write.Say(Phrases.Huddles.NamesAndMore, names, (people.Count - room).ToString(CultureInfo.InvariantCulture)) : names;
    }

    private static string There(this CardWriter write, int people) => people switch
    {
        0 => write.Say(Phrases.Huddles.NobodyThere),
        1 => write.Say(Phrases.Huddles.OneThere),
        _ => write.Say(Phrases.Huddles.There, people.ToString(CultureInfo.InvariantCulture)),
    };

    private static string Decided(this CardWriter write, int things) => things switch
    {
        0 => write.Say(Phrases.Huddles.NothingDecided),
        1 => write.Say(Phrases.Huddles.OneDecided),
        _ => write.Say(Phrases.Huddles.Decided, things.ToString(CultureInfo.InvariantCulture)),
    };
}
