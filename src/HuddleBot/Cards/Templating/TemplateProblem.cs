namespace HuddleBot.Cards.Templating;

/// <summary>What is wrong with a file of <c>cards/</c>, where, and what to do.</summary>
/// <param name="Path">A JSON path, such as <c>$.blocks[2].text</c>.</param>
internal sealed record TemplateProblem(string File, string Path, string Problem)
{
    public override string ToString() => $"{File} at {Path}: {Problem}";
}

/// <summary>A template cannot be parsed, or cannot be drawn with the data it was given: a fault of ours.</summary>
public sealed class CardTemplateException : Exception
{
    public CardTemplateException() { }

    public CardTemplateException(string message) : base(message) { }

    public CardTemplateException(string message, Exception? innerException) : base(message, innerException) { }
}
