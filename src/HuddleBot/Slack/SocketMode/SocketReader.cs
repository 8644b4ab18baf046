using System.Net.WebSockets;
using HuddleBot.Slack.Inbound;

namespace HuddleBot.Slack.SocketMode;

/// <summary>Whole messages off a socket.</summary>
internal sealed class SocketReader(WebSocket wire)
{
    private readonly byte[] chunk = new byte[16 * 1024];

    /// <summary>Null: the other side closes.</summary>
    /// <exception cref="WebSocketException">The connection is cut or silent, or a message is longer than any of Slack's.</exception>
    /// <exception cref="OperationCanceledException">With it the socket is aborted.</exception>
    public async Task<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        while (true)
        {
            var got = await wire.ReceiveAsync(chunk.AsMemory(), cancellationToken);
            if (got.MessageType == WebSocketMessageType.Close) return null;
            if (message.Length + got.Count > SlackEndpoint.BodyLimit) throw new WebSocketException(WebSocketError.HeaderError, "a message is too long");
            message.Write(chunk, 0, got.Count);
            if (got.EndOfMessage) return message.ToArray();
        }
    }
}
