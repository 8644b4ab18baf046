using HuddleBot.Core.Feedback;

namespace HuddleBot.Feedback.Reading;

/// <summary>How payloads and settings spell the metrics.</summary>
public static class MetricNames
{
    public static Metric? TryParse(FieldValue value) => value.Kind == FieldKind.Text ? TryParse(value.Text) : null;

    public static Metric? TryParse(string name) => name.Trim().ToLowerInvariant() switch
    {
        "nps" => Metric.Nps,
        "csat" => Metric.Csat,
        "ces" => Metric.Ces,
        "stars" => Metric.Stars,
        _ => null,
    };
}
