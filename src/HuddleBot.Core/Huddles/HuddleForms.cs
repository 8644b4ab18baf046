using HuddleBot.Core.Cards;
using HuddleBot.Core.Issues;

namespace HuddleBot.Core.Huddles;

/// <summary>Which form of a huddle does what. What was left empty takes its default in the decider; what was entered and cannot be read is refused, not dropped.</summary>
public static class HuddleForms
{
    private static readonly Dictionary<string, HuddleFormKind> Table =
        ButtonMeaning.ByVerb.Where(button => button.Value is ButtonMeaning.OpenHuddleForm).ToDictionary(button => button.Key, button => ((ButtonMeaning.OpenHuddleForm)button.Value).Form, StringComparer.Ordinal);

    /// <summary>The verbs whose form this reads.</summary>
    public static IReadOnlyCollection<string> All => Table.Keys;

    /// <summary>Null: there is no such form.</summary>
    /// <param name="owner">Whoever <see cref="Verbs.Inputs.Owner"/> names; null: left empty.</param>
    public static HuddleFormReading? Read(string verb, FormAnswer form, Actor? owner) => Table.TryGetValue(verb, out var kind) ? Read(kind, form, owner) : null;

    private static HuddleFormReading Read(HuddleFormKind kind, FormAnswer form, Actor? owner) => kind switch
    {
        HuddleFormKind.PassLead => new HuddleFormReading.Do(new HuddleCommand.PassLead(owner)),
        HuddleFormKind.Answer => new HuddleFormReading.Do(new HuddleCommand.Answer("", form.Text(Verbs.Inputs.Words))),
        HuddleFormKind.Promise => DecisionForms.Read(Verbs.Fix, form, owner) switch
        {
            FormReading.Decision { Command: IssueCommand.Fix fix } => new HuddleFormReading.Promise(fix),
            FormReading.Refused { Refusal: var refusal } => new HuddleFormReading.Refused(refusal),
            _ => throw new InvalidOperationException("the form of a fix reads as something else"),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such form"),
    };
}

/// <summary>What comes of a huddle's form that somebody sent: the closed set.</summary>
public abstract record HuddleFormReading
{
    private HuddleFormReading() { }

    public sealed record Do(HuddleCommand Command) : HuddleFormReading;

    public sealed record Promise(IssueCommand.Fix Fix) : HuddleFormReading;

    public sealed record Refused(Refusal Refusal) : HuddleFormReading;
}
