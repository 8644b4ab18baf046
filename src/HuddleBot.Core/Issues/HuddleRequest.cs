namespace HuddleBot.Core.Issues;

/// <summary>What somebody asks of the bot in words (<c>/huddle …</c>, or behind the bot's name): the closed set.</summary>
public abstract record HuddleRequest
{
    private HuddleRequest() { }

    /// <summary>Also whatever is not understood.</summary>
    public sealed record Help : HuddleRequest;

    public sealed record Issues : HuddleRequest;

    /// <param name="Words">Null: a form is wanted.</param>
    public sealed record Add(string? Words) : HuddleRequest;

    /// <summary>What the person has promised.</summary>
    public sealed record MyPromises : HuddleRequest;

    /// <summary>What waits for the person's decision as a manager.</summary>
    public sealed record WaitingForMe : HuddleRequest;

    /// <param name="text">What stands behind the command or the bot's name, in plain text.</param>
    public static HuddleRequest Read(string text)
    {
        var words = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.FirstOrDefault()?.ToUpperInvariant() switch
        {
            "ISSUES" => new Issues(),
            "PROMISES" or "MINE" => new MyPromises(),
            "QUEUE" => new WaitingForMe(),
            "ADD" => new Add(words.Length == 2 ? words[1] : null),
            _ => new Help(),
        };
    }
}
