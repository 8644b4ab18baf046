using System.Net.Mime;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Storage;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Digests;

/// <summary>
/// <c>GET /digests/{token}.csv</c>: the numbers of a digest, counted when somebody fetches them. Whoever has the address may: figures and the teams' names, nothing of a customer and nobody's
/// words. One that we did not make, or whose time is over, is 404.
/// </summary>
internal sealed class DigestEndpoint(DigestAddresses addresses, DigestReading reading, TimeProvider time)
{
    /// <summary>Longer than any that we make.</summary>
    private const int MostCharacters = 1000;

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
            if (await addresses.OpenAsync(token, cancellationToken) is not { } link || link.Until.AtMidnight().InUtc().ToInstant() <= time.GetCurrentInstant()) return Results.NotFound();
            var report = await reading.ReportAsync(link.Scope, link.Period, cancellationToken);
            return Results.File(DigestCsv.BytesOf(report), MediaTypeNames.Text.Csv + "; charset=utf-8", DigestCsv.NameOf(report.Period));
        }
        catch (StorageUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
