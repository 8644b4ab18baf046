namespace HuddleBot.Playground.Slack.SocketMode;

/// <summary>The bytes below a socket, which can go wrong as lines do: deaf (nothing arrives on either side, and nobody is told), or cut in the middle of a message.</summary>
internal sealed class WireStream(Stream inner, Action cut) : Stream
{
    /// <summary>Pings and pongs are shorter.</summary>
    private const int ShortestMessage = 16;

    public bool IsDeaf { get; set; }

    public bool CutsNextMessage { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Cut() => cut();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var got = await inner.ReadAsync(buffer, cancellationToken);
        while (IsDeaf && got > 0) got = await inner.ReadAsync(buffer, cancellationToken);
        return got;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsDeaf) return;
        if (!CutsNextMessage || buffer.Length < ShortestMessage)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        await inner.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken);
        await inner.FlushAsync(cancellationToken);
        cut();
        throw new IOException("cut in the middle, as asked for");
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => IsDeaf ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
