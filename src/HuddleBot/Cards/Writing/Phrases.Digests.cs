namespace HuddleBot.Cards.Writing;

/// <summary>Those of the digest.</summary>
internal static partial class Phrases
{
    public static class Digests
    {
        public static readonly Phrase Title = new("digest.title", "period");
        public static readonly Phrase TitleOfTeams = new("digest.titleOfTeams", "period");
        public static readonly Phrase Days = new("digest.days", "first", "last");
        public static readonly Phrase Late = new("digest.late", "when");
        public static readonly Phrase Asked = new("digest.asked");
        public static readonly Phrase Preview = new("digest.preview");
        public static readonly Phrase Next = new("digest.next", "when");
        public static readonly Phrase Nothing = new("digest.nothing");
        public static readonly Phrase NoScore = new("digest.noScore");
        public static readonly Phrase Window = new("digest.window", "line", "days");
        public static readonly Phrase Unit = new("digest.unit", "unit", "line");
        public static readonly Phrase Fell = new("digest.fell", "unit", "from", "to", "day");
        public static readonly Phrase Recovered = new("digest.recovered", "unit", "from", "to", "day");
        public static readonly Phrase More = new("digest.more", "count");
        public static readonly Phrase OneMore = new("digest.oneMore");
        public static readonly Phrase RollUp = new("digest.rollUp", "period", "line");
        public static readonly Phrase Moved = new("digest.heading.moved");
        public static readonly Phrase Loops = new("digest.heading.loops");
        public static readonly Phrase CameBack = new("digest.heading.cameBack");
        public static readonly Phrase TopTheme = new("digest.heading.theme");
        public static readonly Phrase Wins = new("digest.heading.wins");
        public static readonly Phrase Silent = new("digest.heading.silent");
        public static readonly Phrase Decide = new("digest.heading.decide");
        public static readonly Phrase Earlier = new("digest.heading.earlier");
        public static readonly Phrase Before = new("digest.heading.before");
        public static readonly Phrase Inner = new("digest.inner", "figures");
        public static readonly Phrase Outer = new("digest.outer", "figures");
        public static readonly Phrase Calls = new("digest.calls", "figures");
        public static readonly Phrase Loop = new("digest.loop", "opened", "closed", "open");
        public static readonly Phrase InTime = new("digest.inTime", "share");
        public static readonly Phrase Share = new("digest.share", "yes", "of");
        public static readonly Phrase ShareWith = new("digest.shareWith", "value", "low", "high", "yes", "of");
        public static readonly Phrase SomeLate = new("digest.someLate", "count");
        public static readonly Phrase Oldest = new("digest.oldest", "days");
        public static readonly Phrase OldestIn = new("digest.oldestIn", "days", "unit");
        public static readonly Phrase OneDay = new("digest.oneDay");
        public static readonly Phrase SomeDays = new("digest.someDays", "count");
        public static readonly Phrase Huddles = new("digest.huddles", "share");
        public static readonly Phrase MissedByBot = new("digest.missedByBot", "line", "count");
        public static readonly Phrase Promises = new("digest.promises", "share");
        public static readonly Phrase CustomerPromises = new("digest.customerPromises", "share");
        public static readonly Phrase Resolved = new("digest.resolved", "teams", "words");
        public static readonly Phrase Declined = new("digest.declined", "teams", "words");
        public static readonly Phrase SentBack = new("digest.sentBack", "teams", "words");
        public static readonly Phrase AndMore = new("digest.andMore", "names", "count");
        public static readonly Phrase Theme = new("digest.theme", "title", "fresh", "all", "teams");
        public static readonly Phrase Said = new("digest.said", "words", "from");
        public static readonly Phrase SaidWith = new("digest.saidWith", "words", "from", "score");
        public static readonly Phrase Worked = new("digest.worked", "unit");
        public static readonly Phrase WorkedSo = new("digest.workedSo", "unit", "words");
        public static readonly Phrase Helped = new("digest.helped", "unit", "words");
        public static readonly Phrase Rose = new("digest.rose", "subject", "value", "low", "high");
        public static readonly Phrase Celebrated = new("digest.celebrated", "unit", "words");
        public static readonly Phrase CelebratedOf = new("digest.celebratedOf", "line", "count");
        public static readonly Phrase QuietFeed = new("digest.quietFeed", "name", "day");
        public static readonly Phrase QuietTeam = new("digest.quietTeam", "name", "day");
        public static readonly Phrase QuietChannel = new("digest.quietChannel", "name", "day");
        public static readonly Phrase QuietDelivery = new("digest.quietDelivery", "name", "day", "count");
        public static readonly Phrase Usually = new("digest.usually", "line", "gap");
        public static readonly Phrase UsuallyWorking = new("digest.usuallyWorking", "line", "gap");
        public static readonly Phrase IsBack = new("digest.isBack", "name", "day");
        public static readonly Phrase Asks = new("digest.asks", "category", "ask");
        public static readonly Phrase Why = new("digest.why", "teams", "days");
        public static readonly Phrase WhyHurt = new("digest.whyHurt", "teams", "days", "customers");
        public static readonly Phrase WhyLate = new("digest.whyLate", "why");
        public static readonly Phrase Among = new("digest.among", "count");
        public static readonly Phrase Waits = new("digest.waits");
        public static readonly Phrase InThread = new("digest.inThread");
        public static readonly Phrase Table = new("digest.table");
        public static readonly Phrase Units = new("digest.units");
        public static readonly Phrase UnitsPage = new("digest.unitsPage", "page", "pages");
        public static readonly Phrase UnitsLeft = new("digest.unitsLeft", "count");
        public static readonly Phrase AllLoops = new("digest.allLoops");
        public static readonly Phrase AllThemes = new("digest.allThemes");
        public static readonly Phrase SentToYou = new("digest.sentToYou");
        public static readonly Phrase SentToLeads = new("digest.sentToLeads");
        public static readonly Phrase NotForYou = new("digest.notForYou");
        public static readonly Phrase SendMe = new("digest.sendMe");
        public static readonly Phrase SendLeads = new("digest.sendLeads");
    }
}
