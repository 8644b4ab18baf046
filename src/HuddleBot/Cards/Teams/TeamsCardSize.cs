using System.Text;
using HuddleBot.Core.Cards;

namespace HuddleBot.Cards.Teams;

/// <summary>
/// How large a card may be. Microsoft Teams takes about 100 kB an activity, counted as UTF-16, and advises to stay below 80 kB; about 25 kB of UTF-8 are safe on every path.
/// </summary>
internal static class TeamsCardSize
{
    /// <summary>UTF-16 characters: 76 kB, which leaves room for the activity around the card.</summary>
    public const int Characters = 38_000;

    /// <summary>What is aimed at.</summary>
    private const int Utf8Bytes = 25_000;

    public static bool Fits(RenderedCard card) => card.Json.Length <= Characters;

    public static bool IsSmall(RenderedCard card) => Fits(card) && Encoding.UTF8.GetByteCount(card.Json) <= Utf8Bytes;
}
