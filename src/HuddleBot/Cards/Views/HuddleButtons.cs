using System.Globalization;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Huddles;

namespace HuddleBot.Cards.Views;

/// <summary>What can be done with a huddle.</summary>
internal static class HuddleButtons
{
    /// <summary>Empty where it is over.</summary>
    public static IReadOnlyList<ButtonView> Of(Huddle huddle, CardWriter write) => huddle.Phase switch
    {
        HuddlePhase.Announced =>
        [
            Button(huddle, Verbs.HuddleStart, Phrases.Buttons.Start, write, primary: true),
            Button(huddle, Verbs.HuddleJoin, Phrases.Buttons.Here, write),
            Button(huddle, Verbs.HuddleAway, Phrases.Buttons.Away, write),
            Button(huddle, Verbs.HuddlePass, Phrases.Buttons.Pass, write),
            .. huddle.Agenda.IsEmpty ? (IReadOnlyList<ButtonView>)[Button(huddle, Verbs.HuddlePromise, Phrases.Buttons.Promise, write)] : [],
        ],
        HuddlePhase.Running =>
        [
            Button(huddle, Verbs.HuddleJoin, Phrases.Buttons.Here, write),
            Button(huddle, Verbs.HuddleAway, Phrases.Buttons.Away, write),
            Button(huddle, Verbs.HuddlePromise, Phrases.Buttons.Promise, write),
            Button(huddle, Verbs.HuddlePass, Phrases.Buttons.Pass, write),
            Button(huddle, Verbs.HuddleFinish, Phrases.Buttons.Finish, write, primary: true),
        ],
        _ => [],
    };

    public static ButtonView Button(Huddle huddle, string verb, Phrase label, CardWriter write, bool primary = false) => new(verb, write.Say(label), huddle.Id.ToString(), primary);

    /// <summary>Tells a row of buttons apart, and from what it was before.</summary>
    public static string RowId(string row, Huddle huddle) => $"{row}-{huddle.Id}-{huddle.Version.ToString(CultureInfo.InvariantCulture)}";
}
