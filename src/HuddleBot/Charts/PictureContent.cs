using System.Text;
using HuddleBot.Core.Charts;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Scores;
using NodaTime;

namespace HuddleBot.Charts;

/// <summary>A picture in few bytes, since an address has room for about 2,000: figures in ten-thousandths of the metric's range, which is finer than a pixel.</summary>
/// <param name="Until">The first day (UTC) on which the address does not work any more.</param>
internal sealed record PictureContent(TrendPicture Picture, Appearance Appearance, LocalDate Until)
{
    private const byte Version = 1;

    /// <summary>Of each text; more does not fit into the picture's width.</summary>
    private const int Characters = 80;

    private const double Parts = 10_000;

    private static readonly LocalDate Epoch = new(2000, 1, 1);

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        var trend = Picture.Trend;
        writer.Write(Version);
        writer.Write((byte)Appearance);
        WriteDay(writer, Until);
        writer.Write((byte)trend.Metric);
        writer.Write((short)(trend.Scale?.Min ?? 0));
        writer.Write((short)(trend.Scale?.Max ?? 0));
        foreach (var text in (string[])[Picture.Title, Picture.Headline, Picture.Note]) writer.Write(text.Length > Characters ? text[..Characters] : text);
        writer.Write(trend.FellOn is not null);
        if (trend.FellOn is { } fell) WriteDay(writer, fell);
        writer.Write7BitEncodedInt(trend.Points.Count);
        var day = Epoch;
        foreach (var point in trend.Points)
        {
            WritePoint(writer, point, day, trend);
            day = point.Day;
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Null: it was written by another version of this program.</summary>
    /// <param name="bytes">Of <see cref="Write"/>, and proven to be so.</param>
    public static PictureContent? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (reader.ReadByte() != Version) return null;
        var (appearance, until, metric) = ((Appearance)reader.ReadByte(), ReadDay(reader), (Metric)reader.ReadByte());
        var scale = Scale.TryCreate(reader.ReadInt16(), reader.ReadInt16());
        var (title, headline, note) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        LocalDate? fell = reader.ReadBoolean() ? ReadDay(reader) : null;
        var (low, high) = ScoreTrend.RangeOf(metric, scale);
        var points = new TrendPoint[reader.Read7BitEncodedInt()];
        for (var i = 0; i < points.Length; i++) points[i] = ReadPoint(reader, i == 0 ? Epoch : points[i - 1].Day, low, high);
        return new(new(new(metric, scale, points, fell), title, headline, note), appearance, until);
    }

    private static void WritePoint(BinaryWriter writer, TrendPoint point, LocalDate before, ScoreTrend trend)
    {
        writer.Write7BitEncodedInt(Period.DaysBetween(before, point.Day));
        writer.Write7BitEncodedInt(point.Figure?.Answers ?? 0);
        if (point.Figure is not { } figure) return;
        foreach (var value in (double[])[figure.Value, figure.Low, figure.High]) writer.Write((ushort)Math.Round((value - trend.Low) / (trend.High - trend.Low) * Parts));
    }

    private static TrendPoint ReadPoint(BinaryReader reader, LocalDate before, double low, double high)
    {
        var (day, answers) = (before.PlusDays(reader.Read7BitEncodedInt()), reader.Read7BitEncodedInt());
        return new(day, answers == 0 ? null : new(answers, Value(), Value(), Value()));

        double Value() => low + (reader.ReadUInt16() / Parts * (high - low));
    }

    private static void WriteDay(BinaryWriter writer, LocalDate day) => writer.Write((short)Period.DaysBetween(Epoch, day));

    private static LocalDate ReadDay(BinaryReader reader) => Epoch.PlusDays(reader.ReadInt16());
}
