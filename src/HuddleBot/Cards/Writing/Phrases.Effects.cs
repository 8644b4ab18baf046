namespace HuddleBot.Cards.Writing;

internal static partial class Phrases
{
    /// <summary>Those of "did it work?".</summary>
    public static class Effects
    {
        public static readonly Phrase Title = new("effect.title");
        public static readonly Phrase Theme = new("effect.theme", "title");
        public static readonly Phrase Better = new("effect.better", "change", "low", "high");
        public static readonly Phrase Worse = new("effect.worse", "change", "low", "high");
        public static readonly Phrase MayBeChance = new("effect.mayBeChance", "change", "low", "high");
        public static readonly Phrase TooSmall = new("effect.tooSmall", "change", "low", "high");
        public static readonly Phrase Points = new("effect.points", "value");
        public static readonly Phrase OnePoint = new("effect.onePoint", "value");
        public static readonly Phrase Stars = new("effect.stars", "value");
        public static readonly Phrase Everything = new("effect.everything");
        public static readonly Phrase BeforeAfter = new("effect.beforeAfter", "where", "before", "after", "answersBefore", "answersAfter");
        public static readonly Phrase OneOther = new("effect.oneOther", "before", "after");
        public static readonly Phrase Others = new("effect.others", "count", "before", "after");
        public static readonly Phrase Alone = new("effect.alone");
        public static readonly Phrase TogetherOne = new("effect.togetherOne");
        public static readonly Phrase Together = new("effect.together", "count");
        public static readonly Phrase SaidYes = new("effect.saidYes");
        public static readonly Phrase SaidPartly = new("effect.saidPartly");
        public static readonly Phrase SaidNo = new("effect.saidNo");
        public static readonly Phrase Days = new("effect.days", "from", "to", "afterFrom", "afterTo");
        public static readonly Phrase Notice = new("effect.notice");
    }
}
