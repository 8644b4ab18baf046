using System.Text.Json;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;

namespace HuddleBot.Cards.Views;

/// <summary>The whole comment, a page at a time.</summary>
/// <param name="Pieces">The words of this page, in blocks.</param>
/// <param name="Buttons">To the next page, if there is one. Its value is <c>{issue}:{page}</c>.</param>
internal sealed record FullCommentView(string State, string Title, string Headline, IReadOnlyList<string> Pieces, string ActionsId, IReadOnlyList<ButtonView> Buttons) : FormView(State)
{
    public static FullCommentView From(CardContent.FullComment comment, CardWriter write)
    {
        var pages = PagesOf(DisplayText.Clean(comment.Item.Words ?? ""));
        var page = Math.Clamp(comment.Page, 0, pages.Count - 1);
        var issue = comment.Item.Issue;
        var title = pages.Count == 1 ? write.Say(Phrases.Forms.CommentTitle) : write.Say(Phrases.Forms.CommentPartTitle, (page + 1).ToString(), pages.Count.ToString());
        return new(
            Forms.State(comment.Item, isChange: false),
            title,
            write.Headline(comment.Item),
            pages[page],
            $"show-{issue.Id}-{page}",
            page + 1 < pages.Count ? [new(Verbs.Show, write.Say(Phrases.Buttons.Next), $"{issue.Id}:{page + 1}", Primary: false)] : [])
        { Summary = title };
    }

    private static List<List<string>> PagesOf(string words)
    {
        var pages = new List<List<string>> { new() };
        var (characters, bytes) = (0, 0);
        foreach (var piece in DisplayText.Pieces(words, CardLengths.Piece))
        {
            var size = JsonEncodedText.Encode(piece).EncodedUtf8Bytes.Length;
            if (pages[^1].Count > 0 && (characters + piece.Length > CardLengths.Page || bytes + size > CardLengths.PageBytes))
            {
                pages.Add([]);
                (characters, bytes) = (0, 0);
            }

            pages[^1].Add(piece);
            (characters, bytes) = (characters + piece.Length, bytes + size);
        }

        return pages;
    }
}
