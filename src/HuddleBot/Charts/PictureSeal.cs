using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HuddleBot.Charts;

/// <summary>
/// Seals a picture's content into the address itself, so that nothing is stored, nothing has to be cleared away, and whoever sees the address learns nothing from it: AES-256-GCM. The
/// nonce is a MAC of the content, as in the synthetic initialisation vectors of RFC 5297: the same content has the same address, and no nonce is used for two contents.
/// </summary>
/// <param name="purpose">What is sealed: what was sealed for another purpose does not open.</param>
internal sealed class PictureSeal(byte[] secret, string purpose = "pictures")
{
    private const int Nonce = 12, Tag = 16;

    private readonly byte[] sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes($"huddlebot {purpose}: seal"));
    private readonly byte[] naming = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes($"huddlebot {purpose}: nonce"));

    public string Seal(byte[] content)
    {
        var token = new byte[Nonce + content.Length + Tag];
        HMACSHA256.HashData(naming, content).AsSpan(0, Nonce).CopyTo(token);
        using var aes = new AesGcm(sealing, Tag);
        aes.Encrypt(token.AsSpan(0, Nonce), content, token.AsSpan(Nonce, content.Length), token.AsSpan(Nonce + content.Length));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Null: we did not seal this.</summary>
    public byte[]? Open(string token)
    {
        if (!Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= Nonce + Tag) return null;
        var content = new byte[bytes.Length - Nonce - Tag];
        using var aes = new AesGcm(sealing, Tag);
        try
        {
            aes.Decrypt(bytes.AsSpan(0, Nonce), bytes.AsSpan(Nonce, content.Length), bytes.AsSpan(Nonce + content.Length), content);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
