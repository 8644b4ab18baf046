using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HuddleBot.Hosting;

namespace HuddleBot.Feedback.Reading;

/// <summary>One item of a webhook or file, before anybody knows whether it is a response.</summary>
public interface IItem
{
    /// <summary>The item as it is kept in the quarantine: JSON where it is JSON or a row, so that it can be read again without its file.</summary>
    string Raw { get; }

    /// <summary>The line on which it starts, from 1; null for a webhook.</summary>
    long? Line { get; }

    /// <summary>Why nothing can be read from it at all; null: it can.</summary>
    string? Trouble { get; }

    /// <summary>The value of that name, or at the end of that dotted path.</summary>
    FieldValue Get(string name);

    /// <summary>The values below that name.</summary>
    IEnumerable<Field> Under(string name);

    /// <summary>All values of the first level.</summary>
    IEnumerable<Field> All();
}

/// <summary>A JSON object.</summary>
public sealed class JsonItem : IItem
{
    private readonly JsonElement element;

    public JsonItem(JsonElement element, long? line)
    {
        this.element = element;
        Line = line;
        Trouble = element.ValueKind != JsonValueKind.Object ? "it is no JSON object"
            : JsonText.FirstDuplicate(element) is { } name ? $"the property '{name}' stands twice: send it once" : null;
    }

    public string Raw => element.GetRawText();

    public long? Line { get; }

    public string? Trouble { get; }

    public FieldValue Get(string name) => Find(name) is { } found ? FieldValue.Of(found) : FieldValue.Missing;

    public IEnumerable<Field> Under(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } found ? found.EnumerateObject().Select(property => new Field(property.Name, FieldValue.Of(property.Value))) : [];

    public IEnumerable<Field> All() => element.EnumerateObject().Select(property => new Field(property.Name, FieldValue.Of(property.Value)));

    private JsonElement? Find(string path)
    {
        if (element.TryGetProperty(path, out var whole)) return whole;
        var at = element;
        foreach (var step in path.Split('.'))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var property)) at = property;
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength()) at = at[index];
            else return null;
        }

        return at;
    }
}

/// <summary>A row of a CSV file under its header.</summary>
public sealed class CsvRow(CsvHeader header, string[] values, long line, string? badData) : IItem
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object of column and value; where the row does not fit its header, a list, which cannot be taken for a row again.</summary>
    public string Raw
    {
        get
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, Readable))
            {
                if (Trouble is null)
                {
                    json.WriteStartObject();
                    foreach (var (name, value) in All()) json.WriteString(name, value.Text);
                    json.WriteEndObject();
                }
                else
                {
                    json.WriteStartArray();
                    foreach (var value in values) json.WriteStringValue(value);
                    json.WriteEndArray();
                }
            }

            return Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    public long? Line => line;

    public string? Trouble => badData
        ?? (values.Length == header.Names.Count ? null : $"the row has {values.Length} columns, the header {header.Names.Count}: mend the file and import it again");

    public FieldValue Get(string name) => header.IndexOf(name) is { } index ? FieldValue.OfText(values[index]) : FieldValue.Missing;

    public IEnumerable<Field> Under(string name) =>
        All().Where(field => field.Name.StartsWith(name + ".", StringComparison.Ordinal)).Select(field => field with { Name = field.Name[(name.Length + 1)..] });

    public IEnumerable<Field> All() => header.Names.Select((name, index) => new Field(name, FieldValue.OfText(values[index])));
}

/// <summary>The column names of a CSV file.</summary>
public sealed class CsvHeader
{
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    /// <summary>Names are trimmed; an empty one becomes <c>column 3</c>; of two with the same name, the first is meant.</summary>
    public CsvHeader(IEnumerable<string> names)
    {
        Names = [.. names.Select((name, index) => string.IsNullOrWhiteSpace(name) ? $"column {index + 1}" : name.Trim())];
        for (var i = 0; i < Names.Count; i++) indexes.TryAdd(Names[i], i);
        Duplicates = [.. Names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];
    }

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<string> Duplicates { get; }

    public int? IndexOf(string name) => indexes.TryGetValue(name, out var index) ? index : null;
}

/// <summary>Text that is no item at all.</summary>
public sealed record UnreadableItem(string Trouble, string Raw, long? Line) : IItem
{
    public FieldValue Get(string name) => FieldValue.Missing;

    public IEnumerable<Field> Under(string name) => [];

    public IEnumerable<Field> All() => [];
}
