using System.Globalization;
using System.Text;
using HuddleBot.Core.Feedback;
using NodaTime;

namespace HuddleBot.Feedback.Reading;

/// <summary>Makes a response of a draft, or says everything that is wrong with it. Nothing is guessed.</summary>
public sealed class ResponseRules
{
    private readonly List<string> reasons = [];

    private ResponseRules() { }

    /// <returns>The response; or its id, where that can be read, and everything that is wrong.</returns>
    public static (Response? Response, string? Id, string? Reason) Read(string source, ResponseDraft draft, Instant now)
    {
        var rules = new ResponseRules();
        var response = rules.Read(draft, source, now);
        return rules.reasons.Count == 0 ? (response, response.Id, null) : (null, response.Id.Length > 0 ? response.Id : null, string.Join("; ", rules.reasons));
    }

    private Response Read(ResponseDraft draft, string source, Instant now)
    {
        reasons.AddRange(draft.Troubles);
        var id = Id(draft.Id);
        var (at, refusal) = AnswerDate.Read(draft.AnsweredAt, now);
        if (refusal is not null) reasons.Add(refusal);
        var score = Score(draft, at);
        var comment = Comment(draft.Comment);
        if (draft.Score.Value.IsBlank && draft.Comment.Value.IsBlank) reasons.Add($"neither {draft.Score.Name} nor {draft.Comment.Name} is given: a response needs one of them");
        return new(
            source, id, score, comment, at ?? default, Text(draft.Touchpoint, ResponseLimits.TouchpointCharacters), Text(draft.Language, ResponseLimits.LanguageCharacters),
            Customer(draft.Customer), Attributes(draft.Attributes));
    }

    private string Id(Field field)
    {
        var before = reasons.Count;
        if (field.Value.Kind == FieldKind.Boolean) reasons.Add($"{field.Name} is {field.Value.Text}: give the response's own id, as text or number");
        else if (Text(field, ResponseLimits.IdCharacters)?.Trim() is { Length: > 0 } id) return reasons.Count == before ? id : "";
        else if (field.Value.IsBlank) reasons.Add($"{field.Name} is missing: give the response's own id");
        return "";
    }

    private string? Comment(Field field)
    {
        if (field.Value.IsBlank) return null;
        if (field.Value.Kind != FieldKind.Text) reasons.Add($"{field.Name} is no text: send the customer's words as a string");
        else if (Encoding.UTF8.GetByteCount(field.Value.Text) > ResponseLimits.CommentBytes)
            reasons.Add($"{field.Name} is longer than {ResponseLimits.CommentBytes / 1024} kB: shorten it at the source");
        return field.Value.Text;
    }

    private Score? Score(ResponseDraft draft, Instant? at)
    {
        var metric = Metric(draft.Metric, needed: !draft.Score.Value.IsBlank);
        var scaleField = draft.Scale;
        foreach (var (from, later) in draft.LaterScales)
        {
            if (at is { } instant && instant.InUtc().Date >= from) scaleField = later;
        }

        var scale = scaleField.Value.IsBlank ? metric is { } known ? Core.Feedback.Score.DefaultScale(known) : null : ScaleText.TryParse(scaleField.Value);
        if (scale is null && !scaleField.Value.IsBlank) reasons.Add($"{scaleField.Name} {scaleField.Quoted} is no scale: write it [1, 5] or \"1-5\", low to high");
        if (draft.Score.Value.IsBlank) return null;

        if (scale is null && scaleField.Value.IsBlank && metric is not null) reasons.Add($"{scaleField.Name} is missing: {metric.ToString()!.ToUpperInvariant()} has no usual one, so say it, like [1, 5]");
        if (draft.Score.Value.Kind is not (FieldKind.Text or FieldKind.Number) || !TryNumber(draft.Score.Value.Text, out var value))
        {
            reasons.Add($"{draft.Score.Name} {draft.Score.Quoted} is no number");
            return null;
        }

        if (metric is null || scale is null) return null;
        var (score, refusal) = Core.Feedback.Score.Create(metric.Value, value, scale.Value);
        if (refusal is not null) reasons.Add($"{draft.Score.Name}: {refusal}");
        return score;
    }

    private Metric? Metric(Field field, bool needed)
    {
        if (field.Value.IsBlank)
        {
            if (needed) reasons.Add($"{field.Name} is missing: say nps, csat, ces or stars");
            return null;
        }

        if (MetricNames.TryParse(field.Value) is { } metric) return metric;
        reasons.Add($"{field.Name} {field.Quoted} is not known: say nps, csat, ces or stars");
        return null;
    }

    private Customer? Customer(CustomerDraft draft)
    {
        var customer = new Customer(
            CustomerText(draft.Id), CustomerText(draft.Name), CustomerText(draft.Email), CustomerText(draft.Phone), CustomerText(draft.Segment),
            AnnualValue(draft.AnnualValue), MayContact(draft.MayContact));
        return customer == new Customer(null, null, null, null, null, null, null) ? null : customer;
    }

    private string? CustomerText(Field field) => Text(field, ResponseLimits.CustomerCharacters);

    private double? AnnualValue(Field field)
    {
        if (field.Value.IsBlank) return null;
        if (field.Value.Kind is FieldKind.Text or FieldKind.Number && TryNumber(field.Value.Text, out var value) && double.IsFinite(value)) return value;
        reasons.Add($"{field.Name} is no number");
        return null;
    }

    private bool? MayContact(Field field)
    {
        if (field.Value.IsBlank) return null;
        switch (field.Value.Text.Trim().ToLowerInvariant())
        {
            case "true" or "yes" or "1": return true;
            case "false" or "no" or "0": return false;
            default:
                reasons.Add($"{field.Name} is neither true nor false");
                return null;
        }
    }

    private SortedDictionary<string, string> Attributes(IReadOnlyList<Field> fields)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field.Value.IsBlank) continue;
            if (string.IsNullOrWhiteSpace(field.Name) || field.Name.Length > ResponseLimits.AttributeNameCharacters)
                reasons.Add($"an attribute's name is empty or longer than {ResponseLimits.AttributeNameCharacters} characters");
            else if (field.Value.Text.Length > ResponseLimits.AttributeCharacters) reasons.Add($"attribute {field.Name} is longer than {ResponseLimits.AttributeCharacters} characters");
            else attributes[field.Name] = field.Value.Text;
        }

        if (attributes.Count > ResponseLimits.Attributes) reasons.Add($"there are more than {ResponseLimits.Attributes} attributes");
        if (attributes.Sum(pair => pair.Key.Length + pair.Value.Length) > ResponseLimits.AllAttributesCharacters)
            reasons.Add($"the attributes are longer than {ResponseLimits.AllAttributesCharacters} characters together");
        return attributes;
    }

    private string? Text(Field field, int characters)
    {
        if (field.Value.IsBlank) return null;
        if (field.Value.Kind is FieldKind.Nested or FieldKind.List) reasons.Add($"{field.Name} is an object or a list: send text");
        else if (field.Value.Text.Length > characters) reasons.Add($"{field.Name} is longer than {characters} characters");
        return field.Value.Text;
    }

    private static bool TryNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
