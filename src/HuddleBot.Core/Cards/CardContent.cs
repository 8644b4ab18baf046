using HuddleBot.Core.Feedback;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Scores;
using HuddleBot.Core.Scores.Drops;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Core.Cards;

/// <summary>A card, form or message ready for the wire.</summary>
/// <param name="Json">Slack: an object with <c>blocks</c>, or a view; Teams: an Adaptive Card.</param>
/// <param name="Summary">One line of plain text for notifications and screen readers; not escaped for any platform.</param>
/// <param name="OurWords">The same with nothing in it that anybody has typed, for where anybody may look: lock screens.</param>
public sealed record RenderedCard(string Json, string Summary, string OurWords);

/// <summary>An issue with the response behind it, where there is one.</summary>
public sealed record IssueWithResponse(Issue Issue, Response? Response)
{
    /// <summary>The customer's words, or the member's who raised it; of a fall of the score, those of some customers.</summary>
    public string? Words => Response?.Comment ?? Issue.RaisedWords ?? Drop?.Words;

    /// <summary>The fall of the team's score that it is about; null: it is about something else.</summary>
    public DropBehind? Drop { get; init; }

    /// <summary>Calling the customer back; null: nobody has to.</summary>
    public FollowUps.FollowUp? FollowUp { get; init; }

    /// <summary>Among a person's promises: the day of their team on which the call is due; null: it is not theirs, or stands elsewhere.</summary>
    public LocalDate? CallDueOn { get; init; }

    /// <summary>What the customer wrote later; null: nothing.</summary>
    public FollowUps.WroteAgain? Again { get; init; }

    /// <summary>Of a response that is told in the thread of another issue: that issue.</summary>
    public IssueId? AttachedTo { get; init; }
}

/// <summary>Everything that people see, as data: the closed set. One template per card and platform draws it.</summary>
public abstract record CardContent
{
    private CardContent() { }

    /// <summary>Of a form or comment that stands in the place of a card; null: it stands alone, and nothing was sent yet.</summary>
    public InPlace? InPlace { get; init; }

    /// <summary>A comment with its decision, in the team's channel.</summary>
    public sealed record IssueCard(FrontlineTeam Team, IssueWithResponse Item, Audience Audience = Audience.Everyone) : CardContent;

    /// <summary>A fall of the score with what the team makes of it, before the team or its managers. The item has a <see cref="IssueWithResponse.Drop"/>.</summary>
    /// <param name="Trend">How the score went until then; null: it is not shown.</param>
    public sealed record ScoreDropCard(FrontlineTeam Team, IssueWithResponse Item, Charts.DrawnTrend? Trend) : CardContent;

    /// <summary>In the thread of a fall: the score is back.</summary>
    public sealed record ScoreBackNote(FrontlineTeam Team, SeriesId Series, DropEvent.Recovered Back) : CardContent;

    /// <summary>Several comments in one message, each a line with its state; each can be opened as a card of its own in the thread.</summary>
    public sealed record GatheredCard(FrontlineTeam Team, IReadOnlyList<IssueWithResponse> Items) : CardContent;

    /// <summary>An escalation before the managers. The issue's state is (or was, when withdrawn) escalated.</summary>
    public sealed record EscalationCard(FrontlineTeam Team, IssueWithResponse Item, Audience Audience = Audience.Everyone) : CardContent
    {
        /// <summary>What looks like it; null: nothing is said of that.</summary>
        public Themes.CardSuggestion? Suggestion { get; init; }

        /// <summary>The zone of who reads it; null: of the team's first manager, where many do.</summary>
        public DateTimeZone? Zone { get; init; }

        /// <summary>It was sent back, and the team has asked anew since: that stands on a newer card.</summary>
        public bool IsReplaced { get; init; }

        /// <summary>Why not, for who has just tried to decide on a state that was gone; null: they look at it for another reason.</summary>
        public Refusal? Overtaken { get; init; }

        /// <summary>What they had written then, and nobody else was told, so that they need not write it again; null: nothing.</summary>
        public string? Unsaid { get; init; }
    }

    /// <summary>One event of an issue, told in a thread.</summary>
    public sealed record EventNote(FrontlineTeam Team, IssueWithResponse Item, IssueEvent Event) : CardContent
    {
        /// <summary>The zone of who reads it; null: the team's.</summary>
        public DateTimeZone? Zone { get; init; }

        /// <summary>It stands in no thread, so that it says itself what it is about.</summary>
        public bool IsAlone { get; init; }
    }

    /// <summary>A reply to one person: why not, and what to do.</summary>
    public sealed record RefusalNote(FrontlineTeam? Team, Refusal Refusal) : CardContent;

