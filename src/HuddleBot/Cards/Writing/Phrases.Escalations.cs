namespace HuddleBot.Cards.Writing;

/// <summary>Those of escalations, of the queue in which they stand, and of other lists.</summary>
internal static partial class Phrases
{
    public static class Escalations
    {
        public static readonly Phrase Title = new("escalation.title");
        public static readonly Phrase UrgentTitle = new("escalation.urgentTitle");
        public static readonly Phrase WithdrawnTitle = new("escalation.withdrawnTitle");
        public static readonly Phrase Heading = new("escalation.heading", "team", "category");
        public static readonly Phrase UrgentHeading = new("escalation.urgentHeading", "team", "category");
        public static readonly Phrase WithdrawnHeading = new("escalation.withdrawnHeading", "team");
        public static readonly Phrase Withdrawn = new("escalation.withdrawn");
        public static readonly Phrase Unsaid = new("escalation.unsaid", "told", "words");
        public static readonly Phrase AskedBy = new("escalation.askedBy", "who", "when");
        public static readonly Phrase AnswerBy = new("escalation.answerBy", "when");
        public static readonly Phrase SentBackTitle = new("escalation.sentBackTitle");
        public static readonly Phrase SentBackHeading = new("escalation.sentBackHeading", "team", "category");
        public static readonly Phrase AnswerWasDue = new("escalation.answerWasDue", "when");
        public static readonly Phrase PutOff = new("escalation.putOff", "date");
        public static readonly Phrase PutOffThen = new("escalation.putOffThen", "date", "when");
        public static readonly Phrase Replaced = new("escalation.replaced");
        public static readonly Phrase WithTheTeam = new("escalation.withTheTeam", "when");
        public static readonly Phrase WasWithTheTeam = new("escalation.wasWithTheTeam", "when");
        public static readonly Phrase ResolveBy = new("escalation.resolveBy", "date");
        public static readonly Phrase WaitedToday = new("escalation.waitedToday");
        public static readonly Phrase WaitedOneDay = new("escalation.waitedOneDay");
        public static readonly Phrase Waited = new("escalation.waited", "count");
        public static readonly Phrase OpenToday = new("escalation.openToday");
        public static readonly Phrase OpenOneDay = new("escalation.openOneDay");
        public static readonly Phrase Open = new("escalation.open", "count");
        public static readonly Phrase OneOther = new("escalation.oneOther");
        public static readonly Phrase Others = new("escalation.others", "count");
        public static readonly Phrase Like = new("escalation.like", "others", "words");
        public static readonly Phrase LikeTheme = new("escalation.likeTheme", "others", "words", "theme");
        public static readonly Phrase Solved = new("escalation.solved", "answer");
        public static readonly Phrase SolvedOf = new("escalation.solvedOf", "answer", "category");
    }

    /// <summary>How heavy an escalation is, and why.</summary>
    public static class Weights
    {
        public static readonly Phrase Line = new("weight.line", "weight");
        public static readonly Phrase OneCustomer = new("weight.oneCustomer");
        public static readonly Phrase Customers = new("weight.customers", "count");
        public static readonly Phrase OneDay = new("weight.oneDay");
        public static readonly Phrase Days = new("weight.days", "count");
        public static readonly Phrase Known = new("weight.known", "customers", "value", "days");
        public static readonly Phrase Unknown = new("weight.unknown", "customers", "days");
        public static readonly Phrase AtRisk = new("weight.atRisk", "weight", "times");
        public static readonly Phrase OneAtRisk = new("weight.oneAtRisk", "weight", "times");
        public static readonly Phrase SomeAtRisk = new("weight.someAtRisk", "weight", "count", "times");
    }

    /// <summary>What a customer means to a team.</summary>
    public static class Quadrants
    {
        public static readonly Phrase AtRisk = new("quadrant.atRisk");
        public static readonly Phrase Model = new("quadrant.model");
        public static readonly Phrase Growth = new("quadrant.growth");
        public static readonly Phrase Dangling = new("quadrant.dangling");
        public static readonly Phrase Help = new("quadrant.help");
    }

