using System.Text.Json;
using HuddleBot.Core.Feedback;
using HuddleBot.Feedback.Reading;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Feedback;

/// <summary>Reads a verified webhook body: one object, or an array of them.</summary>
public static class WebhookPayload
{
    /// <summary>Items a request may hold; each becomes a row or more in the storage.</summary>
    public const int MaxItems = 20_000;

    /// <summary>A result for each item; or the refusal of the whole, with its status.</summary>
    public static (IReadOnlyList<ReadResponse>? Items, int Status, string? Refusal) Read(FeedbackSource source, ReadOnlySpan<byte> body, Instant now)
    {
        var (document, refusal) = JsonText.TryParse(body);
        if (document is null) return (null, StatusCodes.Status400BadRequest, $"The body is {refusal}.");
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return (null, StatusCodes.Status400BadRequest, "Send one JSON object, or an array of them.");
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > MaxItems)
                return (null, StatusCodes.Status413PayloadTooLarge, $"Send at most {MaxItems} responses at once.");
            IEnumerable<JsonElement> items = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root];
            return (items.Select(item => source.Format.Read(source.Name, new JsonItem(item, line: null), now)).ToList(), 0, null);
        }
    }
}
