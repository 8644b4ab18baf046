namespace HuddleBot.Hosting;

/// <summary>A connection that a platform needs to reach this process.</summary>
public interface IConnectionState
{
    /// <summary>One line for an operator, without a token or personal data; null: all is well.</summary>
    string? Trouble { get; }
}
