using System.Runtime.CompilerServices;
using HuddleBot.Core.Diagnosis;

namespace HuddleBot.Slack.SocketMode;

/// <summary>Connects once, as the bot does, and goes again. What Slack may send in that moment is taken and answered like anything else.</summary>
internal sealed class SocketDiagnosis(SocketOpener opener) : IDiagnosis
{
    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        switch (await opener.OpenAsync(null, cancellationToken))
        {
            case SocketStart.Opened(var socket, var connections):
                await socket.CloseAsync(cancellationToken);
                yield return Finding.Ok($"Slack: Socket Mode connects; beside this there {(connections == 2 ? "is 1 connection" : $"are {Math.Max(connections - 1, 0)} connections")}");
                break;
            case SocketStart.Refused(var reason, _):
                yield return Finding.Wrong($"Slack: Socket Mode does not connect ({reason})", SocketAdvice.For(reason));
                break;
        }
    }
}
