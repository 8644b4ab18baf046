namespace HuddleBot.Cards.Writing;

/// <summary>Those of the huddle and its promises.</summary>
internal static partial class Phrases
{
    public static class Huddles
    {
        public static readonly Phrase Name = new("huddle.name");
        public static readonly Phrase Title = new("huddle.title", "name", "when");
        public static readonly Phrase Minutes = new("huddle.minutes", "count");
        public static readonly Phrase OneMinute = new("huddle.oneMinute");
        public static readonly Phrase Announced = new("huddle.announced", "minutes", "who");
        public static readonly Phrase AnnouncedWithoutLead = new("huddle.announcedWithoutLead", "minutes");
        public static readonly Phrase Running = new("huddle.running", "time", "who");
        public static readonly Phrase RunningWithoutLead = new("huddle.runningWithoutLead", "time");
        public static readonly Phrase Finished = new("huddle.finished", "there", "decided");
        public static readonly Phrase There = new("huddle.there", "count");
        public static readonly Phrase OneThere = new("huddle.oneThere");
        public static readonly Phrase NobodyThere = new("huddle.nobodyThere");
        public static readonly Phrase Decided = new("huddle.decided", "count");
        public static readonly Phrase OneDecided = new("huddle.oneDecided");
        public static readonly Phrase NothingDecided = new("huddle.nothingDecided");
        public static readonly Phrase Missed = new("huddle.missed");
        public static readonly Phrase MissedAnswered = new("huddle.missedAnswered");
        public static readonly Phrase CalledOff = new("huddle.calledOff");
        public static readonly Phrase Skipped = new("huddle.skipped");
        public static readonly Phrase SkippedWithOne = new("huddle.skippedWithOne");
        public static readonly Phrase SkippedWithMore = new("huddle.skippedWithMore", "count");
        public static readonly Phrase Here = new("huddle.here", "names");
        public static readonly Phrase Away = new("huddle.away", "names");
        public static readonly Phrase HereAndAway = new("huddle.hereAndAway", "here", "away");
        public static readonly Phrase NamesAndMore = new("huddle.namesAndMore", "names", "count");
        public static readonly Phrase Empty = new("huddle.empty");
        public static readonly Phrase EmptyQuestion = new("huddle.emptyQuestion");
        public static readonly Phrase TimeIsUp = new("huddle.timeIsUp", "minutes");
        public static readonly Phrase TimeWasUp = new("huddle.timeWasUp", "time");
    }

    public static class Parts
    {
        public static readonly Phrase Heading = new("part.heading", "part", "minutes");
        public static readonly Phrase Promises = new("part.promises");
        public static readonly Phrase PromisesAndMore = new("part.promisesAndMore", "count");
        public static readonly Phrase Score = new("part.score");
        public static readonly Phrase Praise = new("part.praise");
        public static readonly Phrase Comments = new("part.comments");
        public static readonly Phrase CommentsAfterwards = new("part.commentsAfterwards");
        public static readonly Phrase Answers = new("part.answers");
        public static readonly Phrase Question = new("part.question");
        public static readonly Phrase Asked = new("part.asked", "ask");
        public static readonly Phrase WhyOne = new("part.whyOne");
        public static readonly Phrase WhyOneWords = new("part.whyOneWords", "words");
        public static readonly Phrase WhyMany = new("part.whyMany", "count");
        public static readonly Phrase WhyManyWords = new("part.whyManyWords", "count", "words");
        public static readonly Phrase WhyUnhappy = new("part.whyUnhappy");
        public static readonly Phrase WhyMixed = new("part.whyMixed");
        public static readonly Phrase WhyRaised = new("part.whyRaised");
        public static readonly Phrase WhyRecent = new("part.whyRecent");
        public static readonly Phrase Undecided = new("part.undecided");
        public static readonly Phrase Both = new("part.both", "first", "then");
        public static readonly Phrase Item = new("part.item", "text");
    }

