using NetVips;

namespace HuddleBot.Tests.Charts;

/// <summary>A PNG, read back.</summary>
internal sealed class Pixels
{
    private readonly byte[] bytes;
    private readonly int bands;

    public Pixels(byte[] png)
    {
        using var image = Image.PngloadBuffer(png);
        (bytes, bands, Size) = (image.WriteToMemory<byte>(), image.Bands, (image.Width, image.Height));
    }

    public (int Width, int Height) Size { get; }

    public string this[int x, int y] => "#" + Convert.ToHexStringLower(bytes, ((y * Size.Width) + x) * bands, 3);

    /// <summary>The different colours in a part.</summary>
    public HashSet<string> ColoursIn(int left, int top, int width, int height) =>
        [.. Enumerable.Range(left, width).SelectMany(x => Enumerable.Range(top, height).Select(y => this[x, y]))];

    /// <summary>The mean difference of a value, of 255.</summary>
    public double DifferenceFrom(Pixels other) => bytes.Zip(other.bytes, (one, another) => Math.Abs(one - another)).Average();
}
