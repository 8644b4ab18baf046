using HuddleBot.Core.Identity;
using NodaTime;

namespace HuddleBot.Core.Storage;

/// <summary>Where things lie: one partition a team, told apart by row-key prefixes; and the few partitions that cross teams.</summary>
public static class TeamRows
{
    /// <summary>Responses: <c>r-{issueKey}</c>.</summary>
    public const string Response = "r-";

    /// <summary>Issues: <c>i-{issueKey}</c>. Whoever changes anything about an issue saves this row: it is the issue's lock.</summary>
    public const string Issue = "i-";

    /// <summary>The events of issues: <c>h-{issueKey}-{version}</c>.</summary>
    public const string History = "h-";

    /// <summary>Issues that are undecided or being fixed, newest first: <c>n-{inverted time}-{issueKey}</c>.</summary>
    public const string Open = "n-";

    /// <summary>What a person has promised: <c>p-{hash of person}-{date}-{issueKey}</c>.</summary>
    public const string Promise = "p-";

    /// <summary>Promises that were kept, of which nobody knows yet whether it worked, until their owner is asked: <c>q-{issueKey}</c>.</summary>
    public const string Question = "q-";

    /// <summary>Escalations that wait for a manager's answer: <c>e-{issueKey}</c>.</summary>
    public const string Escalation = "e-";

    /// <summary>One row: the escalations from before there was such an index are in it too.</summary>
    public const string EscalationsComplete = "escalations";

    /// <summary>Posted messages: <c>s-{slotId}</c>.</summary>
    public const string Slot = "s-";

    /// <summary>Messages waiting to be sent: <c>o-{urgency}-{sequence}</c>.</summary>
    public const string Outbox = "o-";

    /// <summary>Messages that cannot be delivered: <c>x-{sequence}</c>.</summary>
    public const string Parked = "x-";

    /// <summary>Responses waiting for their turn to be posted: <c>w-{sequence}</c>.</summary>
    public const string Waiting = "w-";

    /// <summary>When the team's last messages with comments were posted: one row.</summary>
    public const string PostingLog = "posting";

    /// <summary>Huddles: <c>huddle-{day}-{schedule}</c>. Whoever changes anything about a huddle saves this row: it is the huddle's lock.</summary>
    public const string Huddle = "huddle-";

    /// <summary>The events of huddles: <c>huddlelog-{day}-{schedule}.{version}</c>.</summary>
    public const string HuddleHistory = "huddlelog-";

    /// <summary>What was decided while a huddle ran: <c>huddleout-{day}-{schedule}.{issueKey}</c>.</summary>
    public const string HuddleOutcome = "huddleout-";

    /// <summary>Since when each of the team's schedules is known, so that none is missed that came before it: <c>schedule-{schedule}</c>.</summary>
    public const string Schedule = "schedule-";

    /// <summary>One row: the pause that somebody asked for.</summary>
    public const string Pause = "pause";

    /// <summary>One row: the huddle that runs now, if one does.</summary>
    public const string Running = "running";

    /// <summary>Which huddle takes place, or which managers' questions wait for an answer, below which message: <c>thread-{message id}</c>.</summary>
    public const string Thread = "thread-";

    /// <summary>Every response by the time of its answer, newest first: <c>a-{inverted time}-{issueKey}</c>.</summary>
    public const string Answered = "a-";

    /// <summary>One row: the responses from before there was such an index are in it too.</summary>
    public const string AnsweredComplete = "answered";

    /// <summary>Escalations that a manager has answered (accepted, resolved or declined), the latest answer first: <c>t-{inverted time}-{issueKey}</c>.</summary>
    public const string Triaged = "t-";

    /// <summary>What has happened to issues and is still to be told to what crosses teams: <c>b-{sequence}</c>.</summary>
    public const string News = "b-";

    /// <summary>Customers to call back: <c>f-{issueKey}</c>. Whoever changes anything about a follow-up saves this row: it is its lock.</summary>
    public const string FollowUp = "f-";

    /// <summary>The events of follow-ups: <c>fh-{issueKey}-{version}</c>.</summary>
    public const string FollowUpHistory = "fh-";

    /// <summary>Follow-ups of which something is still due, what is due first before the rest: <c>fd-{time}-{issueKey}</c>.</summary>
    public const string FollowUpDue = "fd-";

    /// <summary>What a person owes to customers: <c>fp-{hash of person}-{date}-{issueKey}</c>.</summary>
    public const string FollowUpOfPerson = "fp-";

    /// <summary>Responses of this team that are still to be told in the thread of an issue, perhaps another team's: <c>fx-{issueKey of the response}</c>.</summary>
    public const string ToAttach = "fx-";

    /// <summary>What the customer of an issue wrote later: <c>fa-{issueKey}-{issueKey of the response}</c>.</summary>
    public const string Attached = "fa-";

    /// <summary>Contact data that stand before somebody, until they are taken away: <c>fv-{issueKey}-{look}</c>.</summary>
    public const string ContactShown = "fv-";

    /// <summary>What the team decides and escalates, counted: <c>balance-…</c>.</summary>
    public const string Balance = "balance-";

    /// <summary>How often each score was given on a day, in the counters that are in force or being made: <c>c-{generation}-{series}-{yyyyMMdd}</c>.</summary>
    public const string ScoreDay = "c-";

    /// <summary>What has been stored, changed or erased and is still to be counted in the days: <c>cd-{sequence}</c>.</summary>
    public const string ScoreChange = "cd-";

    /// <summary>The series of the counters, with how many answers each has: <c>cs-{generation}-{series}</c>.</summary>
    public const string ScoreSeries = "cs-";

