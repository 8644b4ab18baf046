namespace HuddleBot.Hosting;

/// <summary>What is worth knowing of a bot that is ready all the same.</summary>
public interface IReadinessWords
{
    /// <summary>One line each for an operator, without a token or personal data.</summary>
    IAsyncEnumerable<string> WordsAsync(CancellationToken cancellationToken);
}
