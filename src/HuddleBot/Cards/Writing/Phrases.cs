using System.Reflection;

namespace HuddleBot.Cards.Writing;

/// <summary>The texts that code fills in or chooses; what a template shows as it is, the template names itself (<c>$host</c>).</summary>
internal static partial class Phrases
{
    public static IReadOnlyList<Phrase> All { get; } =
        [.. typeof(Phrases).GetNestedTypes().SelectMany(group => group.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => (Phrase)field.GetValue(null)!)];

    public static class Buttons
    {
        public static readonly Phrase Fix = new("button.fix");
        public static readonly Phrase Escalate = new("button.escalate");
        public static readonly Phrase EscalateAnew = new("button.escalateAnew");
        public static readonly Phrase Celebrate = new("button.celebrate");
        public static readonly Phrase Dismiss = new("button.dismiss");
        public static readonly Phrase Change = new("button.change");
        public static readonly Phrase Done = new("button.done");
        public static readonly Phrase Undo = new("button.undo");
        public static readonly Phrase ShowAll = new("button.showAll");
        public static readonly Phrase Accept = new("button.accept");
        public static readonly Phrase Decline = new("button.decline");
        public static readonly Phrase Resolve = new("button.resolve");
        public static readonly Phrase Next = new("button.next");
        public static readonly Phrase Open = new("button.open");
        public static readonly Phrase Drop = new("button.drop");
        public static readonly Phrase DidItWork = new("button.didItWork");
        public static readonly Phrase Move = new("button.move");
        public static readonly Phrase Worked = new("button.worked");
        public static readonly Phrase PartlyWorked = new("button.partlyWorked");
        public static readonly Phrase DidNotWork = new("button.didNotWork");
        public static readonly Phrase Start = new("button.start");
        public static readonly Phrase Here = new("button.here");
        public static readonly Phrase Away = new("button.away");
        public static readonly Phrase Pass = new("button.pass");
        public static readonly Phrase Promise = new("button.promise");
        public static readonly Phrase Finish = new("button.finish");
        public static readonly Phrase Answer = new("button.answer");
        public static readonly Phrase Ask = new("button.ask");
        public static readonly Phrase Return = new("button.return");
        public static readonly Phrase Merge = new("button.merge");
        public static readonly Phrase Split = new("button.split");
        public static readonly Phrase Snooze = new("button.snooze");
        public static readonly Phrase Reopen = new("button.reopen");
        public static readonly Phrase Helped = new("button.helped");
        public static readonly Phrase PartlyHelped = new("button.partlyHelped");
        public static readonly Phrase DidNotHelp = new("button.didNotHelp");
        public static readonly Phrase QueueOpen = new("button.queueOpen");
        public static readonly Phrase QueueNext = new("button.queueNext");
        public static readonly Phrase QueuePrevious = new("button.queuePrevious");
        public static readonly Phrase QueueWhole = new("button.queueWhole");
        public static readonly Phrase QueueBack = new("button.queueBack");
        public static readonly Phrase Evidence = new("button.evidence");
        public static readonly Phrase Rename = new("button.rename");
    }

    public static class Notices
    {
        public static readonly Phrase Theme = new("notice.theme");
        public static readonly Phrase Comment = new("notice.comment", "headline");
        public static readonly Phrase Raised = new("notice.raised");
        public static readonly Phrase Issues = new("notice.issues");
        public static readonly Phrase Escalation = new("notice.escalation");
        public static readonly Phrase Thanks = new("notice.thanks");
        public static readonly Phrase Accepted = new("notice.accepted");
        public static readonly Phrase Declined = new("notice.declined");
        public static readonly Phrase Resolved = new("notice.resolved");
        public static readonly Phrase Decided = new("notice.decided");
        public static readonly Phrase Answer = new("notice.answer");
        public static readonly Phrase Huddle = new("notice.huddle", "when");
        public static readonly Phrase Receipt = new("notice.receipt");
        public static readonly Phrase TimeIsUp = new("notice.timeIsUp");
        public static readonly Phrase Question = new("notice.question");
        public static readonly Phrase TeamAnswered = new("notice.teamAnswered");
        public static readonly Phrase SentBack = new("notice.sentBack");
        public static readonly Phrase Queue = new("notice.queue");
        public static readonly Phrase Digest = new("notice.digest");
    }

