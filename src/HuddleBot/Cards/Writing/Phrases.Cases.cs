using HuddleBot.Core.Cases;
using HuddleBot.Core.Feedback;

namespace HuddleBot.Cards.Writing;

internal static partial class Phrases
{
    /// <summary>Those of the page for a sponsor.</summary>
    public static class Cases
    {
        public static readonly Phrase Title = new("case.title", "what");
        public static readonly Phrase IssueOf = new("case.issueOf", "team");
        public static readonly Phrase About = new("case.about", "teams", "fixed", "made");
        public static readonly Phrase TooEarly = new("case.tooEarly", "from");
        public static readonly Phrase TooFewToSay = new("case.tooFewToSay", "before", "after");
        public static readonly Phrase ScoreOf = new("case.scoreOf", "where", "metric");
        public static readonly Phrase Nps = new("case.metric.nps");
        public static readonly Phrase Csat = new("case.metric.csat");
        public static readonly Phrase Ces = new("case.metric.ces");
        public static readonly Phrase Stars = new("case.metric.stars");
        public static readonly Phrase Before = new("case.before");
        public static readonly Phrase WhileOpen = new("case.whileOpen");
        public static readonly Phrase After = new("case.after");
        public static readonly Phrase OtherTeam = new("case.otherTeam");
        public static readonly Phrase OtherTeams = new("case.otherTeams", "count");
        public static readonly Phrase OthersBefore = new("case.othersBefore", "teams");
        public static readonly Phrase OthersAfter = new("case.othersAfter", "teams");
        public static readonly Phrase ColumnDays = new("case.column.days");
        public static readonly Phrase ColumnScore = new("case.column.score");
        public static readonly Phrase ColumnInterval = new("case.column.interval");
        public static readonly Phrase ColumnAnswers = new("case.column.answers");
        public static readonly Phrase ColumnLoop = new("case.column.loop");
        public static readonly Phrase ColumnOpened = new("case.column.opened");
        public static readonly Phrase ColumnClosed = new("case.column.closed");
        public static readonly Phrase ColumnOpen = new("case.column.open");
        public static readonly Phrase ColumnInTime = new("case.column.inTime");
        public static readonly Phrase TooFew = new("case.tooFew");
        public static readonly Phrase FromTo = new("case.fromTo", "from", "to");
        public static readonly Phrase TrendHeading = new("case.trendHeading");
        public static readonly Phrase Picture = new("case.picture", "where");
        public static readonly Phrase ClocksHeading = new("case.clocksHeading");
        public static readonly Phrase ClocksOfMany = new("case.clocksOfMany");
        public static readonly Phrase ToDecision = new("case.toDecision");
        public static readonly Phrase ToAnswer = new("case.toAnswer");
        public static readonly Phrase ToFix = new("case.toFix");
        public static readonly Phrase CalledBack = new("case.calledBack");
        public static readonly Phrase SomeOf = new("case.someOf", "some", "all");
        public static readonly Phrase Minutes = new("case.minutes", "count");
        public static readonly Phrase Hours = new("case.hours", "count");
        public static readonly Phrase Days = new("case.days", "count");
        public static readonly Phrase HistoryHeading = new("case.historyHeading");
        public static readonly Phrase MoreSteps = new("case.moreSteps", "count");
        public static readonly Phrase ACustomer = new("case.aCustomer");
        public static readonly Phrase WhatWasSaid = new("case.whatWasSaid");
        public static readonly Phrase WhatIsSaidNow = new("case.whatIsSaidNow");
        public static readonly Phrase MethodHeading = new("case.methodHeading");
        public static readonly Phrase MethodWindows = new("case.methodWindows");
        public static readonly Phrase MethodCompared = new("case.methodCompared");
        public static readonly Phrase MethodVerdict = new("case.methodVerdict");
        public static readonly Phrase MethodProgramme = new("case.methodProgramme");
        public static readonly Phrase ComparedTeams = new("case.comparedTeams", "teams");
        public static readonly Phrase AndMore = new("case.andMore", "names", "count");
        public static readonly Phrase ProgrammeTitle = new("case.programmeTitle", "weeks");
        public static readonly Phrase ProgrammeAbout = new("case.programmeAbout", "teams", "from", "to", "answers");
        public static readonly Phrase ProgrammeLoops = new("case.programmeLoops", "inner", "outer");
        public static readonly Phrase NothingJudged = new("case.nothingJudged");
        public static readonly Phrase NothingFixed = new("case.nothingFixed");
        public static readonly Phrase Judged = new("case.judged", "count", "better", "worse", "unclear", "few");
        public static readonly Phrase Young = new("case.young", "day");
        public static readonly Phrase LoopsHeading = new("case.loopsHeading");
        public static readonly Phrase Inner = new("case.inner");
        public static readonly Phrase Outer = new("case.outer");
        public static readonly Phrase Calls = new("case.calls");
        public static readonly Phrase Fixes = new("case.fixes");
        public static readonly Phrase Huddles = new("case.huddles");
        public static readonly Phrase ScoresHeading = new("case.scoresHeading");
        public static readonly Phrase NoScores = new("case.noScores");
        public static readonly Phrase ScoreBefore = new("case.scoreBefore", "metric");
        public static readonly Phrase ScoreNow = new("case.scoreNow", "metric");
        public static readonly Phrase Movement = new("case.movement", "metric", "movement");
        public static readonly Phrase EffectsHeading = new("case.effectsHeading");
        public static readonly Phrase MoreEffects = new("case.moreEffects", "count");
        public static readonly Phrase NoWords = new("case.noWords");
        public static readonly Phrase BehindFixes = new("case.behindFixes");

