namespace HuddleBot.Core.Delivery;

/// <summary>For questions to others that a person waits for.</summary>
internal static class Patience
{
    /// <summary>The answer, where it comes in time. The question goes on: whoever was asked keeps the answer for the next time.</summary>
    /// <param name="instead">What is said where it does not.</param>
    public static async Task<T> WithinAsync<T>(this Task<T> question, TimeSpan patience, T instead, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!question.IsCompleted) await Task.WhenAny(question, Task.Delay(patience, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return question.IsCompleted ? await question : instead;
    }
}
