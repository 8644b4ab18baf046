namespace HuddleBot.Core.Portfolio;

/// <summary>Where a customer stands between score and value, in the field's own words. Told to people in kinder ones.</summary>
public enum Quadrant
{
    /// <summary>Low score, high value: what there is most to lose of.</summary>
    AtRisk,

    /// <summary>High score, high value.</summary>
    Model,

    /// <summary>High score, low value.</summary>
    Growth,

    /// <summary>Low score, low value.</summary>
    Dangling,
}
