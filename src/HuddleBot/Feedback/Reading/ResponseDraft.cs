namespace HuddleBot.Feedback.Reading;

/// <summary>The parts of a response as a source gave them, each with the name that the source calls it by. Nothing is checked yet.</summary>
public sealed record ResponseDraft
{
    public required Field Id { get; init; }

    public required Field Metric { get; init; }

    public required Field Score { get; init; }

    public required Field Scale { get; init; }

    /// <summary>From these dates on (ascending), another scale holds than <see cref="Scale"/>.</summary>
    public IReadOnlyList<(NodaTime.LocalDate From, Field Scale)> LaterScales { get; init; } = [];

    public required Field Comment { get; init; }

    public required Field AnsweredAt { get; init; }

    public required Field Touchpoint { get; init; }

    public required Field Language { get; init; }

    public required CustomerDraft Customer { get; init; }

    public required IReadOnlyList<Field> Attributes { get; init; }

    /// <summary>What is wrong with the shape of the item, beyond single values.</summary>
    public IReadOnlyList<string> Troubles { get; init; } = [];
}

public sealed record CustomerDraft(Field Id, Field Name, Field Email, Field Phone, Field Segment, Field AnnualValue, Field MayContact);
