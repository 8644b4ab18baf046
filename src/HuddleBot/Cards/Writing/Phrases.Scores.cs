namespace HuddleBot.Cards.Writing;

internal static partial class Phrases
{
    /// <summary>The answer to who asks for the score.</summary>
    public static class Standings
    {
        public static readonly Phrase Title = new("standing.title", "whose", "days");
        public static readonly Phrase ShortTitle = new("standing.shortTitle", "whose");
        public static readonly Phrase Touchpoint = new("standing.touchpoint", "line");
        public static readonly Phrase Segment = new("standing.segment", "line");
        public static readonly Phrase NoAnswers = new("standing.noAnswers");
        public static readonly Phrase NoSuchPart = new("standing.noSuchPart", "asked");
        public static readonly Phrase NoParts = new("standing.noParts", "asked");
        public static readonly Phrase Also = new("standing.also");
        public static readonly Phrase Touchpoints = new("standing.touchpoints");
        public static readonly Phrase Segments = new("standing.segments");
        public static readonly Phrase Line = new("standing.line", "part", "line");
        public static readonly Phrase Metric = new("standing.metric", "metric", "line");
        public static readonly Phrase Nps = new("standing.nps");
        public static readonly Phrase Csat = new("standing.csat");
        public static readonly Phrase Ces = new("standing.ces");
        public static readonly Phrase Stars = new("standing.stars");
        public static readonly Phrase Quiet = new("standing.quiet", "count");
        public static readonly Phrase More = new("standing.more", "count");
        public static readonly Phrase Note = new("standing.note");
    }
}
