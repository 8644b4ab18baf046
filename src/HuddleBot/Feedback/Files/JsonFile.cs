using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using HuddleBot.Feedback.Reading;
using HuddleBot.Hosting;

namespace HuddleBot.Feedback.Files;

/// <summary>JSON lines, one object each; or one array of objects, which is read as a stream too.</summary>
internal sealed class JsonFile(string path, Encoding encoding) : FeedbackFile(path)
{
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = JsonText.Depth };

    public override IAsyncEnumerable<IItem> ReadAsync(CancellationToken cancellationToken) => FirstCharacter() == '[' ? ListAsync(cancellationToken) : LinesAsync(cancellationToken);

    /// <summary>It begins like an object or a list; what follows may be broken all the same.</summary>
    public bool LooksLikeJson() => FirstCharacter() is '{' or '[';

    /// <summary>The first that is no space; null in a file of nothing else.</summary>
    private char? FirstCharacter()
    {
        using var text = OpenText(encoding);
        while (text.Read() is >= 0 and var character)
        {
            if (!char.IsWhiteSpace((char)character)) return (char)character;
        }

        return null;
    }

    private async IAsyncEnumerable<IItem> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = OpenText(encoding);
        for (var number = 1L; await text.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            Position = text.BaseStream.Position;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var (document, refusal) = JsonText.TryParse(line);
            using (document) yield return document is null ? new UnreadableItem($"the line is {refusal}", line, number) : new JsonItem(document.RootElement, number);
        }
    }

    private async IAsyncEnumerable<IItem> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = OpenText(encoding);
        await using var utf8 = Encoding.CreateTranscodingStream(text.BaseStream, text.CurrentEncoding, Encoding.UTF8, leaveOpen: true);
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(utf8, Options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(elements))
        {
            Position = text.BaseStream.Position;

            // Again from its text, which mends the broken escapes that the reader would throw on.
            var raw = elements.Current.GetRawText();
            var (document, refusal) = JsonText.TryParse(raw);
            using (document) yield return document is null ? new UnreadableItem($"it is {refusal}", raw, null) : new JsonItem(document.RootElement, null);
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<JsonElement> elements)
    {
        try
        {
            return await elements.MoveNextAsync();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{Path} is no JSON from line {e.LineNumber + 1} on. Mend it and import the file again; what stands before is imported already.", e);
        }
    }
}
