using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HuddleBot.Core.Identity;

/// <summary>Short names for long things, the same in every process and for ever: 80 bits of SHA-256 in 16 letters of base 32.</summary>
public static class StableHash
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Characters = 16;

    /// <summary>Hashes the parts; where one part ends and the next begins counts (<c>a, bc</c> differs from <c>ab, c</c>).</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        var digest = hash.GetHashAndReset();
        return string.Create(Characters, digest, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var bit = i * 5;
                var window = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                text[i] = Alphabet[(window >> (11 - (bit % 8))) & 31];
            }
        });
    }

    public static bool IsHash(string text) => text.Length == Characters && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));
}
