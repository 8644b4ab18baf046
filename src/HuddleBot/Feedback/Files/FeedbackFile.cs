using System.Text;
using HuddleBot.Feedback.Reading;

namespace HuddleBot.Feedback.Files;

/// <summary>A file of feedback, read from front to back in constant memory, as often as one likes.</summary>
public abstract class FeedbackFile(string path)
{
    public string Path { get; } = path;

    public long Length { get; } = new FileInfo(path).Length;

    /// <summary>How far the reading has come, in bytes.</summary>
    public long Position { get; private protected set; }

    /// <summary>The file, or in words why it cannot be imported at all; then nothing has been stored.</summary>
    public static async Task<(FeedbackFile? File, string? Refusal)> OpenAsync(string path, FeedbackSource source, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return (null, $"There is no file {path}.");
        var (encoding, refusal) = await TextEncoding.DetectAsync(path, cancellationToken);
        if (encoding is null) return (null, $"{path} {refusal}");
        var json = new JsonFile(path, encoding);
        var (format, named) = (FormatOf(path, source), source.IsFileNamed);
        if (format == FileFormat.Json) return named && !json.LooksLikeJson() ? (null, $"{path} is no JSON, but {source.Name} is a source of JSON (Format). Nothing was imported.") : (json, null);
        var (csv, mismatch) = CsvFile.Open(path, encoding, source.Format.RequiredColumns);
        return named && csv is null && json.LooksLikeJson() ? (null, $"{path} is JSON, but {source.Name} is a source of CSV (Format). Nothing was imported.") : (csv, mismatch);
    }

    /// <exception cref="InvalidDataException">From some place on, the file cannot be read; what came before is well.</exception>
    public abstract IAsyncEnumerable<IItem> ReadAsync(CancellationToken cancellationToken);

    private protected StreamReader OpenText(Encoding encoding) => new(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, useAsync: false), encoding, true, 1 << 16);

    private static FileFormat FormatOf(string path, FeedbackSource source) => System.IO.Path.GetExtension(path).ToLowerInvariant() switch
    {
        _ when source.IsFileNamed => source.File!.Value,
        ".csv" or ".tsv" => FileFormat.Csv,
        ".json" or ".jsonl" or ".ndjson" => FileFormat.Json,
        _ => source.File ?? FileFormat.Csv,
    };
}
