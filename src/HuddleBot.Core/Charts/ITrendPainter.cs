namespace HuddleBot.Core.Charts;

/// <summary>Draws a trend for people who would rather look than read.</summary>
public interface ITrendPainter
{
    /// <summary>Of the picture, in pixels; chat clients show it at half that size or less.</summary>
    const int Width = 1024, Height = 576;

    /// <summary>The picture as PNG, well below 1 MB: a band for the interval, a line for the score, a gap where there were too few answers. The same input gives the same bytes.</summary>
    Task<byte[]> PaintAsync(TrendPicture picture, Appearance appearance, CancellationToken cancellationToken);
}