    /// <summary>The same as a small dialog, when the person looks at a form.</summary>
    public sealed record RefusalForm(FrontlineTeam? Team, Refusal Refusal) : CardContent;

    /// <param name="DefaultDate">A working day of the team.</param>
    /// <param name="IsChange">The issue is being fixed already; the form shows the plan and changes it.</param>
    public sealed record FixForm(FrontlineTeam Team, IssueWithResponse Item, Actor Me, LocalDate DefaultDate, bool IsChange) : CardContent;

    public sealed record EscalateForm(FrontlineTeam Team, IssueWithResponse Item, bool IsChange) : CardContent;

    /// <summary>Whom to thank. Celebrating is one tap; the form changes it, or does both at once where somebody asks for it.</summary>
    public sealed record CelebrateForm(FrontlineTeam Team, IssueWithResponse Item, bool IsChange = true) : CardContent;

    /// <summary>Why it is not actionable; a reason is chosen beforehand.</summary>
    public sealed record DismissForm(FrontlineTeam Team, IssueWithResponse Item, bool IsChange) : CardContent;

    /// <summary>"Did it work?"</summary>
    public sealed record DoneForm(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <summary>Owner, priority and date of an escalation. Accepting is one tap; the form changes it, or does both at once where somebody asks for it.</summary>
    public sealed record AcceptForm(FrontlineTeam Team, IssueWithResponse Item, Actor Me, LocalDate DefaultDate, bool IsChange = true) : CardContent;

    public sealed record DeclineForm(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    public sealed record ResolveForm(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <summary>A manager's question to the team.</summary>
    public sealed record AskForm(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <summary>A manager's guidance, with which an escalation goes back to the team.</summary>
    public sealed record ReturnForm(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <param name="DefaultDate">A working day of the team.</param>
    public sealed record SnoozeForm(FrontlineTeam Team, IssueWithResponse Item, LocalDate DefaultDate) : CardContent;

    /// <summary>The team's answer to the manager's question. The issue's escalation has an <see cref="Exchange"/> without an answer.</summary>
    public sealed record AnswerQuestionForm(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <summary>Why an answer is wanted again.</summary>
    public sealed record ReopenForm(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <summary>Themes that look alike, and a new one.</summary>
    public sealed record MergeForm(FrontlineTeam Team, IssueWithResponse Item, IReadOnlyList<Themes.ThemeSuggestion> Suggestions) : CardContent
    {
        /// <summary>How many others look like it that are in no theme; 0 or more.</summary>
        public int Others { get; init; }

        /// <summary>Why these do; at most 5 words.</summary>
        public IReadOnlyList<string> OtherWords { get; init; } = [];
    }

    /// <summary>A theme before those who decide.</summary>
    public sealed record ThemeCard(Themes.ThemeView View) : CardContent;

    /// <summary>What customers say of a theme, in their own words, for the eyes of whoever asks.</summary>
    /// <param name="Items">At most <see cref="PageSize"/>, the latest first.</param>
    /// <param name="Page">From 0.</param>
    public sealed record ThemeEvidence(Themes.ThemeView View, IReadOnlyList<IssueWithResponse> Items, int Page, int Pages) : CardContent
    {
        public const int PageSize = 5;
    }

    /// <summary>Owner and date, the answer, the reason, or the name of a theme. Accepting is one tap; its form changes it.</summary>
    public sealed record ThemeForm(Themes.ThemeView View, Themes.ThemeForm Form, Actor Me, LocalDate DefaultDate) : CardContent;

    /// <summary>To one who should have answered, or who stands in for them: an escalation that is past its clock, with the decisions on it.</summary>
    /// <param name="IsOver">Decided meanwhile, or put off: there is nothing left to do, so it has no buttons.</param>
    public sealed record EscalationReminder(FrontlineTeam Team, IssueWithResponse Item, Triage.ReminderRung Rung, bool IsOver = false) : CardContent
    {
        /// <summary>The zone of who reads it; null: of the team's first manager.</summary>
        public DateTimeZone? Zone { get; init; }
    }

    /// <summary>To one who should have decided on a theme or seen to it, or who stands in for them, with the decisions on it.</summary>
    /// <param name="IsOver">Decided meanwhile, moved or handed over: there is nothing left to do, so it has no buttons.</param>
    public sealed record ThemeReminder(Themes.ThemeView View, Triage.ReminderRung Rung, bool IsOver = false) : CardContent;

    /// <summary>The queue of who decides, for their eyes.</summary>
    public sealed record QueueCard(QueuePage Page) : CardContent;

    /// <summary>A digest on one screen.</summary>
    public sealed record DigestCard(Digests.DigestReport Report, Digests.DigestFrame Frame) : CardContent;

    /// <summary>More of a digest, in its thread.</summary>
    /// <param name="Part">Units, loops or themes.</param>
    public sealed record DigestDetails(Digests.DigestReport Report, Digests.DigestPart Part) : CardContent;

    /// <summary>The digest that somebody asked for is on its way: says so to them.</summary>
    public sealed record DigestSentNote(Digests.DigestTarget Target) : CardContent;

    /// <summary>Raise an issue with no survey behind it.</summary>
    /// <param name="Words">What is already known, from a message or a command.</param>
    public sealed record AddForm(FrontlineTeam Team, string? Words) : CardContent;

    /// <summary>The whole comment; <paramref name="Page"/> from 0.</summary>
    public sealed record FullComment(FrontlineTeam Team, IssueWithResponse Item, int Page) : CardContent;

    /// <summary>What the team has undecided and what it is fixing, newest first; <paramref name="More"/> are left out.</summary>
    public sealed record IssuesList(FrontlineTeam Team, IReadOnlyList<IssueWithResponse> Items, int More) : CardContent;

    /// <param name="IsHello">The bot has just arrived, and says who it is.</param>
    public sealed record Help(FrontlineTeam? Team, bool IsHello = false) : CardContent;

    /// <summary>An issue was raised by command or shortcut: says so to who did it.</summary>
    public sealed record AddedNote(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <summary>A comment of a gathered message stands in its thread now: says so to who asked for it.</summary>
    public sealed record OpenedNote(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <summary>Where somebody asked for what concerns them alone: they find it in their own chat.</summary>
    public sealed record AnsweredInChatNote : CardContent;

    /// <summary>The storage or the platform did not answer; nothing is lost by trying again.</summary>
    /// <param name="IsUnderWay">It has not failed: it takes longer than the platform waits, and goes on.</param>
    public sealed record TryAgainNote(bool IsUnderWay = false) : CardContent;

    /// <summary>A huddle in the team's channel: announced, running, over.</summary>
    public sealed record HuddleCard(FrontlineTeam Team, Huddle Huddle, HuddleItems Items) : CardContent;

    /// <summary>What came of a huddle, in its thread: who was there, what was decided, who does what by when. Drawn anew when something of it changes.</summary>
    public sealed record HuddleReceipt(FrontlineTeam Team, Huddle Huddle, HuddleItems Items) : CardContent;

    /// <summary>The gentle clock, in the thread of a huddle: its time is up.</summary>
    public sealed record TimeIsUpNote(FrontlineTeam Team, Huddle Huddle) : CardContent;

    /// <summary>To the lead alone: the huddle waits for somebody to start it.</summary>
    /// <param name="IsOver">Started, over, or led by somebody else now: there is nothing left to do, so it has no buttons.</param>
    public sealed record LeadReminder(FrontlineTeam Team, Huddle Huddle, bool IsOver = false) : CardContent;

    /// <summary>To who cannot be there and has not written: the thread takes answers until the cut-off.</summary>
    /// <param name="IsOver">They have written or come after all, or the cut-off has passed: there is nothing left to do, so it has no buttons.</param>
    public sealed record AnswerReminder(FrontlineTeam Team, Huddle Huddle, bool IsOver = false) : CardContent;

    /// <param name="Me">Who leads unless another is chosen.</param>
    public sealed record PassLeadForm(FrontlineTeam Team, Huddle Huddle, Actor Me) : CardContent;

    /// <summary>Who does what by when, with no comment behind it.</summary>
    /// <param name="DefaultDate">A working day of the team.</param>
    public sealed record PromiseForm(FrontlineTeam Team, Huddle Huddle, Actor Me, LocalDate DefaultDate) : CardContent;

    /// <summary>An answer of who cannot be there.</summary>
    public sealed record AnswerForm(FrontlineTeam Team, Huddle Huddle) : CardContent;

    /// <summary>When the team meets next.</summary>
    /// <param name="Next">The next of them, soonest first; empty: the team has no huddle, or none that comes.</param>
    /// <param name="PausedUntil">The last day of a pause that somebody asked for; null: none.</param>
    /// <param name="Change">What the person has just changed; null: they only looked.</param>
    public sealed record ScheduleNote(FrontlineTeam Team, IReadOnlyList<HuddleOccurrence> Next, LocalDate? PausedUntil, ScheduleChange? Change = null) : CardContent;

    /// <summary>Why a promise is dropped.</summary>
    public sealed record DropForm(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <summary>To the owner of a promise that is due: keep it, move it, drop it. Afterwards it says what became of it.</summary>
    /// <param name="IsOver">Kept, dropped, moved to a later day or passed on: there is nothing left to do, so it has no buttons.</param>
    public sealed record PromiseReminder(FrontlineTeam Team, IssueWithResponse Item, bool IsOver = false) : CardContent;

    /// <summary>To the owner, some days after: did it work? Afterwards it says the answer.</summary>
    public sealed record DidItWork(FrontlineTeam Team, IssueWithResponse Item) : CardContent;

    /// <summary>To who has to call a customer back or has promised them something, and to those above; or in the thread, as long as nobody has claimed it.</summary>
    /// <param name="IsToOwner">Whoever reads it has the call or the promise.</param>
    /// <param name="IsOver">Done, or passed on: there is nothing left to do, so it has no buttons.</param>
    public sealed record FollowUpReminder(FrontlineTeam Team, IssueWithResponse Item, FollowUps.FollowUpReason Reason, bool IsToOwner, bool IsOver = false) : CardContent;

    /// <summary>Contact data, for the eyes of who has claimed the follow-up: in a dialog, or in a message to them alone that is written over.</summary>
    /// <param name="Until">It is shown until then.</param>
    /// <param name="Look">Names this look, so that what it shows can be taken away; null: that is done by other means.</param>
    public sealed record CustomerContact(FrontlineTeam Team, IssueWithResponse Item, Customer Customer, Instant Until, string? Look = null) : CardContent;

    /// <summary>What came of the call, and what was promised.</summary>
    /// <param name="DefaultDate">A working day of the team.</param>
    public sealed record CallForm(FrontlineTeam Team, IssueWithResponse Item, LocalDate DefaultDate) : CardContent;

    /// <summary>Another day for what a customer was promised.</summary>
    /// <param name="DefaultDate">A working day of the team.</param>
    public sealed record MovePromiseForm(FrontlineTeam Team, IssueWithResponse Item, LocalDate DefaultDate) : CardContent;

    /// <summary>In the thread of an issue: its customer has written again.</summary>
    /// <param name="Again">What they wrote now.</param>
    public sealed record WroteAgainNote(FrontlineTeam Team, IssueWithResponse Again) : CardContent;

    /// <summary>How the team's customers answer, for who asks.</summary>
    public sealed record ScoreCard(FrontlineTeam Team, Scores.ScoreAnswer Answer) : CardContent;

    /// <summary>In the thread of what was fixed, four weeks after: whether it worked, by the scores.</summary>
    public sealed record EffectNote(FrontlineTeam Team, IssueWithResponse Item, Effects.Fix Fix, Effects.EffectEstimate Estimate) : CardContent;

    /// <summary>What concerns one person, for their eyes: the home tab, and the answer to who asks for a part of it.</summary>
    /// <param name="Promises">What the person has promised and not finished, soonest first; null: this part is not shown.</param>
    /// <param name="Queue">What waits for the person's answer; null: this part is not shown.</param>
    public sealed record Home(IReadOnlyList<IssueWithResponse>? Promises, QueuePage? Queue) : CardContent;
}

/// <summary>The issues that a huddle's card and receipt show, as they stand now.</summary>
/// <param name="OfAgenda">Those that its agenda names, and that are still there.</param>
/// <param name="Decided">What was decided while it ran, oldest first: tags, promises, what was raised; and on its agenda since it was announced, also after its end.</param>
public sealed record HuddleItems(IReadOnlyDictionary<IssueId, IssueWithResponse> OfAgenda, IReadOnlyList<IssueWithResponse> Decided)
{
    public static HuddleItems None { get; } = new(new Dictionary<IssueId, IssueWithResponse>(), []);
}

/// <summary>What somebody has just changed of a team's schedule.</summary>
public enum ScheduleChange
{
    Paused,
    Resumed,
}

/// <summary>For whose eyes a card is drawn, where the platform can show people different ones (Microsoft Teams).</summary>
public enum Audience
{
    /// <summary>Everybody in the channel sees the same.</summary>
    Everyone,

    /// <summary>Somebody who may triage.</summary>
    Manager,

    /// <summary>Somebody who may not triage.</summary>
    Member,
}

public static class Audiences
{
    /// <summary>The audience that one person makes.</summary>
    public static Audience Of(FrontlineTeam team, Actor person) => Authorization.MayTriage(team, person.Id) is null ? Audience.Manager : Audience.Member;
}

/// <summary>Port: draws content for a platform. A template that cannot be drawn is a fault of ours and throws.</summary>
public interface ICardComposer
{
    RenderedCard Compose(Platform platform, CardContent content);
}
