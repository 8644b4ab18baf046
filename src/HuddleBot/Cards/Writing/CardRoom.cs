using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Writing;

/// <summary>How much a card may say: all that <see cref="CardLengths"/> allow, or a share of it where the platform holds less.</summary>
/// <param name="Share">Of the lengths and of the lines of a list, 0 to 1.</param>
/// <param name="Page">One page of a whole comment, in UTF-16 characters; the same in every step, since pages are counted.</param>
/// <param name="PageBytes">One page of a whole comment as JSON with everything escaped that can be.</param>
/// <param name="CutsTyped">Even what stands in a field is cut, which the person sees and would save.</param>
internal sealed record CardRoom(double Share, int Page, int PageBytes, bool CutsTyped = false)
{
    /// <summary>The shortest that a text is cut to.</summary>
    private const int Shortest = 40;

    /// <summary>Slack: a message counts its blocks and a view holds 250 kB, so that everything fits at once.</summary>
    public static CardRoom Whole { get; } = new(1, CardLengths.Page, CardLengths.PageBytes);

    private static readonly IReadOnlyList<CardRoom> Teams =
        [.. new[] { 1, 0.85, 0.75, 0.65, 0.5, 0.35, 0.25, 0.15, 0.1 }.Select(share => new CardRoom(share, Page: 10_000, PageBytes: 24_000, CutsTyped: share < 0.25))];

    /// <summary>The steps in which a card is tried, from the roomiest.</summary>
    public static IReadOnlyList<CardRoom> StepsOf(Platform platform) => platform == Platform.Teams ? Teams : [Whole];

    public int Of(int length) => Math.Max(Math.Min(length, Shortest), (int)(length * Share));

    /// <summary>Of what a person typed and can save again.</summary>
    public int OfTyped(int length) => CutsTyped ? Of(length) : length;

    public int Items(int count) => Math.Max(1, (int)(count * Share));
}
