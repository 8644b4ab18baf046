using System.Text;

namespace HuddleBot.Tests.Telemetry;

/// <summary>As much of protobuf's wire format as it takes to read what an exporter sends ("Protocol Buffers: Encoding").</summary>
internal static class Wire
{
    /// <summary>The fields of a message: number, and its bytes where it has a length.</summary>
    public static List<(int Number, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> message)
    {
        var fields = new List<(int, ReadOnlyMemory<byte>)>();
        for (var at = 0; at < message.Length;)
        {
            var (tag, afterTag) = Varint(message, at);
            at = afterTag;
            switch (tag & 7)
            {
                case 0: (_, at) = Varint(message, at); break;
                case 1: at += 8; break;
                case 5: at += 4; break;
                case 2:
                    var (length, start) = Varint(message, at);
                    fields.Add(((int)(tag >> 3), message.Slice(start, (int)length)));
                    at = start + (int)length;
                    break;
                default: throw new InvalidDataException($"wire type {tag & 7}");
            }
        }

        return fields;
    }

    public static IEnumerable<ReadOnlyMemory<byte>> All(this ReadOnlyMemory<byte> message, params int[] path) =>
        path.Aggregate((IEnumerable<ReadOnlyMemory<byte>>)[message], (parts, number) => parts.SelectMany(part => Fields(part).Where(field => field.Number == number).Select(field => field.Bytes)));

    public static string Text(this ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static string Hex(this ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static (ulong Value, int Next) Varint(ReadOnlyMemory<byte> message, int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var one = message.Span[at++];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80) return (value, at);
        }
    }
}
