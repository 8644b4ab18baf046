using HuddleBot.Charts;
using HuddleBot.Core.Digests;

namespace HuddleBot.Digests;

/// <summary>Seals which numbers are meant into the address, as pictures are sealed into theirs.</summary>
internal sealed class DigestAddresses(PicturesOptions options, PictureKey key) : IDigestTables
{
    public const string Path = "digests";

    /// <summary>Days after the last of the period.</summary>
    private const int Works = 35;

    private const string Purpose = "digests";

    public async Task<Uri?> AddressOfAsync(DigestScope scope, DigestPeriod period, CancellationToken cancellationToken)
    {
        if (options.PublicUrl is not { } root) return null;
        var token = (await SealAsync(cancellationToken)).Seal(new DigestLink(scope, period, period.Days.End.PlusDays(Works)).Write());
        return new($"{root.AbsoluteUri.TrimEnd('/')}/{Path}/{token}.csv");
    }

    /// <summary>Null: we did not make this.</summary>
    public async Task<DigestLink?> OpenAsync(string token, CancellationToken cancellationToken) => (await SealAsync(cancellationToken)).Open(token) is { } bytes ? DigestLink.Read(bytes) : null;

    private async Task<PictureSeal> SealAsync(CancellationToken cancellationToken) => new(await key.GetAsync(cancellationToken), Purpose);
}
