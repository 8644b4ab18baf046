using HuddleBot.Core.Cards;

namespace HuddleBot.Core.Issues;

/// <summary>Which form makes which decision. What was left empty takes its default in the decider.</summary>
public static class DecisionForms
{
    private static readonly Dictionary<string, Func<FormAnswer, Actor?, IssueCommand>> Table = new(StringComparer.Ordinal)
    {
        [Verbs.Fix] = (form, owner) => new IssueCommand.Fix(owner, form.Text(Verbs.Inputs.Try), form.Date(Verbs.Inputs.Date)),
        [Verbs.Escalate] = (form, _) => new IssueCommand.Escalate(form.Text(Verbs.Inputs.Category), form.Text(Verbs.Inputs.Ask), form.Text(Verbs.Inputs.AlsoHurt)),
        [Verbs.Celebrate] = (form, _) => new IssueCommand.Celebrate(form.Text(Verbs.Inputs.Thanks)),
        [Verbs.Dismiss] = (form, _) => new IssueCommand.Dismiss(form.Text(Verbs.Inputs.Reason)),
        [Verbs.Done] = (form, _) => new IssueCommand.Finish(form.Choice<Outcome>(Verbs.Inputs.Outcome) ?? Outcome.Yes, form.Text(Verbs.Inputs.WhatHappened)),
        [Verbs.TriageAccept] = (form, owner) =>
            new IssueCommand.TriageAccept(owner, form.Choice<Priority>(Verbs.Inputs.Priority) ?? Priority.Normal, form.Date(Verbs.Inputs.Date)),
        [Verbs.TriageDecline] = (form, _) => new IssueCommand.TriageDecline(form.Text(Verbs.Inputs.Reason)),
        [Verbs.TriageResolve] = (form, _) => new IssueCommand.TriageResolve(form.Text(Verbs.Inputs.Answer)),
    };

    /// <summary>The verbs whose form this reads.</summary>
    public static IReadOnlyCollection<string> All => Table.Keys;

    /// <summary>Null: there is no form of this verb that makes a decision.</summary>
    /// <param name="owner">Whoever <see cref="Verbs.Inputs.Owner"/> names; null: left empty.</param>
    public static IssueCommand? Read(string verb, FormAnswer form, Actor? owner) => Table.TryGetValue(verb, out var read) ? read(form, owner) : null;
}
