using System.Buffers;
using System.Security.Cryptography;

namespace HuddleBot.Storage.Backup;

/// <summary>
/// Every line of a backup ends with a check of itself and of all lines before it (<c>,"#":"0123456789abcdef"}</c>): a line that is changed, missing, doubled or out of place is
/// noticed where it stands. It guards against accidents; whoever wants to can make it anew.
/// </summary>
internal sealed class LineChain : IDisposable
{
    private const int CheckCharacters = 16;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] state = new byte[SHA256.HashSizeInBytes];

    private static ReadOnlySpan<byte> Opening => ",\"#\":\""u8;

    private static ReadOnlySpan<byte> Closing => "\"}"u8;

    private static int SealLength => Opening.Length + CheckCharacters + Closing.Length;

    /// <summary>The check of the last line: of the whole file, once the last line was read or written.</summary>
    public string Check => Convert.ToHexStringLower(state.AsSpan(0, CheckCharacters / 2));

    /// <summary>Writes the object with its check, and a line end.</summary>
    /// <param name="json">An object with at least one property, in UTF-8.</param>
    public void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        var body = json[..^1];
        Append(body);
        output.Write(body);
        output.Write(Opening);
        output.Write(System.Text.Encoding.ASCII.GetBytes(Check));
        output.Write(Closing);
        output.Write("\n"u8);
    }

    /// <summary>Whether this line is the one that was written after the lines before it.</summary>
    public bool Continues(ReadOnlySpan<byte> line)
    {
        if (!HasCheck(line)) return false;
        Append(line[..^SealLength]);
        Span<char> check = stackalloc char[CheckCharacters];
        System.Text.Encoding.ASCII.GetChars(CheckOf(line), check);
        return check.SequenceEqual(Check);
    }

    public static bool HasCheck(ReadOnlySpan<byte> line) => line.Length > SealLength && line[^SealLength..].StartsWith(Opening) && line.EndsWith(Closing);

    /// <param name="line">With a check.</param>
    public static ReadOnlySpan<byte> CheckOf(ReadOnlySpan<byte> line) => line[^(CheckCharacters + Closing.Length)..^Closing.Length];

    public void Dispose() => hash.Dispose();

    private void Append(ReadOnlySpan<byte> body)
    {
        hash.AppendData(state);
        hash.AppendData(body);
        hash.GetHashAndReset(state);
    }
}
