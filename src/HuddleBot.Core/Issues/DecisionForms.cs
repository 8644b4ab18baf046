using HuddleBot.Core.Cards;

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
            new IssueCommand.TriageAccept(owner, form.Choice<Priority>(Verbs.Inputs.Priority) ?? Priority.Normal, form.Date(Verbs.Inputs.Date)),
        [Verbs.TriageDecline] = (form, _) => new IssueCommand.TriageDecline(form.Text(Verbs.Inputs.Reason)),
        [Verbs.TriageResolve] = (form, _) => new IssueCommand.TriageResolve(form.Text(Verbs.Inputs.Answer)),
    };

    /// <summary>The verbs whose form this reads.</summary>
    public static IReadOnlyCollection<string> All => Table.Keys;

    /// <summary>Null: there is no form of this verb that makes a decision.</summary>
    /// <param name="owner">Whoever <see cref="Verbs.Inputs.Owner"/> names; null: left empty.</param>
    public static FormReading? Read(string verb, FormAnswer form, Actor? owner)
    {
        if (!Table.TryGetValue(verb, out var read)) return null;
        return Unreadable(verb, form) is { } input ? new FormReading.Refused(new Refusal.Unreadable(input)) : new FormReading.Decision(read(form, owner));
    }

    private static string? Unreadable(string verb, FormAnswer form) => verb switch
    {
        Verbs.Fix or Verbs.TriageAccept when IsEntered(form, Verbs.Inputs.Date) && form.Date(Verbs.Inputs.Date) is null => Verbs.Inputs.Date,
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