    public static class Movements
    {
        public static readonly Phrase Nps = new("movement.nps", "value");
        public static readonly Phrase Csat = new("movement.csat", "value");
        public static readonly Phrase Ces = new("movement.ces", "value");
        public static readonly Phrase Stars = new("movement.stars", "value");
        public static readonly Phrase StarsOf = new("movement.starsOf", "value", "most");
        public static readonly Phrase Share = new("movement.share", "value");
        public static readonly Phrase Figure = new("movement.figure", "figure", "low", "high", "answers", "days");
        public static readonly Phrase Answers = new("movement.answers", "count");
        public static readonly Phrase NoAnswers = new("movement.noAnswers");
        public static readonly Phrase OneAnswer = new("movement.oneAnswer");
        public static readonly Phrase TooFew = new("movement.tooFew", "answers", "days");
        public static readonly Phrase NothingToCompare = new("movement.nothingToCompare", "days");
        public static readonly Phrase MayBeChance = new("movement.mayBeChance", "before", "days");
        public static readonly Phrase Up = new("movement.up", "before", "days");
        public static readonly Phrase Down = new("movement.down", "before", "days");
    }

    public static class Promises
    {
        public static readonly Phrase Line = new("promise.line", "owner", "what", "status");
        public static readonly Phrase Due = new("promise.due", "date");
        public static readonly Phrase WasDue = new("promise.wasDue", "date");
        public static readonly Phrase By = new("promise.by", "date");
        public static readonly Phrase Worked = new("promise.worked");
        public static readonly Phrase PartlyWorked = new("promise.partlyWorked");
        public static readonly Phrase DidNotWork = new("promise.didNotWork");
        public static readonly Phrase TooEarly = new("promise.tooEarly");
        public static readonly Phrase Dropped = new("promise.dropped");
    }

    public static class Receipts
    {
        public static readonly Phrase Title = new("receipt.title", "when");
        public static readonly Phrase There = new("receipt.there");
        public static readonly Phrase Led = new("receipt.led", "who");
        public static readonly Phrase Decided = new("receipt.decided");
        public static readonly Phrase Promises = new("receipt.promises");
        public static readonly Phrase Answers = new("receipt.answers");
        public static readonly Phrase Answer = new("receipt.answer", "who", "words");
        public static readonly Phrase AnswerMarked = new("receipt.answerMarked", "who", "marks", "words");
        public static readonly Phrase Late = new("receipt.late");
        public static readonly Phrase Edited = new("receipt.edited");
        public static readonly Phrase LateAndEdited = new("receipt.lateAndEdited");
    }

    public static class Reminders
    {
        public static readonly Phrase Lead = new("reminder.lead");
        public static readonly Phrase LeadWaits = new("reminder.leadWaits", "team", "time");
        public static readonly Phrase LeadPassed = new("reminder.leadPassed", "who");
        public static readonly Phrase Started = new("reminder.started");
        public static readonly Phrase Finished = new("reminder.finished");
        public static readonly Phrase Answer = new("reminder.answer");
        public static readonly Phrase AnswerUntil = new("reminder.answerUntil", "team", "when");
        public static readonly Phrase AnswersWere = new("reminder.answersWere", "when");
        public static readonly Phrase NothingLeft = new("reminder.nothingLeft");
        public static readonly Phrase Promise = new("reminder.promise");
        public static readonly Phrase PromisePast = new("reminder.promisePast");
        public static readonly Phrase PromiseOver = new("reminder.promiseOver");
        public static readonly Phrase PromiseOf = new("reminder.promiseOf", "team", "date");
        public static readonly Phrase DidItWork = new("reminder.didItWork");
        public static readonly Phrase DidItWorkOf = new("reminder.didItWorkOf", "team");
    }

    public static class Schedules
    {
        public static readonly Phrase Title = new("schedule.title");
        public static readonly Phrase TitleOf = new("schedule.titleOf", "team");
        public static readonly Phrase Line = new("schedule.line", "when", "minutes");
        public static readonly Phrase LineNamed = new("schedule.lineNamed", "when", "minutes", "name");
        public static readonly Phrase Noted = new("schedule.noted", "line", "note");
        public static readonly Phrase SkippedTime = new("schedule.skippedTime", "time");
        public static readonly Phrase RepeatedTime = new("schedule.repeatedTime", "time");
        public static readonly Phrase Paused = new("schedule.paused", "date");
        public static readonly Phrase Resumed = new("schedule.resumed");
        public static readonly Phrase None = new("schedule.none");
        public static readonly Phrase Zone = new("schedule.zone", "zone");
    }
}
