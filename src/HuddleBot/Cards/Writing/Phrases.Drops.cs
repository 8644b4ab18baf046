namespace HuddleBot.Cards.Writing;

/// <summary>Those of a fall of the score.</summary>
internal static partial class Phrases
{
    public static class Drops
    {
        public static readonly Phrase Fell = new("drop.fell", "score", "day");
        public static readonly Phrase IsBack = new("drop.isBack", "score");
        public static readonly Phrase IsUsual = new("drop.isUsual", "score");
        public static readonly Phrase Part = new("drop.part", "score", "part");
        public static readonly Phrase Figure = new("drop.figure", "value", "low", "high", "answers");
        public static readonly Phrase FromTo = new("drop.fromTo", "before", "after");
        public static readonly Phrase Moved = new("drop.moved", "part", "before", "after");
        public static readonly Phrase Also = new("drop.also", "what", "before", "after", "day");
        public static readonly Phrase More = new("drop.more", "count");
        public static readonly Phrase Chance = new("drop.chance", "weeks");
        public static readonly Phrase Rarely = new("drop.rarely", "weeks");
        public static readonly Phrase Voices = new("drop.voices");
        public static readonly Phrase Back = new("drop.back", "day", "now");
        public static readonly Phrase Usual = new("drop.usual");
        public static readonly Phrase BackNote = new("drop.backNote", "whose", "now", "day", "down");
        public static readonly Phrase Thanks = new("drop.thanks");
        public static readonly Phrase Notice = new("drop.notice", "title", "before", "after", "whose");
    }
}
