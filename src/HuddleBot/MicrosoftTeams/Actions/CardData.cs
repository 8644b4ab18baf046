using System.Text.Json;
using HuddleBot.Core.Cards;
using HuddleBot.Hosting;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>What a button or form of one of our cards sends. It may come from an old card, another bot or an enemy: whatever cannot be read is not there.</summary>
/// <param name="Verb">One of <see cref="Verbs"/>, or anything.</param>
/// <param name="Item">The issue's id; the huddle's; the team's for a form that raises an issue; a part of the queue.</param>
/// <param name="Version">The version of the issue at the time of drawing.</param>
/// <param name="Card">On which card it stands, one of <see cref="CardKinds"/>; null: not said.</param>
/// <param name="Page">Of the whole comment, from 0.</param>
/// <param name="IsChange">The form changes a decision instead of making one.</param>
public sealed record CardData(string Verb, string? Item, int? Version, string? Card, int Page, bool IsChange, FormAnswer Answer)
{
    private static readonly CardData Nothing = new("", null, null, null, 0, false, new(new Dictionary<string, string>(StringComparer.Ordinal)));

    /// <summary>The card that it is about, where it does not say so: managers triage on theirs, a huddle has its own.</summary>
    public string CardOrUsual => Card ?? Verb.Split('.')[0] switch { "triage" => CardKinds.Escalation, "huddle" => CardKinds.Huddle, "queue" => CardKinds.Queue, "theme" => CardKinds.Theme, _ => CardKinds.Issue };

    /// <param name="verb">Of an <c>Action.Execute</c>, where it stands beside the data; null: it stands in the data.</param>
    public static CardData Read(string? verb, JsonElement? data)
    {
        if (data is not { } values) return Nothing with { Verb = verb ?? "" };
        return new(
            verb ?? values.Text("verb") ?? "", values.Text("item"), NotNegative(values.Number("version")), KindOf(values.Text("card")), NotNegative(values.Number("page")) ?? 0,
            values.Flag("change"), new(Entered(values)));
    }

    /// <summary>What was entered as it stands there, of whatever kind: the forms refuse what they cannot read.</summary>
    private static Dictionary<string, string> Entered(JsonElement values)
    {
        var entered = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in Verbs.Inputs.All)
        {
            if (values.At(input) is { } value) entered[input] = value.AsText() ?? value.GetRawText();
        }

        return entered;
    }

    private static int? NotNegative(long? number) => number is >= 0 and <= int.MaxValue ? (int)number : null;

    private static string? KindOf(string? name) =>
        name is CardKinds.Issue or CardKinds.Escalation or CardKinds.Gathered or CardKinds.Huddle or CardKinds.Promise or CardKinds.DidItWork or CardKinds.FollowUp
            or CardKinds.EscalationReminder or CardKinds.Queue or CardKinds.Theme or CardKinds.ScoreDrop or CardKinds.Digest
            ? name
            : null;
}
