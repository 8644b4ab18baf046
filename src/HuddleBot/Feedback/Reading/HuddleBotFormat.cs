namespace HuddleBot.Feedback.Reading;

/// <summary>The generic feedback JSON of the contract; in a CSV file the same names as columns (<c>customer.name</c>, <c>attributes.airport</c>).</summary>
public sealed class HuddleBotFormat : IResponseFormat
{
    public IReadOnlyList<string> RequiredColumns { get; } = ["id", "answeredAt"];

    public ResponseDraft Draft(IItem item) => new()
    {
        Id = Of(item, "id"),
        Metric = Of(item, "metric"),
        Score = Of(item, "score"),
        Scale = Of(item, "scale"),
        Comment = Of(item, "comment"),
        AnsweredAt = Of(item, "answeredAt"),
        Touchpoint = Of(item, "touchpoint"),
        Language = Of(item, "language"),
        Customer = new(
            Of(item, "customer.id"), Of(item, "customer.name"), Of(item, "customer.email"), Of(item, "customer.phone"), Of(item, "customer.segment"),
            Of(item, "customer.annualValue"), Of(item, "customer.mayContact")),
        Attributes = [.. item.Under("attributes")],
        Troubles = [.. new[] { "customer", "attributes" }.Where(name => item.Get(name).Kind is not (FieldKind.Missing or FieldKind.Nested)).Select(name => $"{name} is no object: send {{ … }}")],
    };

    private static Field Of(IItem item, string name) => new(name, item.Get(name));
}
