using System.Text;

namespace HuddleBot.Feedback.Files;

/// <summary>Finds out before anything is stored whether a file is the text that it should be.</summary>
internal static class TextEncoding
{
    /// <summary>UTF-8, or UTF-16 where a byte order mark says so; else what is wrong, as the rest of a sentence.</summary>
    public static async Task<(Encoding? Encoding, string? Refusal)> DetectAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, useAsync: false);
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var decoder = utf8.GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[utf8.GetMaxCharCount(bytes.Length)];
        var line = 1L;
        var first = true;
        try
        {
            for (int read; (read = await file.ReadAsync(bytes, cancellationToken)) > 0; first = false)
            {
                if (first && read >= 2 && ((bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))) return (Encoding.Unicode, null);
                if (first && bytes.AsSpan(0, read).Contains((byte)0)) return (null, "is no UTF-8 text (it holds zero bytes; perhaps a spreadsheet, or UTF-16): save it as UTF-8 text.");
                var decoded = decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
                line += chars.AsSpan(0, decoded).Count('\n');
            }

            decoder.GetChars([], 0, 0, chars, 0, flush: true);
            return file.Length == 0 ? (null, "is empty.") : (utf8, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, $"is not UTF-8 (at or after line {line}): save it as UTF-8 and import it again. Nothing was imported.");
        }
    }
}
