using HuddleBot.Core.Charts;

namespace HuddleBot.Charts;

/// <summary>The bot serves the pictures itself, under <c>/pictures/</c> of its public address.</summary>
internal sealed class PictureAddresses(PicturesOptions options, PictureKey key) : IPictureAddresses
{
    public const string Path = "pictures";

    public async Task<Uri?> AddressOfAsync(TrendPicture picture, Appearance appearance, CancellationToken cancellationToken)
    {
        if (options.PublicUrl is not { } root || !TrendPainter.CanPaint) return null;
        var until = picture.Trend.Points[^1].Day.PlusDays(options.Days + 1);
        var token = new PictureSeal(await key.GetAsync(cancellationToken)).Seal(new PictureContent(picture, appearance, until).Write());
        return new($"{root.AbsoluteUri.TrimEnd('/')}/{Path}/{token}");
    }
}