    /// <summary>One row of the counters that are in force: what is counted and stands in no row of a day yet: <c>cr-{generation}</c>.</summary>
    public const string ScoreRest = "cr-";

    /// <summary>One row: which counters are in force, and in whose days. Whoever changes anything about them saves this row: it is their lock.</summary>
    public const string ScoreCounters = "counters";

    /// <summary>How issues went through the loops: <c>l-open-{issueKey}</c> while a loop is open, else <c>l-{time of the last change}-{issueKey}</c>.</summary>
    public const string Loop = "l-";

    /// <summary>One row: the loops from before there was such an index are in it too.</summary>
    public const string LoopsComplete = "loops";

    /// <summary>On which days (UTC) anything happened to a follow-up: <c>ft-{yyyyMMdd}-{issueKey}</c>.</summary>
    public const string FollowUpTouched = "ft-";

    /// <summary>What was fixed, the oldest first: <c>fix-{time}-{issueKey}</c>.</summary>
    public const string Fix = "fix-";

    /// <summary>One row: what was fixed before there was such an index is in it too.</summary>
    public const string FixesComplete = "fixes";

    /// <summary>Falls of the team's scores: <c>d-{issueKey}</c>.</summary>
    public const string Drop = "d-";

    /// <summary>What is remembered of a series that is watched for falls: <c>ds-{series}</c>.</summary>
    public const string WatchedSeries = "ds-";

    /// <summary>One row: up to which day the team's scores were looked at for falls. Whoever notes one saves this row: it is their lock.</summary>
    public const string DropWatch = "dropwatch";

    public const string TeamPartitions = "team-";

    /// <summary>The open thread of one customer, whom only a hash names: <c>customer-{hash}</c>, row <see cref="CustomerThread"/>.</summary>
    public const string CustomerPartitions = "customer-";

    public const string CustomerThread = "thread";

    /// <summary>Which teams' responses are counted, and in whose days: <c>rebuilt-{team}</c>.</summary>
    public const string Scores = "scores";

    public const string ScoresRebuilt = "rebuilt-";

    /// <summary>Responses that match no team.</summary>
    public const string Unrouted = "unrouted";

    /// <summary>The messages that are no team's, and what makes them: digests.</summary>
    public const string Company = "company";

    /// <summary>One digest for one reader: <c>digest-{reader}-{yyyy-MM-dd}</c> by the calendar, <c>digest-{reader}-asked-{operation}</c> where somebody asked for it.</summary>
    public const string Digest = "digest-";

    /// <summary>Since when a reader's schedule is known, so that none is missed that came before it: <c>digestsince-{reader}</c>.</summary>
    public const string DigestSince = "digestsince-";

    public static string PartitionOf(TeamId team) => team == TeamId.Company ? Company : TeamPartitions + team.Value;

    /// <summary>Which team has which response of a source.</summary>
    public static string WhereaboutsOf(string source) => "where-" + TableLimits.EscapeKey(source);

    public static string HistoryOf(string issueKey) => $"{History}{issueKey}-";

    public static string HistoryRow(string issueKey, int version) => $"{History}{issueKey}-{version:D6}";

    /// <summary>Sorts later instants first.</summary>
    public static string OpenRow(Instant createdAt, string issueKey) => $"{Open}{long.MaxValue - createdAt.ToUnixTimeTicks():D19}-{issueKey}";

    /// <summary>Sorts later instants first.</summary>
    public static string AnsweredRow(Instant answeredAt, string issueKey) => $"{Answered}{Inverted(answeredAt)}-{issueKey}";

    /// <summary>Sorts later instants first.</summary>
    public static string TriagedRow(Instant at, string issueKey) => $"{Triaged}{Inverted(at)}-{issueKey}";

    /// <summary>Sorts earlier instants first.</summary>
    public static string FixRow(Instant fixedAt, string issueKey) => $"{Fix}{Math.Max(0, fixedAt.ToUnixTimeTicks()):D19}-{issueKey}";

    public static string ThreadRow(string messageId) => Thread + TableLimits.EscapeKey(messageId);

    public static string PromisesOf(PersonId person) => $"{Promise}{StableHash.Of("person", person.ToString())}-";

    public static string PromiseRow(PersonId person, LocalDate date, string issueKey) => $"{PromisesOf(person)}{date:uuuu-MM-dd}-{issueKey}";

    public static string FollowUpHistoryOf(string issueKey) => $"{FollowUpHistory}{issueKey}-";

    public static string FollowUpHistoryRow(string issueKey, int version) => $"{FollowUpHistory}{issueKey}-{version:D6}";

    public static string FollowUpDueRow(Instant due, string issueKey) => $"{FollowUpDue}{Math.Max(0, due.ToUnixTimeTicks()):D19}-{issueKey}";

    public static string FollowUpTouchedRow(Instant at, string issueKey) => $"{FollowUpTouched}{at.InUtc().Date:uuuuMMdd}-{issueKey}";

    public static string FollowUpsOf(PersonId person) => $"{FollowUpOfPerson}{StableHash.Of("person", person.ToString())}-";

    public static string FollowUpOfPersonRow(PersonId person, string date, string issueKey) => $"{FollowUpsOf(person)}{date}-{issueKey}";

    public static string AttachedRow(string issueKey, string responseKey) => $"{Attached}{issueKey}-{responseKey}";

    // What is older than 1970 sorts last together: nobody looks for it by its time.
    private static string Inverted(Instant at) => (long.MaxValue - Math.Max(0, at.ToUnixTimeTicks())).ToString("D19");
}
