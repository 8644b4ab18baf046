using System.Text.Json;
using HuddleBot.Core.Themes.Likeness;

namespace HuddleBot.Core.Tests.Themes;

/// <param name="Group">Comments of one group are the same matter; null: like no other.</param>
/// <param name="Set">What the rules were chosen on (<c>tune</c>), or what was not looked at for it (<c>held</c>).</param>
internal sealed record LabelledComment(string Id, string Set, string? Group, string Language, string Words, string? Ask, string Category, string Touchpoint)
{
    public ThemeText Text => new(Words, Ask, Category, Touchpoint);
}

/// <summary>Comments of our own making, with the truth about which of them are the same matter: labelled.jsonl.</summary>
internal static class LabelledComments
{
    public static IReadOnlyList<LabelledComment> All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Themes", "labelled.jsonl"))
            .Select(line => JsonSerializer.Deserialize<LabelledComment>(line, JsonSerializerOptions.Web) ?? throw new InvalidDataException("an empty line among the labelled comments")),
    ];

    /// <summary>In how many languages a group is written.</summary>
    public static bool IsMixed(string? group) => group is not null && group.EndsWith("-mixed", StringComparison.Ordinal);
}
