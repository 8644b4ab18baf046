namespace HuddleBot.Feedback.Reading;

/// <summary>What a response may measure; more is a mistake of the sender, and would not fit into a row of the storage (1 MiB).</summary>
public static class ResponseLimits
{
    public const int IdCharacters = 200;

    /// <summary>UTF-8.</summary>
    public const int CommentBytes = 256 * 1024;

    public const int TouchpointCharacters = 200;
    public const int LanguageCharacters = 35;
    public const int CustomerCharacters = 500;
    public const int Attributes = 100;
    public const int AttributeNameCharacters = 100;
    public const int AttributeCharacters = 4_000;
    public const int AllAttributesCharacters = 32_000;
}
