using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.Themes;

/// <summary>Which form of a theme makes which command. What was left empty takes its default in the decider; what was entered and cannot be read is refused, not dropped.</summary>
public static class ThemeForms
{
    /// <summary>The verbs whose form this reads.</summary>
    public static IReadOnlyCollection<string> All { get; } = [Verbs.ThemeAccept, Verbs.ThemeResolve, Verbs.ThemeDecline, Verbs.ThemeRename];

    /// <summary>The form that a verb sends; null: it sends none.</summary>
    public static ThemeForm? Of(string verb) => verb switch
    {
        Verbs.ThemeAccept or Verbs.ThemeAssign => ThemeForm.Accept,
        Verbs.ThemeResolve => ThemeForm.Resolve,
        Verbs.ThemeDecline => ThemeForm.Decline,
        Verbs.ThemeRename => ThemeForm.Rename,
        _ => null,
    };

    /// <summary>Null and a refusal: something in it cannot be read. Null and none: no form of a theme has this verb.</summary>
    /// <param name="owner">Whoever <see cref="Verbs.Inputs.Owner"/> names; null: left empty.</param>
    public static (ThemeCommand? Command, Refusal? Refusal) Read(string verb, FormAnswer form, Actor? owner) => verb switch
    {
        Verbs.ThemeAccept when form.Text(Verbs.Inputs.Date) is not null && form.Date(Verbs.Inputs.Date) is null => (null, new Refusal.Unreadable(Verbs.Inputs.Date)),
        Verbs.ThemeAccept => (new ThemeCommand.Accept(owner, form.Date(Verbs.Inputs.Date)) { Group = DecisionForms.GroupIn(form) }, null),
        Verbs.ThemeResolve => (new ThemeCommand.Resolve(form.Text(Verbs.Inputs.Answer)), null),
        Verbs.ThemeDecline => (new ThemeCommand.Decline(form.Text(Verbs.Inputs.Reason)), null),
        Verbs.ThemeRename => (new ThemeCommand.Rename(form.Text(Verbs.Inputs.Title)), null),
        _ => (null, null),
    };
}