    public static class Scores
    {
        public static readonly Phrase OutOf = new("score.outOf", "value", "max");
        public static readonly Phrase OnScale = new("score.onScale", "value", "min", "max");
        public static readonly Phrase Stars = new("score.stars", "points");
        public static readonly Phrase Headline = new("score.headline", "points", "meaning");
        public static readonly Phrase Notice = new("score.notice", "meaning", "points");
        public static readonly Phrase None = new("score.none");
        public static readonly Phrase Detractor = new("score.detractor");
        public static readonly Phrase Passive = new("score.passive");
        public static readonly Phrase Promoter = new("score.promoter");
        public static readonly Phrase Dissatisfied = new("score.dissatisfied");
        public static readonly Phrase Neutral = new("score.neutral");
        public static readonly Phrase Satisfied = new("score.satisfied");
        public static readonly Phrase Hard = new("score.hard");
        public static readonly Phrase NeitherHardNorEasy = new("score.neitherHardNorEasy");
        public static readonly Phrase Easy = new("score.easy");
    }

    public static class Lines
    {
        public static readonly Phrase Raised = new("line.raised", "who");
        public static readonly Phrase RaisedTitle = new("line.raisedTitle");
        public static readonly Phrase Attribute = new("line.attribute", "name", "value");
        public static readonly Phrase Quoted = new("line.quoted", "words");
        public static readonly Phrase Told = new("line.told", "headline", "words");
        public static readonly Phrase Then = new("line.then", "first", "then");
        public static readonly Phrase Sentence = new("line.sentence", "first", "then");
        public static readonly Phrase NoWords = new("line.noWords");
        public static readonly Phrase Today = new("line.today", "time");
        public static readonly Phrase Yesterday = new("line.yesterday", "time");
    }

    public static class States
    {
        public static readonly Phrase Undecided = new("state.undecided");
        public static readonly Phrase Fixing = new("state.fixing", "owner", "date");
        public static readonly Phrase FixingFor = new("state.fixingFor", "owner", "date", "who");
        public static readonly Phrase Try = new("state.try", "try");
        public static readonly Phrase Escalated = new("state.escalated", "who", "category");
        public static readonly Phrase Ask = new("state.ask", "ask");
        public static readonly Phrase AlsoHurt = new("state.alsoHurt", "alsoHurt");
        public static readonly Phrase Waiting = new("state.waiting", "when");
        public static readonly Phrase WaitingPast = new("state.waitingPast", "when");
        public static readonly Phrase Tried = new("state.tried", "try");
        public static readonly Phrase Accepted = new("state.accepted", "owner", "date");
        public static readonly Phrase AcceptedFor = new("state.acceptedFor", "owner", "date", "who");
        public static readonly Phrase HighPriority = new("state.highPriority");
        public static readonly Phrase Declined = new("state.declined", "who", "reason");
        public static readonly Phrase Resolved = new("state.resolved", "who", "answer");
        public static readonly Phrase Celebrated = new("state.celebrated", "who");
        public static readonly Phrase Thanks = new("state.thanks", "thanks");
        public static readonly Phrase NotActionable = new("state.notActionable", "who");
        public static readonly Phrase NotActionableBecause = new("state.notActionableBecause", "who", "reason");
        public static readonly Phrase Worked = new("state.worked", "who");
        public static readonly Phrase PartlyWorked = new("state.partlyWorked", "who");
        public static readonly Phrase DidNotWork = new("state.didNotWork", "who");
        public static readonly Phrase WhatHappened = new("state.whatHappened", "whatHappened");
        public static readonly Phrase TooEarly = new("state.tooEarly", "who");
        public static readonly Phrase Dropped = new("state.dropped", "who");
        public static readonly Phrase DroppedBecause = new("state.droppedBecause", "who", "reason");
        public static readonly Phrase Planned = new("state.planned", "try");
        public static readonly Phrase WithGroup = new("state.withGroup", "owner", "group");
        public static readonly Phrase Question = new("state.question", "who", "question");
        public static readonly Phrase Reply = new("state.reply", "who", "answer");
        public static readonly Phrase AskedAgain = new("state.askedAgain", "who", "reason");
        public static readonly Phrase Asked = new("state.asked", "when");
        public static readonly Phrase WillBeLookedAt = new("state.willBeLookedAt", "date");
        public static readonly Phrase Merged = new("state.merged", "title");
        public static readonly Phrase MergedAndAccepted = new("state.mergedAndAccepted", "owner", "date", "title");
        public static readonly Phrase SentBack = new("state.sentBack", "who", "guidance");
        public static readonly Phrase DidItHelp = new("state.didItHelp");
        public static readonly Phrase Helped = new("state.helped");
        public static readonly Phrase PartlyHelped = new("state.partlyHelped");
        public static readonly Phrase DidNotHelp = new("state.didNotHelp");
    }

