using System.Buffers;

namespace HuddleBot.Hosting;

/// <summary>Reads a body without trusting what it says of its length.</summary>
internal static class RequestBody
{
    /// <param name="limit">Bytes.</param>
    /// <returns>Null: larger than the limit.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) return null;
        var body = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4096) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(1), cancellationToken);
            if (read == 0) return body.WrittenSpan.ToArray();
            body.Advance(read);
            if (body.WrittenCount > limit) return null;
        }
    }
}
