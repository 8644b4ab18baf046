using System.Globalization;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Charts;

/// <summary>
/// <c>GET /pictures/{token}</c>: draws what the token holds. Whoever has the address may look, as with every picture in a chat; one that we did not make, or whose time is over, is 404.
/// </summary>
internal sealed class PictureEndpoint(PictureKey key, ITrendPainter painter, TimeProvider time)
{
    /// <summary>Longer than any that we make.</summary>
    private const int MostCharacters = 3000;

    /// <summary>The platforms keep pictures themselves; a day is enough for those who do not.</summary>
    private static readonly Duration Kept = Duration.FromDays(1);

    public async Task<IResult> AnswerAsync(string token, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        if (token.Length > MostCharacters) return Results.NotFound();
        try
        {
            var seal = new PictureSeal(await key.GetAsync(cancellationToken));
            if (seal.Open(token) is not { } bytes || PictureContent.Read(bytes) is not { } content) return Results.NotFound();
            var left = content.Until.AtMidnight().InUtc().ToInstant() - time.GetCurrentInstant();
            if (left <= Duration.Zero) return Results.NotFound();

            var png = await painter.PaintAsync(content.Picture, content.Appearance, cancellationToken);
            var seconds = (long)Duration.Min(left, Kept).TotalSeconds;
            response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={seconds}, immutable");
            return Results.Bytes(png, "image/png");
        }
        catch (StorageUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
