using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HuddleBot.Core.Identity;

/// <summary>Short names for long things, the same in every process and for ever: 80 bits of SHA-256 in 16 letters of base 32.</summary>
public static class StableHash
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Characters = 16;
    private const int MostOnStack = 512;

    /// <summary>Hashes the parts; where one part ends and the next begins counts (<c>a, bc</c> differs from <c>ab, c</c>).</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        // In one piece: a hash that is fed piece by piece is an object outside of the runtime's memory, which takes longer than the hashing.
        var size = 0;
        foreach (var part in parts) size += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part.Length);
        var rented = size <= MostOnStack ? null : ArrayPool<byte>.Shared.Rent(size);
        var bytes = rented ?? stackalloc byte[MostOnStack];
        var end = 0;
        foreach (var part in parts)
        {
            var length = Encoding.UTF8.GetBytes(part, bytes[(end + sizeof(int))..]);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[end..], length);
            end += sizeof(int) + length;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..end], digest);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return string.Create(Characters, digest, static (text, digest) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var bit = i * 5;
                var window = (digest[bit / 8] << 8) | digest[(bit / 8) + 1];
                text[i] = Alphabet[(window >> (11 - (bit % 8))) & 31];
            }
        });
    }

    public static bool IsHash(string text) => text.Length == Characters && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));
}
