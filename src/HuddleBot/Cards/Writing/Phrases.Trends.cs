namespace HuddleBot.Cards.Writing;

internal static partial class Phrases
{
    public static class Trends
    {
        public static readonly Phrase Of = new("trend.of", "team", "part");
        public static readonly Phrase Figure = new("trend.figure", "figure", "low", "high", "answers");
        public static readonly Phrase Up = new("trend.up", "line", "before");
        public static readonly Phrase Down = new("trend.down", "line", "before");
        public static readonly Phrase MayBeChance = new("trend.mayBeChance", "line", "before");
        public static readonly Phrase TooFew = new("trend.tooFew", "answers");
        public static readonly Phrase Band = new("trend.band");
        public static readonly Phrase Gaps = new("trend.gaps");
        public static readonly Phrase Fell = new("trend.fell", "day");
        public static readonly Phrase Notes = new("trend.notes", "one", "other");
        public static readonly Phrase Picture = new("trend.picture", "from", "to", "sentences");
        public static readonly Phrase Then = new("trend.then", "figure", "day", "low", "high");
        public static readonly Phrase Only = new("trend.only", "then");
        public static readonly Phrase FromTo = new("trend.fromTo", "then", "now");
        public static readonly Phrase Extremes = new("trend.extremes", "lowest", "lowestDay", "highest", "highestDay");
        public static readonly Phrase Nothing = new("trend.nothing");
        public static readonly Phrase OneGap = new("trend.oneGap");
        public static readonly Phrase SomeGaps = new("trend.someGaps", "count");
        public static readonly Phrase FellSentence = new("trend.fellSentence", "day");
        public static readonly Phrase Score = new("trend.score");
        public static readonly Phrase Upper = new("trend.upper");
        public static readonly Phrase Lower = new("trend.lower");
    }
}
