namespace HuddleBot.Core.Feedback;

/// <summary>What was asked.</summary>
public enum Metric
{
    /// <summary>Likelihood to recommend, 0–10 only.</summary>
    Nps,

    /// <summary>Satisfaction, any scale; counted as the share of top boxes.</summary>
    Csat,

    /// <summary>Customer effort ("made it easy"), 1–7 or 1–5; high is easy.</summary>
    Ces,

    /// <summary>Stars, 1–5 unless the source says otherwise.</summary>
    Stars,
}

/// <summary>What a score says of the customer, in the words of the Net Promoter System; the other metrics have their counterparts.</summary>
public enum Sentiment
{
    /// <summary>NPS 0–6; below the middle of any other scale.</summary>
    Detractor,

    /// <summary>NPS 7–8; what is neither top nor bottom.</summary>
    Passive,

    /// <summary>NPS 9–10; the top boxes.</summary>
    Promoter,
}

/// <summary>The whole numbers or fractions from <see cref="Min"/> to <see cref="Max"/>, both included; high is good.</summary>
public readonly record struct Scale
{
    private Scale(int min, int max) => (Min, Max) = (min, max);

    public int Min { get; }

    public int Max { get; }

    /// <summary>Null unless <c>min &lt; max</c> and both lie within −1000…1000.</summary>
    public static Scale? TryCreate(int min, int max) => min < max && min >= -1000 && max <= 1000 ? new(min, max) : null;

    public bool Contains(double value) => value >= Min && value <= Max;

    public override string ToString() => $"{Min}-{Max}";
}

/// <summary>A score that knows its metric and scale, and therefore what it means. It cannot lie outside its scale.</summary>
public sealed record Score
{
    private Score(Metric metric, double value, Scale scale) => (Metric, Value, Scale) = (metric, value, scale);

    public Metric Metric { get; }

    public double Value { get; }

    public Scale Scale { get; }

    /// <summary>
    /// NPS: 0–6 detractor, 7–8 passive, 9–10 promoter. Else, by the place on the scale: from the top boxes on promoters, below the middle detractors
    /// (1–5: 4–5, 3, 1–2; 1–7: 6–7 (CES 5–7), 4–5 (4), 1–3; 1–10: 9–10, 6–8, 1–5; 1–3: 3, 2, 1; two points: the upper, the lower). Fractions fall where
    /// their value lies: 3.9 of 1–5 is no top box yet, 2.9 is below the middle.
    /// </summary>
    public Sentiment Sentiment
    {
        get
        {
            if (Metric == Metric.Nps) return Value >= 9 ? Sentiment.Promoter : Value >= 7 ? Sentiment.Passive : Sentiment.Detractor;
            if (Value >= TopBoxFrom) return Sentiment.Promoter;

            // Between two points there is no middle to be in.
            return Points == 2 || Value < (Scale.Min + Scale.Max) / 2.0 ? Sentiment.Detractor : Sentiment.Passive;
        }
    }

    /// <summary>
    /// The lowest value that counts as a top box: the top two of four to eleven points (CES on seven: the top three), the top one of fewer. On scales with more
    /// points, such as 0–100, single points are no boxes: there it is the upper fifth, as the top two are of a scale of ten.
    /// </summary>
    public double TopBoxFrom => Points switch
    {
        < 4 => Scale.Max,
        7 when Metric == Metric.Ces => Scale.Max - 2,
        <= 11 => Scale.Max - 1,
        _ => Scale.Max - ((Scale.Max - Scale.Min) / 5.0),
    };

    private int Points => Scale.Max - Scale.Min + 1;

    /// <summary>The usual scale of a metric; null for CSAT and CES, whose scale must be said.</summary>
    public static Scale? DefaultScale(Metric metric) => metric switch
    {
        Metric.Nps => Feedback.Scale.TryCreate(0, 10),
        Metric.Stars => Feedback.Scale.TryCreate(1, 5),
        _ => null,
    };

    /// <summary>The score, or the reason, in words for an operator, why there is none.</summary>
    public static (Score? Score, string? Refusal) Create(Metric metric, double value, Scale scale)
    {
        if (metric == Metric.Nps && (scale.Min, scale.Max) != (0, 10)) return (null, $"NPS is asked on 0-10, not on {scale}");
        if (!double.IsFinite(value)) return (null, "the score is not a number");
        if (!scale.Contains(value)) return (null, $"the score {value} is outside its scale {scale}");
        if (metric == Metric.Nps && value != Math.Floor(value)) return (null, $"an NPS score is a whole number, not {value}");

        // −0 is the same score as 0, and is written the same.
        return (new(metric, value == 0 ? 0 : value, scale), null);
    }

    public override string ToString() => $"{Metric} {Value} of {Scale}";
}
