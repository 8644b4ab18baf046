using System.Buffers.Text;

namespace HuddleBot.Hosting;

/// <summary>Half of a surrogate pair: JSON can write it (<c>\ud800</c>), no text can hold it. It becomes U+FFFD, so that the rest of what somebody wrote is not lost with it.</summary>
internal static class LoneSurrogates
{
    private const int Escape = 6;

    /// <summary>Mends JSON in its place.</summary>
    public static void Mend(Span<byte> json)
    {
        for (var i = 0; i < json.Length;)
        {
            if (json[i] != '\\')
            {
                i++;
                continue;
            }

            var unit = UnitAt(json[i..]);
            if (unit is >= 0xD800 and <= 0xDBFF && UnitAt(json[Math.Min(i + Escape, json.Length)..]) is >= 0xDC00 and <= 0xDFFF)
            {
                i += 2 * Escape;
                continue;
            }

            if (unit is >= 0xD800 and <= 0xDFFF) "FFFD"u8.CopyTo(json[(i + 2)..]);
            i += unit is null ? 2 : Escape;
        }
    }

    /// <summary>Null: there is no <c>\u</c> with four digits.</summary>
    private static int? UnitAt(ReadOnlySpan<byte> json) =>
        json.Length >= Escape && json[0] == '\\' && json[1] == 'u' && Utf8Parser.TryParse(json[2..Escape], out ushort unit, out var digits, 'x') && digits == 4 ? unit : null;
}
