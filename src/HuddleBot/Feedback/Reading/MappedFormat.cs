using System.Globalization;
using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Feedback.Reading;

/// <summary>Foreign CSV and JSON, by the mapping of its source.</summary>
public sealed class MappedFormat(Mapping mapping) : IResponseFormat
{
    public IReadOnlyList<string> RequiredColumns { get; } = mapping.Names;

    public ResponseDraft Draft(IItem item) => new()
    {
        Id = mapping.Id is null ? new("id", FieldValue.OfText(HashOf(item))) : Of(item, mapping.Id, "Id"),
        Metric = Of(item, mapping.Metric, "Metric"),
        Score = Translate(Of(item, mapping.Score, "Score")),
        Scale = Of(item, mapping.Scale, "Scale"),
        LaterScales = [.. mapping.ScaleFrom.Select(later => (later.From, Of(item, later.Scale, "ScaleFrom")))],
        Comment = Of(item, mapping.Comment, "Comment"),
        AnsweredAt = Of(item, mapping.AnsweredAt, "AnsweredAt"),
        Touchpoint = Of(item, mapping.Touchpoint, "Touchpoint"),
        Language = Of(item, mapping.Language, "Language"),
        Customer = new(
            Of(item, mapping.CustomerId, "Customer:Id"), Of(item, mapping.CustomerName, "Customer:Name"), Of(item, mapping.CustomerEmail, "Customer:Email"),
            Of(item, mapping.CustomerPhone, "Customer:Phone"), Of(item, mapping.CustomerSegment, "Customer:Segment"),
            Of(item, mapping.CustomerAnnualValue, "Customer:AnnualValue"), Of(item, mapping.CustomerMayContact, "Customer:MayContact")),
        Attributes = [.. mapping.Attributes.Select(attribute => new Field(attribute.Name, attribute.From.Of(item)))],
    };

    /// <summary>The same for the same columns and values, whatever their order; empty ones do not count.</summary>
    private static string HashOf(IItem item)
    {
        var parts = new List<string> { "row" };
        foreach (var field in item.All().Where(field => !field.Value.IsBlank).OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            parts.Add(field.Name);
            parts.Add(field.Value.Text);
        }

        return StableHash.Of([.. parts]);
    }

    private static Field Of(IItem item, MappedValue? from, string part) => from is null ? new(part, FieldValue.Missing) : new(from.Name ?? part, from.Of(item));

    private Field Translate(Field score)
    {
        if (score.Value.Kind is not (FieldKind.Text or FieldKind.Number or FieldKind.Boolean)) return score;
        if (!mapping.Scores.TryGetValue(score.Value.Text.Trim(), out var translated) && !mapping.Scores.TryGetValue(Plain(score.Value.Text), out translated)) return score;
        return score with { Value = FieldValue.OfText(translated) };
    }

    /// <summary><c>3.0</c> as <c>3</c>, so that a translation need not know how a tool writes its numbers.</summary>
    private static string Plain(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("R", CultureInfo.InvariantCulture) : text;
}

/// <summary>Where one part stands: a name, or a constant.</summary>
/// <param name="Name">A column or dotted path; null for a constant.</param>
public sealed record MappedValue(string? Name, string? Constant)
{
    public static MappedValue? TryCreate(string? setting) => string.IsNullOrWhiteSpace(setting) ? null
        : setting.StartsWith('=') ? new(null, setting[1..]) : new(setting.Trim(), null);

    public FieldValue Of(IItem item) => Name is null ? FieldValue.OfText(Constant) : item.Get(Name);
}

/// <summary>A checked <see cref="MappingOptions"/>.</summary>
/// <param name="ScaleFrom">Ascending.</param>
/// <param name="Scores">Compared without regard to case.</param>
/// <param name="Names">Every column that is read.</param>
public sealed record Mapping(
    MappedValue? Id, MappedValue? Metric, MappedValue? Score, MappedValue? Scale, IReadOnlyList<(LocalDate From, MappedValue Scale)> ScaleFrom,
    IReadOnlyDictionary<string, string?> Scores, MappedValue? Comment, MappedValue AnsweredAt, MappedValue? Touchpoint, MappedValue? Language,
    MappedValue? CustomerId, MappedValue? CustomerName, MappedValue? CustomerEmail, MappedValue? CustomerPhone, MappedValue? CustomerSegment,
    MappedValue? CustomerAnnualValue, MappedValue? CustomerMayContact, IReadOnlyList<(string Name, MappedValue From)> Attributes)
{
    public IReadOnlyList<string> Names { get; } = [.. new[]
        {
            Id, Metric, Score, Scale, Comment, AnsweredAt, Touchpoint, Language,
            CustomerId, CustomerName, CustomerEmail, CustomerPhone, CustomerSegment, CustomerAnnualValue, CustomerMayContact,
        }
        .Concat(ScaleFrom.Select(later => later.Scale)).Concat(Attributes.Select(attribute => attribute.From))
        .Select(value => value?.Name).OfType<string>().Distinct(StringComparer.Ordinal)];
}