    public static class Events
    {
        public static readonly Phrase Raised = new("event.raised", "who");
        public static readonly Phrase FixPlanned = new("event.fixPlanned", "owner", "date");
        public static readonly Phrase FixPlannedFor = new("event.fixPlannedFor", "owner", "date", "who");
        public static readonly Phrase Escalated = new("event.escalated", "who", "category", "when");
        public static readonly Phrase Celebrated = new("event.celebrated", "who");
        public static readonly Phrase Dismissed = new("event.dismissed", "who");
        public static readonly Phrase Worked = new("event.worked", "who");
        public static readonly Phrase PartlyWorked = new("event.partlyWorked", "who");
        public static readonly Phrase DidNotWork = new("event.didNotWork", "who");
        public static readonly Phrase Undone = new("event.undone", "who");
        public static readonly Phrase Accepted = new("event.accepted", "owner", "date");
        public static readonly Phrase AcceptedFor = new("event.acceptedFor", "owner", "date", "who");
        public static readonly Phrase Declined = new("event.declined", "who", "team");
        public static readonly Phrase Resolved = new("event.resolved", "who", "team");
        public static readonly Phrase TooEarly = new("event.tooEarly", "who");
        public static readonly Phrase Dropped = new("event.dropped", "who");
        public static readonly Phrase Asked = new("event.asked", "who", "team");
        public static readonly Phrase HowToAnswer = new("event.howToAnswer");
        public static readonly Phrase Answered = new("event.answered", "who");
        public static readonly Phrase SentBack = new("event.sentBack", "who", "owner", "date");
        public static readonly Phrase PutOff = new("event.putOff", "who", "date");
        public static readonly Phrase Merged = new("event.merged", "who", "title");
        public static readonly Phrase ThemeRenamed = new("event.themeRenamed", "who", "title");
        public static readonly Phrase Split = new("event.split", "who", "when");
        public static readonly Phrase TriageUndone = new("event.triageUndone", "who");
        public static readonly Phrase Reopened = new("event.reopened", "who", "when");
        public static readonly Phrase Helped = new("event.helped", "who");
        public static readonly Phrase PartlyHelped = new("event.partlyHelped", "who");
        public static readonly Phrase DidNotHelp = new("event.didNotHelp", "who");
        public static readonly Phrase DateChanged = new("event.dateChanged", "who", "date", "was");
        public static readonly Phrase HandedOver = new("event.handedOver", "who", "owner", "date");
        public static readonly Phrase TakenOver = new("event.takenOver", "owner", "date");
        public static readonly Phrase MadeUrgent = new("event.madeUrgent", "who");
        public static readonly Phrase MadeNormal = new("event.madeNormal", "who");
        public static readonly Phrase AsBefore = new("event.asBefore", "who", "owner", "date");
        public static readonly Phrase About = new("event.about", "team", "words");
    }

    public static class Decided
    {
        public static readonly Phrase Escalated = new("decided.escalated", "who", "category");
        public static readonly Phrase Dismissed = new("decided.dismissed", "who");
        public static readonly Phrase Finished = new("decided.finished", "who");
        public static readonly Phrase Declined = new("decided.declined", "who");
        public static readonly Phrase Resolved = new("decided.resolved", "who");
        public static readonly Phrase Dropped = new("decided.dropped", "who");
        public static readonly Phrase Asked = new("decided.asked", "who");
        public static readonly Phrase SentBack = new("decided.sentBack", "who");
        public static readonly Phrase Reopened = new("decided.reopened", "who");
    }

    public static class Forms
    {
        /// <summary>On the button of a form whose words others are told.</summary>
        public static readonly Phrase Send = new("form.send");

        /// <summary>On the button of any other form.</summary>
        public static readonly Phrase Save = new("form.save");

