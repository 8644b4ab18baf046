using System.Text;
using System.Xml.Linq;
using HuddleBot.Core.Charts;
using NetVips;

namespace HuddleBot.Charts;

/// <summary>Draws with libvips, which carries librsvg. One picture at a time: two would be no faster and take twice the memory.</summary>
internal sealed class TrendPainter : ITrendPainter, IDisposable
{
    private readonly Lazy<Typeface> fonts;
    private readonly SemaphoreSlim turn = new(1);

    /// <param name="fontFolder">With the font files.</param>
    public TrendPainter(string fontFolder) => fonts = new(() => Prepare(fontFolder));

    /// <summary>The library's native half is there for Linux, Windows and macOS on the usual processors; elsewhere the bot does without pictures.</summary>
    public static bool CanPaint => ModuleInitializer.VipsInitialized;

    public async Task<byte[]> PaintAsync(TrendPicture picture, Appearance appearance, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return Paint(picture, appearance);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private byte[] Paint(TrendPicture picture, Appearance appearance)
    {
        _ = fonts.Value;
        var svg = new TrendDrawing(picture, Palette.Of(appearance), Typeface.Fit).Draw().ToString(SaveOptions.DisableFormatting);
        using var drawn = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(svg), scale: (double)ITrendPainter.Width / TrendDrawing.Width);
        using var opaque = drawn.Flatten();
        return opaque.PngsaveBuffer(compression: 9, keep: Enums.ForeignKeep.None);
    }

    private static Typeface Prepare(string folder)
    {
        // Nothing is drawn twice from the same parts, so there is nothing to remember.
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
        return new(folder);
    }
}