    public static class Dues
    {
        public static readonly Phrase Answer = new("due.answer");
        public static readonly Phrase Promise = new("due.promise");
        public static readonly Phrase Question = new("due.question");
        public static readonly Phrase StandIn = new("due.standIn");
        public static readonly Phrase TheirManager = new("due.theirManager");
        public static readonly Phrase CxLead = new("due.cxLead");
        public static readonly Phrase Back = new("due.back");
        public static readonly Phrase Cover = new("due.cover");
        public static readonly Phrase YouCover = new("due.youCover");
        public static readonly Phrase Over = new("due.over");
        public static readonly Phrase YouPromised = new("due.youPromised", "date");
        public static readonly Phrase OwnerNotYet = new("due.ownerNotYet", "owner", "date");
        public static readonly Phrase NobodyYet = new("due.nobodyYet", "when");
        public static readonly Phrase QuestionNotYet = new("due.questionNotYet", "when");
        public static readonly Phrase WasPutOff = new("due.wasPutOff", "date");
        public static readonly Phrase YouStandIn = new("due.youStandIn");
        public static readonly Phrase YouManage = new("due.youManage");
        public static readonly Phrase YouLead = new("due.youLead");
    }

    /// <summary>A manager's queue.</summary>
    public static class Queues
    {
        public static readonly Phrase Title = new("queue.title", "view", "count");
        public static readonly Phrase Tab = new("queue.tab", "view", "count");
        public static readonly Phrase WaitingForMe = new("queue.view.waitingForMe");
        public static readonly Phrase Mine = new("queue.view.mine");
        public static readonly Phrase Open = new("queue.view.open");
        public static readonly Phrase Overdue = new("queue.view.overdue");
        public static readonly Phrase Snoozed = new("queue.view.snoozed");
        public static readonly Phrase NoneWaitingForMe = new("queue.none.waitingForMe");
        public static readonly Phrase NoneMine = new("queue.none.mine");
        public static readonly Phrase NoneOpen = new("queue.none.open");
        public static readonly Phrase NoneOverdue = new("queue.none.overdue");
        public static readonly Phrase NoneSnoozed = new("queue.none.snoozed");
        public static readonly Phrase Due = new("queue.order.due");
        public static readonly Phrase Age = new("queue.order.age");
        public static readonly Phrase Weight = new("queue.order.weight");
        public static readonly Phrase Only = new("queue.only", "category");
        public static readonly Phrase All = new("queue.all");
        public static readonly Phrase How = new("queue.how", "order", "category");
        public static readonly Phrase HowOf = new("queue.howOf", "order", "quadrant");
        public static readonly Phrase Everybody = new("queue.everybody");
        public static readonly Phrase Range = new("queue.range", "first", "last", "count");
        public static readonly Phrase Line = new("queue.line", "due", "team", "category");
        public static readonly Phrase Words = new("queue.words", "words", "weight");
        public static readonly Phrase WroteAgainOnce = new("queue.wroteAgainOnce", "words", "when", "weight");
        public static readonly Phrase WroteAgainOften = new("queue.wroteAgainOften", "words", "count", "when", "weight");
        public static readonly Phrase AnswerDue = new("queue.answerDue", "when");
        public static readonly Phrase AnswerOverdue = new("queue.answerOverdue", "when");
        public static readonly Phrase AskedDue = new("queue.askedDue", "when");
        public static readonly Phrase AskedOverdue = new("queue.askedOverdue", "when");
        public static readonly Phrase PromiseDue = new("queue.promiseDue", "owner", "date");
        public static readonly Phrase PromiseOverdue = new("queue.promiseOverdue", "owner", "date");
        public static readonly Phrase PutOff = new("queue.putOff", "date");
        public static readonly Phrase InATheme = new("queue.inATheme", "title");
        public static readonly Phrase Theme = new("queue.theme", "due", "spread");
        public static readonly Phrase Balance = new("queue.balance", "team", "escalated", "decided", "some", "of");
    }