        public static readonly Phrase FixTitle = new("form.fixTitle");
        public static readonly Phrase FixChangeTitle = new("form.fixChangeTitle");
        public static readonly Phrase EscalateTitle = new("form.escalateTitle");
        public static readonly Phrase EscalateChangeTitle = new("form.escalateChangeTitle");
        public static readonly Phrase DismissTitle = new("form.dismissTitle");
        public static readonly Phrase DismissChangeTitle = new("form.dismissChangeTitle");
        public static readonly Phrase NothingToActOn = new("form.reason.nothingToActOn");
        public static readonly Phrase KnownAlready = new("form.reason.knownAlready");
        public static readonly Phrase NotAboutUs = new("form.reason.notAboutUs");
        public static readonly Phrase NotSerious = new("form.reason.notSerious");
        public static readonly Phrase Yes = new("form.outcome.yes");
        public static readonly Phrase Partly = new("form.outcome.partly");
        public static readonly Phrase No = new("form.outcome.no");
        public static readonly Phrase By = new("form.by");
        public static readonly Phrase ByOrDefault = new("form.byOrDefault");
        public static readonly Phrase Me = new("form.me");
        public static readonly Phrase Normal = new("form.priority.normal");
        public static readonly Phrase High = new("form.priority.high");
        public static readonly Phrase CommentTitle = new("form.commentTitle");
        public static readonly Phrase CommentPartTitle = new("form.commentPartTitle", "part", "parts");
        public static readonly Phrase TooEarly = new("form.outcome.tooEarly");
        public static readonly Phrase AcceptTitle = new("form.acceptTitle");
        public static readonly Phrase AcceptNewTitle = new("form.acceptNewTitle");
        public static readonly Phrase Owner = new("form.owner");
        public static readonly Phrase OwnerOrLead = new("form.ownerOrLead");
        public static readonly Phrase MeOrLead = new("form.meOrLead");
        public static readonly Phrase NoGroup = new("form.noGroup");
        public static readonly Phrase Until = new("form.until");
        public static readonly Phrase UntilOrDefault = new("form.untilOrDefault");
        public static readonly Phrase NewTheme = new("form.newTheme");
        public static readonly Phrase NewThemeWhy = new("form.newThemeWhy");
        public static readonly Phrase NewThemeAlike = new("form.newThemeAlike", "others", "words");
    }

    public static class Replies
    {
        public static readonly Phrase DecidedBefore = new("reply.decidedBefore", "what");
        public static readonly Phrase DecidedByYou = new("reply.decidedByYou", "what");
        public static readonly Phrase NotNow = new("reply.notNow");
        public static readonly Phrase NotAMember = new("reply.notAMember");
        public static readonly Phrase NotAMemberOf = new("reply.notAMemberOf", "team");
        public static readonly Phrase NotAManager = new("reply.notAManager");
        public static readonly Phrase MissingWords = new("reply.missingWords");
        public static readonly Phrase MissingReason = new("reply.missingReason");
        public static readonly Phrase MissingAnswer = new("reply.missingAnswer");
        public static readonly Phrase MissingField = new("reply.missingField");
        public static readonly Phrase MissingQuestion = new("reply.missingQuestion");
        public static readonly Phrase MissingGuidance = new("reply.missingGuidance");
        public static readonly Phrase TooLong = new("reply.tooLong", "limit");
        public static readonly Phrase DateInThePast = new("reply.dateInThePast");
        public static readonly Phrase DateTooFar = new("reply.dateTooFar");
        public static readonly Phrase UnreadableDate = new("reply.unreadableDate");
        public static readonly Phrase UnreadablePerson = new("reply.unreadablePerson");
        public static readonly Phrase UnreadableChoice = new("reply.unreadableChoice");
        public static readonly Phrase WhichTeam = new("reply.whichTeam", "teams");
        public static readonly Phrase NoTeamHere = new("reply.noTeamHere");
        public static readonly Phrase NotInstalled = new("reply.notInstalled");
        public static readonly Phrase Opened = new("reply.opened", "words");
        public static readonly Phrase Hello = new("reply.hello");
        public static readonly Phrase HelloTeam = new("reply.helloTeam", "team");
        public static readonly Phrase Unknown = new("reply.unknown");
        public static readonly Phrase NobodyToEscalateTo = new("reply.nobodyToEscalateTo");
        public static readonly Phrase CannotCheck = new("reply.cannotCheck");
        public static readonly Phrase TryAgain = new("reply.tryAgain");
        public static readonly Phrase AnsweredInChat = new("reply.answeredInChat");
        public static readonly Phrase UnderWay = new("reply.underWay");
        public static readonly Phrase Added = new("reply.added", "team", "words");
        public static readonly Phrase Help = new("reply.help");
        public static readonly Phrase HelpTeam = new("reply.helpTeam", "team");
        public static readonly Phrase MissingPromise = new("reply.missingPromise");
        public static readonly Phrase HuddleIsOver = new("reply.huddleIsOver");
        public static readonly Phrase NoPauseDate = new("reply.noPauseDate");
    }
}
