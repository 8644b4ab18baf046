namespace HuddleBot.Core.Delivery;

/// <summary>
/// One stretch of dispatching, from a lease that is taken to its end. It flows with the work that sends, so that a client of a platform, who knows nothing of leases, can ask at the last
/// moment whether a call may still go out. Whatever does not come from the dispatcher, such as the answer to a click, is not concerned.
/// </summary>
/// <param name="stopping">Cancelled when nothing new may go out.</param>
/// <param name="givenUp">Cancelled when no answer is waited for any more.</param>
public sealed class Sending(SendingTurn turn, CancellationToken stopping, CancellationToken givenUp)
{
    private static readonly AsyncLocal<Sending?> Ambient = new();

    /// <summary>From here on, whatever the caller's own method does belongs to it.</summary>
    public void Enter() => Ambient.Value = this;

    /// <summary>For what is on its way and what has to be noted of it: it is finished although nothing new begins.</summary>
    public static CancellationToken Finishing(CancellationToken otherwise) => Ambient.Value?.GivenUp ?? otherwise;

    /// <summary>Waits for the platform's pace, and looks right before the call goes out whether it may.</summary>
    /// <exception cref="NotSentException">It may not: another process may be sending by now, or this one is stopping.</exception>
    public static async Task WhenMayGoAsync(Func<CancellationToken, Task> pace, CancellationToken cancellationToken)
    {
        if (Ambient.Value is not { } sending)
        {
            await pace(cancellationToken);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, sending.Stopping);
        try
        {
            await pace(either.Token);
        }
        catch (OperationCanceledException) when (sending.Stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new NotSentException();
        }

        if (sending.Stopping.IsCancellationRequested || sending.Turn.IsOver) throw new NotSentException();
    }

    private SendingTurn Turn => turn;

    private CancellationToken Stopping => stopping;

    private CancellationToken GivenUp => givenUp;
}

/// <summary>A call did not go out: nothing of it can have arrived, and whose turn it is sends it.</summary>
public sealed class NotSentException() : Exception("it is not this process's turn to send");