    public static class Themes
    {
        public static readonly Phrase Alike = new("theme.alike", "spread", "words");
        public static readonly Phrase Spread = new("theme.spread", "issues", "teams");
        public static readonly Phrase OneIssue = new("theme.oneIssue");
        public static readonly Phrase Issues = new("theme.issues", "count");
        public static readonly Phrase OneTeam = new("theme.oneTeam");
        public static readonly Phrase Teams = new("theme.teams", "count");
        public static readonly Phrase Line = new("theme.line", "title", "why");
        public static readonly Phrase Title = new("theme.title", "category", "words");
        public static readonly Phrase Heading = new("theme.heading", "title");
        public static readonly Phrase Kind = new("theme.kind");
        public static readonly Phrase Open = new("theme.isOpen", "owner", "when");
        public static readonly Phrase Overdue = new("theme.isOverdue", "owner", "when");
        public static readonly Phrase Accepted = new("theme.isAccepted", "owner", "date");
        public static readonly Phrase WasAccepted = new("theme.wasAccepted", "owner", "date");
        public static readonly Phrase Declined = new("theme.isDeclined", "who", "reason");
        public static readonly Phrase Resolved = new("theme.isResolved", "who", "answer");
        public static readonly Phrase OneCustomer = new("theme.oneCustomer");
        public static readonly Phrase Customers = new("theme.customers", "count");
        public static readonly Phrase Worth = new("theme.worth", "customers", "value");
        public static readonly Phrase IsAtRisk = new("theme.isAtRisk", "customers");
        public static readonly Phrase OneAtRisk = new("theme.oneAtRisk", "customers");
        public static readonly Phrase AtRisk = new("theme.atRisk", "customers", "count");
        public static readonly Phrase Counts = new("theme.counts", "spread", "customers");
        public static readonly Phrase Of = new("theme.of", "teams");
        public static readonly Phrase Rising = new("theme.rising", "now", "before");
        public static readonly Phrase Falling = new("theme.falling", "now", "before");
        public static readonly Phrase Steady = new("theme.steady", "now");
        public static readonly Phrase Quiet = new("theme.quiet");
        public static readonly Phrase Tried = new("theme.tried", "team", "words");
        public static readonly Phrase TriedSince = new("theme.triedSince", "team", "words", "outcome");
        public static readonly Phrase Helped = new("theme.helpedSo", "yes", "partly", "no");
        public static readonly Phrase EvidenceTitle = new("theme.evidenceTitle");
        public static readonly Phrase EvidencePage = new("theme.evidencePage", "page", "pages");
        public static readonly Phrase From = new("theme.from", "team", "context");
        public static readonly Phrase Nobody = new("theme.nobody");
        public static readonly Phrase AcceptTitle = new("theme.acceptTitle");
        public static readonly Phrase ResolveTitle = new("theme.resolveTitle");
        public static readonly Phrase DeclineTitle = new("theme.declineTitle");
        public static readonly Phrase RenameTitle = new("theme.renameTitle");
        public static readonly Phrase Reaches = new("theme.reaches", "spread");
    }

    public static class Lists
    {
        public static readonly Phrase Gathered = new("list.gathered", "count");
        public static readonly Phrase GatheredOne = new("list.gatheredOne");
        public static readonly Phrase NotShown = new("list.notShown", "count");
        public static readonly Phrase Issues = new("list.issues", "team");
        public static readonly Phrase NoIssues = new("list.noIssues", "team");
        public static readonly Phrase Line = new("list.line", "headline", "words", "state");
        public static readonly Phrase Promise = new("list.promise", "date", "words");
        public static readonly Phrase PromiseTry = new("list.promiseTry", "date", "words", "try");
        public static readonly Phrase HomeTitle = new("list.homeTitle");
        public static readonly Phrase QueueTitle = new("list.queueTitle");
    }

    public static class Home
    {
        public static readonly Phrase None = new("home.none");
        public static readonly Phrase QueueNone = new("home.queueNone");
    }
}
