using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Themes;

namespace HuddleBot.Core.Issues;

/// <summary>Which form makes which decision. What was left empty takes its default in the decider; what was entered and cannot be read is refused, not dropped.</summary>
public static class DecisionForms
{
    private static readonly Dictionary<string, Func<FormAnswer, Actor?, IssueCommand>> Table = new(StringComparer.Ordinal)
    {
        [Verbs.Fix] = (form, owner) => new IssueCommand.Fix(owner, form.Text(Verbs.Inputs.Try), form.Date(Verbs.Inputs.Date)),
        [Verbs.Escalate] = (form, _) => new IssueCommand.Escalate(form.Text(Verbs.Inputs.Category), form.Text(Verbs.Inputs.Ask), form.Text(Verbs.Inputs.AlsoHurt)),
        [Verbs.Celebrate] = (form, _) => new IssueCommand.Celebrate(form.Text(Verbs.Inputs.Thanks)),
        [Verbs.Dismiss] = (form, _) => new IssueCommand.Dismiss(form.Text(Verbs.Inputs.Reason)),
        [Verbs.Done] = (form, _) => new IssueCommand.Finish(form.Choice<Outcome>(Verbs.Inputs.Outcome) ?? Outcome.Yes, form.Text(Verbs.Inputs.WhatHappened)),
        [Verbs.Drop] = (form, _) => new IssueCommand.Drop(form.Text(Verbs.Inputs.Reason)),
        [Verbs.TriageAccept] = (form, owner) =>
            new IssueCommand.TriageAccept(owner, form.Choice<Priority>(Verbs.Inputs.Priority) ?? Priority.Normal, form.Date(Verbs.Inputs.Date)) { Group = GroupIn(form) },
        [Verbs.TriageDecline] = (form, _) => new IssueCommand.TriageDecline(form.Text(Verbs.Inputs.Reason)),
        [Verbs.TriageResolve] = (form, _) => new IssueCommand.TriageResolve(form.Text(Verbs.Inputs.Answer)),
        [Verbs.TriageAsk] = (form, _) => new IssueCommand.TriageAsk(form.Text(Verbs.Inputs.Question)),
        [Verbs.TriageReturn] = (form, _) => new IssueCommand.TriageReturn(form.Text(Verbs.Inputs.Guidance)),
        [Verbs.TriageSnooze] = (form, _) => new IssueCommand.TriageSnooze(form.Date(Verbs.Inputs.Date)),
        [Verbs.TriageReopen] = (form, _) => new IssueCommand.Reopen(form.Text(Verbs.Inputs.Reason)),
        [Verbs.AnswerQuestion] = (form, _) => new IssueCommand.AnswerQuestion(form.Text(Verbs.Inputs.Answer)),
    };

    /// <summary>The verbs whose form this reads.</summary>
    public static IReadOnlyCollection<string> All { get; } = [.. Table.Keys, Verbs.TriageMerge];

    /// <summary>Null: there is no form of this verb that makes a decision.</summary>
    /// <param name="owner">Whoever <see cref="Verbs.Inputs.Owner"/> names; null: left empty.</param>
    /// <param name="operation">Identifies the form, so that a theme that begins with it is the same when it comes again; needed of <see cref="Verbs.TriageMerge"/>.</param>
    public static FormReading? Read(string verb, FormAnswer form, Actor? owner, string? operation = null)
    {
        if (verb == Verbs.TriageMerge) return ReadMerge(form, operation ?? throw new ArgumentNullException(nameof(operation)));
        if (!Table.TryGetValue(verb, out var read)) return null;
        return Unreadable(verb, form) is { } input ? new FormReading.Refused(new Refusal.Unreadable(input)) : new FormReading.Decision(read(form, owner));
    }

    /// <summary>Null: none is named.</summary>
    internal static string? GroupIn(FormAnswer form) => form.Text(Verbs.Inputs.Group) is { } group and not PeopleGroup.None ? group : null;

    /// <summary>One of the themes that there are, or a new one with a title: nobody merges into nothing.</summary>
    private static FormReading ReadMerge(FormAnswer form, string operation)
    {
        var (chosen, title) = (form.Text(Verbs.Inputs.Theme), form.Text(Verbs.Inputs.Title));
        if (chosen is not (null or ThemeSuggestion.New))
        {
            return ThemeId.TryParse(chosen) is { } theme
                ? new FormReading.Decision(new IssueCommand.TriageMerge(theme, title ?? ""))
                : new FormReading.Refused(new Refusal.Unreadable(Verbs.Inputs.Theme));
        }

        return title is null
            ? new FormReading.Refused(new Refusal.Missing(Verbs.Inputs.Title))
            : new FormReading.Decision(new IssueCommand.TriageMerge(ThemeId.Of(operation), title));
    }

    private static string? Unreadable(string verb, FormAnswer form) => verb switch
    {
        Verbs.Fix or Verbs.TriageAccept or Verbs.TriageSnooze when IsEntered(form, Verbs.Inputs.Date) && form.Date(Verbs.Inputs.Date) is null => Verbs.Inputs.Date,
        Verbs.TriageAccept when IsEntered(form, Verbs.Inputs.Priority) && form.Choice<Priority>(Verbs.Inputs.Priority) is null => Verbs.Inputs.Priority,
        Verbs.Done when IsEntered(form, Verbs.Inputs.Outcome) && form.Choice<Outcome>(Verbs.Inputs.Outcome) is null => Verbs.Inputs.Outcome,
        _ => null,
    };

    private static bool IsEntered(FormAnswer form, string input) => form.Text(input) is not null;
}

/// <summary>What comes of a form that somebody sent: the closed set.</summary>
public abstract record FormReading
{
    private FormReading() { }

    public sealed record Decision(IssueCommand Command) : FormReading;

    public sealed record Refused(Refusal Refusal) : FormReading;
}
