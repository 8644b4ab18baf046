using System.Text.Json;
using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Views;

/// <summary>The whole comment, a page at a time.</summary>
/// <param name="Pieces">The words of this page, in blocks.</param>
/// <param name="Buttons">To the next page, if there is one. Its value is <c>{issue}:{page}</c>.</param>
internal sealed record FullCommentView(
    [property: ShownOn(Platform.Slack)] string State, [property: OurWords] string Title, string Headline, IReadOnlyList<string> Pieces,
    [property: ShownOn(Platform.Slack)] string ActionsId, IReadOnlyList<ButtonView> Buttons) : CardView
{
    [ShownOn(Platform.Teams)]
    public required AboutView About { get; init; }

    [ShownOn(Platform.Teams)]
    public required int NextPage { get; init; }

    public static FullCommentView From(CardContent.FullComment comment, CardWriter write)
    {
        var pages = PagesOf(DisplayText.Clean(comment.Item.Words ?? ""), write.Room);
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
        { Summary = title, About = AboutView.Of(comment.Item, comment.InPlace?.Card ?? CardKinds.Issue), NextPage = page + 1 };
    }

    private static List<List<string>> PagesOf(string words, CardRoom room)
    {
        var pages = new List<List<string>> { new() };
        var (characters, bytes) = (0, 0);
        foreach (var piece in DisplayText.Pieces(words, CardLengths.Piece))
        {
            var size = JsonEncodedText.Encode(piece).EncodedUtf8Bytes.Length;
            if (pages[^1].Count > 0 && (characters + piece.Length > room.Page || bytes + size > room.PageBytes))
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