        public static readonly Phrase CustomerAnswered = new("case.step.customerAnswered", "who");
        public static readonly Phrase Raised = new("case.step.raised", "who");
        public static readonly Phrase Promised = new("case.step.promised", "who");
        public static readonly Phrase Escalated = new("case.step.escalated", "who");
        public static readonly Phrase Accepted = new("case.step.accepted", "who");
        public static readonly Phrase Asked = new("case.step.asked", "who");
        public static readonly Phrase Answered = new("case.step.answered", "who");
        public static readonly Phrase Returned = new("case.step.returned", "who");
        public static readonly Phrase Merged = new("case.step.merged", "who");
        public static readonly Phrase Declined = new("case.step.declined", "who");
        public static readonly Phrase Resolved = new("case.step.resolved", "who");
        public static readonly Phrase Done = new("case.step.done", "who");
        public static readonly Phrase Dropped = new("case.step.dropped", "who");
        public static readonly Phrase Worked = new("case.step.worked", "who");
        public static readonly Phrase WorkedInPart = new("case.step.workedInPart", "who");
        public static readonly Phrase DidNotWork = new("case.step.didNotWork", "who");
        public static readonly Phrase Reopened = new("case.step.reopened", "who");
        public static readonly Phrase Undone = new("case.step.undone", "who");

        public static Phrase MetricOf(Metric metric) => metric switch { Metric.Nps => Nps, Metric.Csat => Csat, Metric.Ces => Ces, _ => Stars };

        public static Phrase StepOf(CaseStepKind kind) => kind switch
        {
            CaseStepKind.CustomerAnswered => CustomerAnswered,
            CaseStepKind.Raised => Raised,
            CaseStepKind.Promised => Promised,
            CaseStepKind.Escalated => Escalated,
            CaseStepKind.Accepted => Accepted,
            CaseStepKind.Asked => Asked,
            CaseStepKind.Answered => Answered,
            CaseStepKind.Returned => Returned,
            CaseStepKind.Merged => Merged,
            CaseStepKind.Declined => Declined,
            CaseStepKind.Resolved => Resolved,
            CaseStepKind.Done => Done,
            CaseStepKind.Dropped => Dropped,
            CaseStepKind.Worked => Worked,
            CaseStepKind.WorkedInPart => WorkedInPart,
            CaseStepKind.DidNotWork => DidNotWork,
            CaseStepKind.Reopened => Reopened,
            CaseStepKind.Undone => Undone,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such step"),
        };
    }
}
