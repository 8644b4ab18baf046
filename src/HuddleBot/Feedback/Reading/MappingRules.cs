using System.Globalization;
using HuddleBot.Core.Feedback;
using NodaTime.Text;

namespace HuddleBot.Feedback.Reading;

/// <summary>Checks a mapping at the start, so that a mistake in it does not wait for the first row.</summary>
public static class MappingRules
{
    /// <summary>The mapping; null where <paramref name="errors"/> was added to.</summary>
    /// <param name="path">Where the mapping stands in the settings.</param>
    public static Mapping? Read(MappingOptions options, string path, List<string> errors)
    {
        var before = errors.Count;
        var metric = MappedValue.TryCreate(options.Metric);
        var scale = MappedValue.TryCreate(options.Scale);
        if (Blank(options.AnsweredAt)) errors.Add($"Settings: {path}:AnsweredAt is missing. Name the column or path that says when the customer answered.");
        if (Blank(options.Score) && Blank(options.Comment)) errors.Add($"Settings: {path} has neither Score nor Comment. Name the column or path of at least one.");
        if (!Blank(options.Score) && metric is null) errors.Add($"Settings: {path}:Metric is missing. Say what was asked: =nps, =csat, =ces, =stars, or the column that says it.");
        if (metric?.Constant is { } name && MetricNames.TryParse(name) is null) errors.Add($"Settings: {path}:Metric '={name}' is not known. Use =nps, =csat, =ces or =stars.");
        if (!Blank(options.Score) && scale is null && metric?.Constant is { } constant && MetricNames.TryParse(constant) is Metric.Csat or Metric.Ces)
            errors.Add($"Settings: {path}:Scale is missing. {constant.Trim().ToUpperInvariant()} has no usual scale: say it, like =1-5.");
        CheckScale(scale, $"{path}:Scale", errors);

        var later = new List<(NodaTime.LocalDate, MappedValue)>();
        foreach (var (from, to) in options.ScaleFrom)
        {
            var value = MappedValue.TryCreate(to);
            if (LocalDatePattern.Iso.Parse(from.Trim()) is not { Success: true, Value: var date }) errors.Add($"Settings: {path}:ScaleFrom '{from}' is no date. Write it like 2015-06-09.");
            else if (value is null) errors.Add($"Settings: {path}:ScaleFrom:{from} is empty. Give a scale like =1-10.");
            else later.Add((date, value));
            CheckScale(value, $"{path}:ScaleFrom:{from}", errors);
        }

        var scores = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (from, to) in options.Scores)
        {
            if (!Blank(to) && !double.TryParse(to, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                errors.Add($"Settings: {path}:Scores:{from} is '{to}'. Translate to a number, or to null for \"no score given\".");
            scores[from.Trim()] = Blank(to) ? null : to;
        }

        foreach (var (attribute, from) in options.Attributes.Where(pair => Blank(pair.Value)))
            errors.Add($"Settings: {path}:Attributes:{attribute} is empty. Name its column or path, or leave it out.");
        if (errors.Count > before) return null;

        var customer = options.Customer;
        return new(
            MappedValue.TryCreate(options.Id), metric, MappedValue.TryCreate(options.Score), scale, [.. later.OrderBy(pair => pair.Item1)], scores,
            MappedValue.TryCreate(options.Comment), MappedValue.TryCreate(options.AnsweredAt)!, MappedValue.TryCreate(options.Touchpoint), MappedValue.TryCreate(options.Language),
            MappedValue.TryCreate(customer.Id), MappedValue.TryCreate(customer.Name), MappedValue.TryCreate(customer.Email), MappedValue.TryCreate(customer.Phone),
            MappedValue.TryCreate(customer.Segment), MappedValue.TryCreate(customer.AnnualValue), MappedValue.TryCreate(customer.MayContact),
            [.. options.Attributes.Select(pair => (pair.Key, MappedValue.TryCreate(pair.Value)!))]);
    }

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);

    private static void CheckScale(MappedValue? value, string path, List<string> errors)
    {
        if (value?.Constant is { } text && ScaleText.TryParse(text) is null) errors.Add($"Settings: {path} '={text}' is no scale. Write it like =1-5.");
    }
}
