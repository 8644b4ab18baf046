using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using HuddleBot.Feedback.Reading;

namespace HuddleBot.Feedback.Files;

/// <summary>CSV as RFC 4180 has it, with a header; separated by comma, semicolon or tab, whichever makes the columns that the source names.</summary>
internal sealed class CsvFile : FeedbackFile
{
    private const double MaxFieldCharacters = 2_000_000;
    private readonly Encoding encoding;
    private readonly string delimiter;
    private readonly CsvHeader header;

    private CsvFile(string path, Encoding encoding, string delimiter, CsvHeader header) : base(path) => (this.encoding, this.delimiter, this.header) = (encoding, delimiter, header);

    public static (FeedbackFile? File, string? Refusal) Open(string path, Encoding encoding, IReadOnlyList<string> columns)
    {
        var candidates = new[] { ",", ";", "\t" }.Select(delimiter => (Delimiter: delimiter, Header: HeaderOf(path, encoding, delimiter))).ToList();
        var (best, header) = candidates.MaxBy(candidate => candidate.Header is { } names ? columns.Count(column => names.IndexOf(column) is not null) : -1);
        if (header is null) return (null, $"{path} has no header line.");
        var missing = columns.Where(column => header.IndexOf(column) is null).ToList();
        if (missing.Count > 0)
            return (null, $"{path} has no column {string.Join(", ", missing.Select(name => $"'{name}'"))}. It has: {string.Join(", ", header.Names)}. Nothing was imported.");
        var twice = header.Duplicates.Where(columns.Contains).ToList();
        return twice.Count > 0 ? (null, $"{path} has the column '{twice[0]}' twice: rename one. Nothing was imported.") : (new CsvFile(path, encoding, best, header), null);
    }

    public override async IAsyncEnumerable<IItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = OpenText(encoding);
        string? badData = null;
        using var parser = new CsvParser(text, Configuration(delimiter, () => badData = "a quotation mark stands where none may be: put the field in quotation marks and double those within"));
        await NextAsync(parser, cancellationToken);
        while (await NextAsync(parser, cancellationToken))
        {
            badData = null;
            var values = parser.Record!;
            Position = text.BaseStream.Position;
            yield return new CsvRow(header, values, LineOf(parser), badData);
        }
    }

    /// <summary>Where the row begins: the parser counts to where it ends.</summary>
    private static long LineOf(CsvParser parser) => parser.RawRow - parser.RawRecord.AsSpan().TrimEnd("\r\n").Count('\n');

    private static CsvHeader? HeaderOf(string path, Encoding encoding, string delimiter)
    {
        using var text = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true);
        using var parser = new CsvParser(text, Configuration(delimiter, () => { }));
        return parser.Read() && parser.Record is { } names ? new(names) : null;
    }

    private static CsvConfiguration Configuration(string delimiter, Action onBadData) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter,
        HasHeaderRecord = false,
        MaxFieldSize = MaxFieldCharacters,
        BufferSize = 1 << 16,
        BadDataFound = _ => onBadData(),
    };

    private async Task<bool> NextAsync(CsvParser parser, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var line = parser.RawRow + 1;
        try
        {
            return await parser.ReadAsync();
        }
        catch (MaxFieldSizeException e)
        {
            throw new InvalidDataException($"{Path}: from line {line} on, a quotation mark is never closed. Mend it and import the file again; what stands before is imported already.", e);
        }
    }
}
