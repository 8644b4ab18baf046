using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using HuddleBot.Tests.WholeWay;
using static HuddleBot.Tests.Parity.Capabilities;

namespace HuddleBot.Tests.Parity;

/// <summary>What proves a capability: the same story on every platform, with the real bot, real storage and the platform's own ways.</summary>
internal static class Scenarios
{
    private const string Words = "The lift is slow.";
    private const string Theme = "Theme: Slow lifts";
    private const string AwayWords = "You can still have your say";
    private static readonly string Long = string.Concat(Enumerable.Repeat("The corridor was loud all night. ", 30)) + "And then the fire alarm went.";

    /// <summary>Today at twenty past twelve, announced ten minutes before, for five minutes; in the teams file, with a comma before it.</summary>
    public const string Huddle = """, "huddle": { "at": "12:20", "minutes": 5, "answersFor": 120 } """;

    /// <summary>Those for which somebody leads customer experience.</summary>
    public static IReadOnlySet<string> WithLead { get; } = new HashSet<string>([OfVerb(Verbs.DigestSend), OfMessage(SlotKind.Digest)], StringComparer.Ordinal);

    /// <summary>Those for which the team meets today.</summary>
    public static IReadOnlySet<string> WithHuddle { get; } = new HashSet<string>(
        [
            .. Verbs.All.Where(verb => verb.StartsWith("huddle.", StringComparison.Ordinal)).Select(OfVerb),
            .. ((string[])[nameof(HuddleRequest.Schedule), nameof(HuddleRequest.Pause), nameof(HuddleRequest.Resume)]).Select(OfRequest),
            .. ((SlotKind[])[SlotKind.Huddle, SlotKind.Receipt, SlotKind.TimeIsUp, SlotKind.LeadReminder, SlotKind.AnswerReminder]).Select(OfMessage),
            HeardInThread,
        ],
        StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, Func<ITeamPlace, Task>> ByCapability { get; } = new Dictionary<string, Func<ITeamPlace, Task>>(StringComparer.Ordinal)
    {
        [OfVerb(Verbs.Fix)] = async place =>
        {
            await place.CommentAsync(Words);
            await place.DecideAsync("tom", Words, Verbs.Fix, null, (Verbs.Inputs.Try, "Oil it"));
            await place.UntilShownAsync(Words, $"{place.NameOf("tom")} is fixing it by");
            await place.UntilShownAsync(Words, "We will try: Oil it");
        },
        [OfVerb(Verbs.Escalate)] = async place =>
        {
            await EscalateAsync(place);
            await place.UntilShownAsync(Words, $"{place.NameOf("ben")} has escalated this");
        },
        [OfVerb(Verbs.Celebrate)] = async place =>
        {
            await place.CommentAsync(Words, 10);
            await place.DecideAsync("tom", Words, Verbs.Celebrate);
            await place.UntilShownAsync(Words, $"Celebrated by {place.NameOf("tom")}");
        },
        [OfVerb(Verbs.Dismiss)] = async place =>
        {
            await place.CommentAsync(Words);
            await place.DecideAsync("tom", Words, Verbs.Dismiss, null, (Verbs.Inputs.Reason, "Not serious"));
            await place.UntilShownAsync(Words, $"Not actionable, says {place.NameOf("tom")}: Not serious");
        },
        [OfVerb(Verbs.Done)] = async place =>
        {
            await FixAsync(place);
            await place.DecideAsync("ben", Words, Verbs.Done, null, (Verbs.Inputs.Outcome, "partly"), (Verbs.Inputs.WhatHappened, "It is less slow"));
            await place.UntilShownAsync(Words, $"It partly worked, says {place.NameOf("ben")}");
            await place.UntilShownAsync(Words, "It is less slow");
        },
        [OfVerb(Verbs.Change)] = async place =>
        {
            await FixAsync(place);
            await place.DecideAsync("ben", Words, Verbs.Change, Verbs.Fix, (Verbs.Inputs.Try, "Call the mechanic"));
            await place.UntilShownAsync(Words, "We will try: Call the mechanic");
        },
        [OfVerb(Verbs.Undo)] = async place =>
        {
            await FixAsync(place);
            Assert.False(place.Offers(Words, Verbs.Fix));
            await place.DecideAsync("tom", Words, Verbs.Undo);
            await Hotel.UntilAsync(() => Task.FromResult(place.Offers(Words, Verbs.Fix)));
        },
        [OfVerb(Verbs.Show)] = async place =>
        {
            await place.CommentAsync(Long);
            await place.ReadOnAsync("tom", Long[..40], Verbs.Show, "And then the fire alarm went.");
        },
        [OfVerb(Verbs.Open)] = async place =>
        {
            await GatherAsync(place);
            var lines = place.CardsWith("Comment number");
            await place.DecideAsync("tom", "more comments", Verbs.Open);
            await Hotel.UntilAsync(() => Task.FromResult(place.CardsWith("Comment number") == lines + 1));
        },
        [OfVerb(Verbs.Add)] = async place =>
        {
            await place.SendToHuddleAsync("tom", "The lamp in the lobby flickers");
            await place.UntilShownAsync("The lamp in the lobby flickers", $"Raised by {place.NameOf("tom")}");
        },
        [OfVerb(Verbs.Refresh)] = async place =>
        {
            await FixAsync(place);
            await place.ReadOnAsync("tom", Words, Verbs.Change, "Change the plan");
            await place.DecideAsync("tom", Words, Verbs.Refresh);
            Assert.True(place.Offers(Words, Verbs.Change));
        },
        [OfVerb(Verbs.TriageAccept)] = async place =>
        {
            await EscalateAsync(place);
            await place.DecideAsync("ana", Words, Verbs.TriageAccept);
            await place.UntilManagersSeeAsync(Words, $"{place.NameOf("ana")} has accepted this");
            await place.UntilShownAsync(Words, $"{place.NameOf("ana")} has accepted this");
            await place.UntilToldInThreadAsync(Words, $"{place.NameOf("ana")} has accepted this");
        },
        [OfVerb(Verbs.TriageAssign)] = async place =>
        {
            await EscalateAsync(place);
            await place.DecideAsync("ana", Words, Verbs.TriageAccept);
            await place.DecideAsync("ana", Words, Verbs.TriageAssign, Verbs.TriageAccept, (Verbs.Inputs.Priority, "high"));
            await place.UntilShownAsync(Words, "High priority");
        },
        [OfVerb(Verbs.TriageDecline)] = async place =>
        {
            await EscalateAsync(place);
            await place.DecideAsync("ana", Words, Verbs.TriageDecline, null, (Verbs.Inputs.Reason, "The contract runs until May"));
            await place.UntilShownAsync(Words, $"Declined by {place.NameOf("ana")}: The contract runs until May");
            await place.UntilToldInThreadAsync(Words, "The contract runs until May");
        },
        [OfVerb(Verbs.TriageResolve)] = async place =>
        {
            await EscalateAsync(place);
            await place.DecideAsync("ana", Words, Verbs.TriageResolve, null, (Verbs.Inputs.Answer, "The new motor comes on Monday"));
            await place.UntilShownAsync(Words, $"Answer from {place.NameOf("ana")}: The new motor comes on Monday");
            await place.UntilToldInThreadAsync(Words, "The new motor comes on Monday");
        },
        [OfVerb(Verbs.TriageAsk)] = AskBackAsync,
        [OfVerb(Verbs.AnswerQuestion)] = async place =>
        {
            await AskBackAsync(place);
            await place.DecideAsync("ben", Words, Verbs.AnswerQuestion, null, (Verbs.Inputs.Answer, "The one by the stairs"));
            await place.UntilManagersSeeAsync(Words, "The one by the stairs");
            await place.UntilShownAsync(Words, "Waiting for an answer");
        },
        [OfVerb(Verbs.TriageReturn)] = async place =>
        {
            await EscalateAsync(place);
            await place.DecideAsync("ana", Words, Verbs.TriageReturn, null, (Verbs.Inputs.Guidance, "You may call the mechanic yourselves"));
            await place.UntilShownAsync(Words, "You may call the mechanic yourselves");
            await place.UntilToldInThreadAsync(Words, "You may call the mechanic yourselves");
            await place.UntilShownAsync(Words, $"{place.NameOf("ben")} is fixing it by");
        },
        [OfVerb(Verbs.TriageMerge)] = MergeAsync,
        [OfVerb(Verbs.TriageSplit)] = async place =>
        {
            await MergeAsync(place);
            await place.DecideAsync("ana", Words, Verbs.TriageSplit);
            await place.UntilToldInThreadAsync(Words, "has taken this out of its theme");
            await place.UntilShownAsync(Words, "Waiting for an answer");
        },
        [OfVerb(Verbs.ThemeAccept)] = async place =>
        {
            await MergeAsync(place);
            await place.DecideAsync("ana", Theme, Verbs.ThemeAccept);
            await place.UntilManagersSeeAsync(Theme, $"{place.NameOf("ana")} sees to this by");
        },
        [OfVerb(Verbs.ThemeAssign)] = async place =>
        {
            await MergeAsync(place);
            await place.DecideAsync("ana", Theme, Verbs.ThemeAccept);
            await place.DecideAsync("ana", Theme, Verbs.ThemeAssign, Verbs.ThemeAccept, (Verbs.Inputs.Date, "2026-12-24"));
            await place.UntilManagersSeeAsync(Theme, "by Thu 24 Dec");
        },
        [OfVerb(Verbs.ThemeResolve)] = async place =>
        {
            await MergeAsync(place);
            await place.DecideAsync("ana", Theme, Verbs.ThemeResolve, null, (Verbs.Inputs.Answer, "The new motor comes on Monday"));
            await place.UntilToldInThreadAsync(Words, "The new motor comes on Monday");
        },
        [OfVerb(Verbs.ThemeDecline)] = DeclineThemeAsync,
        [OfVerb(Verbs.ThemeReopen)] = async place =>
        {
            await DeclineThemeAsync(place);
            await place.DecideAsync("ana", Theme, Verbs.ThemeReopen);
            await place.UntilManagersSeeAsync(Theme, "Nobody has taken it on yet");
        },
        [OfVerb(Verbs.ThemeUndo)] = async place =>
        {
            await DeclineThemeAsync(place);
            await place.DecideAsync("ana", Theme, Verbs.ThemeUndo);
            await place.UntilManagersSeeAsync(Theme, "Nobody has taken it on yet");
        },
        [OfVerb(Verbs.ThemeRename)] = async place =>
        {
            await MergeAsync(place);
            await place.DecideAsync("ana", Theme, Verbs.ThemeRename, null, (Verbs.Inputs.Title, "Lifts without a motor"));
            await place.UntilManagersSeeAsync("Theme:", "Lifts without a motor");
        },
        [OfVerb(Verbs.ThemeEvidence)] = async place =>
        {
            await MergeAsync(place);
            await place.ReadOnAsync("ana", Theme, Verbs.ThemeEvidence, Words);
        },
        [OfMessage(SlotKind.Theme)] = async place =>
        {
            await MergeAsync(place);
            await place.UntilManagersSeeAsync(Theme, "1 escalation from 1 team");
        },
        [OfVerb(Verbs.TriageSnooze)] = SnoozeAsync,
        [OfVerb(Verbs.TriageUndo)] = async place =>
        {
            await EscalateAsync(place);
            await place.DecideAsync("ana", Words, Verbs.TriageDecline, null, (Verbs.Inputs.Reason, "The contract runs until May"));
            await place.UntilShownAsync(Words, $"Declined by {place.NameOf("ana")}");
            await place.DecideAsync("ana", Words, Verbs.TriageUndo);
            await place.UntilShownAsync(Words, "Waiting for an answer");
            await place.UntilToldInThreadAsync(Words, "has taken their last decision back");
        },
        [OfVerb(Verbs.TriageReopen)] = async place =>
        {
            await ResolveAsync(place);
            await place.DecideAsync("ana", Words, Verbs.TriageReopen, null, (Verbs.Inputs.Reason, "The motor did not come"));
            await place.UntilShownAsync(Words, "Waiting for an answer");
            await place.UntilManagersSeeAsync(Words, "Please answer by");
        },
        [OfVerb(Verbs.Helped)] = place => SayHelpedAsync(place, Verbs.Helped, "It helped, says the team."),
        [OfVerb(Verbs.PartlyHelped)] = place => SayHelpedAsync(place, Verbs.PartlyHelped, "It helped in part, says the team."),
        [OfVerb(Verbs.DidNotHelp)] = place => SayHelpedAsync(place, Verbs.DidNotHelp, "It did not help, says the team."),
        [OfVerb(Verbs.QueueShow)] = async place =>
        {
            await SnoozeAsync(place);
            await place.LookAtQueueAsync("ana", QueueQuery.First with { View = QueueView.Snoozed }, Words);
            await place.LookAtQueueAsync("ana", QueueQuery.First with { View = QueueView.Overdue }, "Nothing is overdue.");
        },
        [OfVerb(Verbs.DigestMine)] = async place =>
        {
            await EscalateAsync(place);
            await place.PressOnDigestAsync("ana", Verbs.DigestMine, "on its way to you");
            await place.UntilToldDirectlyAsync("ana", "Sent now because somebody asked for it.");
            await place.UntilToldDirectlyAsync("ana", "Loops, and what came of them");
        },
        [OfVerb(Verbs.DigestSend)] = SendDigestAsync,
        [OfMessage(SlotKind.Digest)] = SendDigestAsync,
        [OfRequest(nameof(HuddleRequest.Digest))] = async place =>
        {
            await place.CommentAsync(Words);
            await place.AskAsync("ana", "digest", "Only you see this");
            await place.AskAsync("tom", "digest", "The digest is for CX leads");
        },
        [OfVerb(Verbs.QueueOpen)] = async place =>
        {
            await EscalateAsync(place);
            await place.Hotel.DrainedAsync();
            await place.OpenFromDigestAsync("ana", Words);
            await place.DecideFromQueueAsync("ana", Words, Verbs.TriageDecline, (Verbs.Inputs.Reason, "The contract runs until May"));
            await place.UntilShownAsync(Words, $"Declined by {place.NameOf("ana")}: The contract runs until May");
        },
        [OfVerb(Verbs.Drop)] = async place =>
        {
            await FixAsync(place);
            await place.DecideAsync("tom", Words, Verbs.Drop, null, (Verbs.Inputs.Reason, "The lift will be replaced"));
            await place.UntilShownAsync(Words, $"Dropped by {place.NameOf("tom")}: The lift will be replaced");
        },
        [OfVerb(Verbs.Worked)] = place => AnswerWhetherItWorkedAsync(place, Verbs.Worked, "It worked, says"),
        [OfVerb(Verbs.PartlyWorked)] = place => AnswerWhetherItWorkedAsync(place, Verbs.PartlyWorked, "It partly worked, says"),
        [OfVerb(Verbs.DidNotWork)] = place => AnswerWhetherItWorkedAsync(place, Verbs.DidNotWork, "It did not work, says"),
        [OfVerb(Verbs.HuddleStart)] = async place =>
        {
            await StartAsync(place);
            await place.UntilHuddleShowsAsync($"{place.NameOf("tom")} leads");
        },
        [OfVerb(Verbs.HuddleJoin)] = async place =>
        {
            await MeetAsync(place);
            await place.PressInHuddleAsync("ben", Verbs.HuddleJoin);
            await place.UntilHuddleShowsAsync($"Here: {place.NameOf("ben")}");
        },
        [OfVerb(Verbs.HuddleAway)] = async place =>
        {
            await MeetAsync(place);
            await place.PressInHuddleAsync("ben", Verbs.HuddleAway);
            await place.UntilHuddleShowsAsync($"Away: {place.NameOf("ben")}");
        },
        [OfVerb(Verbs.HuddlePass)] = PassToBenAsync,
        [OfVerb(Verbs.HuddleFinish)] = FinishAsync,
        [OfVerb(Verbs.HuddlePromise)] = async place =>
        {
            await StartAsync(place);
            await place.PressInHuddleAsync("tom", Verbs.HuddlePromise, (Verbs.Inputs.Try, "Oil it"));
            await place.UntilInHuddleAsync(said => said.Contains($"{place.NameOf("tom")} is fixing it by", StringComparison.Ordinal) && said.Contains("Oil it", StringComparison.Ordinal));
        },
        [OfVerb(Verbs.HuddleAnswer)] = async place =>
        {
            await AskBenAsync(place);
            await place.PressDirectlyAsync("ben", AwayWords, Verbs.HuddleAnswer, (Verbs.Inputs.Words, "The lift is fine now"));
            await place.UntilInHuddleAsync(said => said.Contains($"{place.NameOf("ben")}: The lift is fine now", StringComparison.Ordinal));
            await place.UntilToldDirectlyAsync("ben", "There is nothing left to do.");
        },
        [OfRequest(nameof(HuddleRequest.Start))] = async place =>
        {
            await place.TellBotAsync("tom", "start");
            await place.UntilHuddleShowsAsync("On now");
            await place.UntilHuddleShowsAsync($"{place.NameOf("tom")} leads");
        },
        [OfRequest(nameof(HuddleRequest.Schedule))] = place => place.AskAsync("tom", "schedule", "12:20"),
        [OfRequest(nameof(HuddleRequest.Pause))] = place => place.AskAsync("tom", "pause until 2026-12-24", "Paused up to and including"),
        [OfRequest(nameof(HuddleRequest.Resume))] = async place =>
        {
            await place.AskAsync("tom", "pause until 2026-12-24", "Paused up to and including");
            await place.AskAsync("ben", "resume", "The huddles go on.");
            await MeetAsync(place);
        },
        [OfRequest(nameof(HuddleRequest.Help))] = place => place.AskAsync("tom", "help", "How HuddleBot works"),
        [OfRequest(nameof(HuddleRequest.Issues))] = async place =>
        {
            await place.CommentAsync(Words);
            await place.AskAsync("tom", "issues", Words);
        },
        [OfRequest(nameof(HuddleRequest.Score))] = async place =>
        {
            await place.CommentAsync(Words);
            await place.AskAsync("tom", "score", "Too few to say (1 answer in 28 days)");
            await place.AskAsync("tom", "score *lobby*", "No answer names a touchpoint or segment “*lobby*”, or any other.");
        },
        [OfRequest(nameof(HuddleRequest.Add))] = async place =>
        {
            await place.AskAsync("tom", "add The lamp in the lobby flickers", "The lamp in the lobby flickers");
            await place.UntilShownAsync("The lamp in the lobby flickers", $"Raised by {place.NameOf("tom")}");
        },
        [OfRequest(nameof(HuddleRequest.MyPromises))] = async place =>
        {
            await FixAsync(place);
            await place.AskAsync("tom", "promises", "Oil it");
            await place.LookAtOwnAsync("tom", "promises", "Oil it");
        },
        [OfRequest(nameof(HuddleRequest.Queue))] = async place =>
        {
            await EscalateAsync(place);

            // The card may be there a moment before the queue knows of it.
            await place.Hotel.DrainedAsync();
            await place.AskAsync("ana", "queue", Words);
            await place.LookAtOwnAsync("ana", "queue", Words);
        },
        [OfMessage(SlotKind.Issue)] = place => place.CommentAsync(Words),
        [OfMessage(SlotKind.Escalation)] = EscalateAsync,
        [OfMessage(SlotKind.Gathered)] = GatherAsync,
        [OfMessage(SlotKind.Huddle)] = MeetAsync,
        [OfMessage(SlotKind.Receipt)] = FinishAsync,
        [OfMessage(SlotKind.TimeIsUp)] = async place =>
        {
            await StartAsync(place);
            Skip(place, minutes: 6);
            await place.UntilInHuddleAsync(said => said.Contains("That was 5 minutes", StringComparison.Ordinal));
        },
        [OfMessage(SlotKind.LeadReminder)] = async place =>
        {
            await PassToBenAsync(place);
            Skip(place, minutes: 13);
            await place.PressDirectlyAsync("ben", "You lead the huddle", Verbs.HuddleStart);
            await place.UntilHuddleShowsAsync("On now");
            await place.UntilToldDirectlyAsync("ben", "It has started.");
        },
        [OfMessage(SlotKind.AnswerReminder)] = AskBenAsync,
        [OfMessage(SlotKind.PromiseReminder)] = async place =>
        {
            await place.CommentAsync(Words);
            await place.DecideAsync("tom", Words, Verbs.Fix, null, (Verbs.Inputs.Try, "Oil it"), (Verbs.Inputs.Date, "2026-11-24"));
            await place.UntilShownAsync(Words, "We will try: Oil it");
            Skip(place, minutes: (21 * 60) + 5);
            await place.PressDirectlyAsync("tom", "Your promise is due", Verbs.Done, (Verbs.Inputs.Outcome, "yes"));
            await place.UntilShownAsync(Words, "It worked, says");
        },
        [OfMessage(SlotKind.DidItWork)] = AskWhetherItWorkedAsync,
        [OfMessage(SlotKind.ScoreDrop)] = async place =>
        {
            await new Fall(place).HappenAsync();
            await place.UntilShownAsync(Fall.Words, Fall.FellTitle);
            await place.UntilManagersSeeAsync(Fall.Words, Fall.FellTitle);
            await place.DecideAsync("tom", Fall.Words, Verbs.Dismiss, null, (Verbs.Inputs.Reason, "Not serious"));
            await place.UntilShownAsync(Fall.Words, $"Not actionable, says {place.NameOf("tom")}: Not serious");
            await place.UntilManagersSeeAsync(Fall.Words, "Not serious");
        },
        [OfMessage(SlotKind.ScoreBack)] = async place =>
        {
            var fall = new Fall(place);
            await fall.HappenAsync();
            await place.UntilShownAsync(Fall.Words, Fall.FellTitle);
            await fall.EndAsync();
            await place.UntilToldInThreadAsync(Fall.Words, "NPS is back");
        },
        [OfMessage(SlotKind.Effect)] = async place =>
        {
            var (area, fixedOn) = (place.Team == Hotel.Spa ? Hotel.Spa : "front desk", new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
            await FixAsync(place);
            await place.Hotel.SendAsync([.. Enumerable.Range(20, 45).Select(days => Answered($"before-{days}", 3, fixedOn.AddDays(-days)))]);
            await place.DecideAsync("tom", Words, Verbs.Done, null, (Verbs.Inputs.Outcome, "yes"));
            await place.UntilShownAsync(Words, "It worked, says");
            Skip(place, minutes: 26 * 24 * 60);
            await place.Hotel.SendAsync([.. Enumerable.Range(1, 40).Select(number => Answered($"after-{number}", 10, fixedOn.AddDays(1 + (number % 10))))]);
            Skip(place, minutes: 6 * 24 * 60);
            await place.UntilToldInThreadAsync(Words, "Better: +200 points");

            System.Text.Json.Nodes.JsonObject Answered(string id, int score, DateTimeOffset at)
            {
                var response = Hotel.Response(id, score, null, area);
                response["answeredAt"] = at.ToString("O");
                return response;
            }
        },
        [OfVerb(Verbs.FollowUpClaim)] = ClaimAsync,
        [OfVerb(Verbs.FollowUpContact)] = async place =>
        {
            await ClaimAsync(place);
            await place.ReadOnAsync("tom", Words, Verbs.FollowUpContact, "+44 20 7946 0000");
            Assert.Equal(0, place.CardsWith("7946"));
        },
        [OfMessage(SlotKind.Contact)] = async place =>
        {
            await ClaimAsync(place);
            await place.ReadOnAsync("tom", Words, Verbs.FollowUpContact, "+44 20 7946 0000");
            Skip(place, minutes: 125);
            await place.UntilContactIsGoneAsync("tom", "7946");
        },
        [OfVerb(Verbs.FollowUpRelease)] = async place =>
        {
            await ClaimAsync(place);
            await place.DecideAsync("tom", Words, Verbs.FollowUpRelease);
            await place.UntilShownAsync(Words, "nobody has it yet");
        },
        [OfVerb(Verbs.FollowUpTake)] = async place =>
        {
            await UnhappyAsync(place);
            Skip(place, minutes: (24 * 60) + 1);
            await place.PressDirectlyAsync("ana", "A customer waits for", Verbs.FollowUpTake);
            await place.UntilShownAsync(Words, $"{place.NameOf("ana")} has it · the call was due");
        },
        [OfVerb(Verbs.FollowUpDone)] = PromiseToCustomerAsync,
        [OfVerb(Verbs.FollowUpKept)] = async place =>
        {
            await PromiseToCustomerAsync(place);
            await place.DecideAsync("tom", Words, Verbs.FollowUpKept);
            await place.UntilShownAsync(Words, "Kept: The money back");
        },
        [OfVerb(Verbs.FollowUpMove)] = async place =>
        {
            await PromiseToCustomerAsync(place);
            await place.DecideAsync("tom", Words, Verbs.FollowUpMove, Verbs.FollowUpMove, (Verbs.Inputs.Date, "2026-11-27"), (Verbs.Inputs.Reason, "The bank is slow"));
            await place.UntilShownAsync(Words, "by Fri 27 Nov");
        },
        [OfMessage(SlotKind.FollowUpReminder)] = async place =>
        {
            await ClaimAsync(place);
            Skip(place, minutes: (24 * 60) + 1);
            await place.UntilToldDirectlyAsync("tom", "A customer waits for your call");
        },
        [OfMessage(SlotKind.WroteAgain)] = async place =>
        {
            await UnhappyAsync(place);
            await place.Hotel.SendAsync(OfTheSameCustomer(place, "call-2", "Still nothing."));
            await place.UntilToldInThreadAsync(Words, "Still nothing.");
            await place.UntilShownAsync(Words, "The customer wrote again");
        },
        [PostedOnceAfterReturn] = async place =>
        {
            await place.RemoveBotAsync();
            await place.Hotel.SendAsync(Hotel.Response("r-1", 3, Words, place.Team == Hotel.Spa ? Hotel.Spa : "front desk"));
            await Hotel.UntilAsync(async () => (await place.Hotel.RowsOfAsync(place.Team, Core.Storage.TeamRows.Outbox)).Any(row => row.GetString("LastError") is not null));
            Assert.Equal(0, place.CardsWith(Words));
            await place.BringBotBackAsync();
            await place.UntilShownAsync(Words, "detractor");
            await place.Hotel.DrainedAsync();
            Assert.Equal(1, place.CardsWith(Words));
        },
        [EditedOnce] = async place =>
        {
            var area = place.Team == Hotel.Spa ? Hotel.Spa : "front desk";
            await place.Hotel.SendAsync(Hotel.Response("r-1", 3, "First words.", area));
            await place.UntilShownAsync("First words.", "detractor");
            await place.Hotel.SendAsync(Hotel.Response("r-1", 9, Words, area));
            await place.UntilShownAsync(Words, "promoter");
            Assert.Equal((0, 1), (place.CardsWith("First words."), place.CardsWith(Words)));
        },
        [HeardInThread] = async place =>
        {
            await MeetAsync(place);

            // Nobody reads and writes before the bot has noted where its card stands.
            await place.Hotel.DrainedAsync();
            var change = await place.WriteInHuddleAsync("ben", "The lift is loud");
            var remove = await place.WriteInHuddleAsync("ben", "And slow");
            await place.PressInHuddleAsync("tom", Verbs.HuddleStart);
            await place.UntilHuddleShowsAsync("On now");
            await place.PressInHuddleAsync("tom", Verbs.HuddleFinish);
            await place.UntilInHuddleAsync(said => said.Contains($"{place.NameOf("ben")}: The lift is loud", StringComparison.Ordinal) && said.Contains("And slow", StringComparison.Ordinal));
            await change("The lift is very loud");
            await remove(null);
            await place.UntilInHuddleAsync(said => said.Contains($"{place.NameOf("ben")} (edited): The lift is very loud", StringComparison.Ordinal) && !said.Contains("And slow", StringComparison.Ordinal));
        },
        [OfMessage(SlotKind.EscalationReminder)] = async place =>
        {
            await EscalateAsync(place);

            // Two working days have passed on Wednesday evening; on Thursday morning she is reminded.
            Skip(place, minutes: (69 * 60) + 5);
            await place.PressDirectlyAsync("ana", "An answer is due", Verbs.TriageAccept);
            await place.UntilShownAsync(Words, $"{place.NameOf("ana")} has accepted this");
            await place.UntilToldDirectlyAsync("ana", "There is nothing left to do");
        },
        [OfMessage(SlotKind.ThemeReminder)] = async place =>
        {
            await MergeAsync(place);

            // Nobody has taken the theme on by Wednesday evening; on Thursday morning she is reminded, and does so there.
            Skip(place, minutes: (69 * 60) + 5);
            await place.PressDirectlyAsync("ana", "An answer is due", Verbs.ThemeAccept);
            await place.UntilManagersSeeAsync(Theme, $"{place.NameOf("ana")} sees to this by");
            await place.UntilToldDirectlyAsync("ana", "There is nothing left to do");
        },
        [AnsweredInThread] = async place =>
        {
            await AskBackAsync(place);
            await place.Hotel.DrainedAsync();
            await place.WriteBelowAsync("ben", Words, "The one by the stairs");
            await place.UntilManagersSeeAsync(Words, "The one by the stairs");
            await place.WriteBelowAsync("tom", Words, "And it smells");
            await place.Hotel.DrainedAsync();
            await place.UntilShownAsync(Words, "Waiting for an answer");
        },
        [SecondIsTold] = async place =>
        {
            await place.CommentAsync(Words);
            await place.LoseAsync("tom", "ben", Words);
        },
    };

    private static void Skip(ITeamPlace place, int minutes) => ((TestTime)place.Hotel.Time).Skip(TimeSpan.FromMinutes(minutes));

    private static async Task SendDigestAsync(ITeamPlace place)
    {
        await place.CommentAsync(Words);
        await place.PressOnDigestAsync("ana", Verbs.DigestSend, "on its way to the CX leads");
        await place.UntilToldDirectlyAsync("ana", "Sent now because somebody asked for it.");
    }

    private static async Task MeetAsync(ITeamPlace place)
    {
        Skip(place, minutes: 11);
        await place.UntilHuddleAsync();
    }

    private static async Task StartAsync(ITeamPlace place)
    {
        await MeetAsync(place);
        await place.PressInHuddleAsync("tom", Verbs.HuddleStart);
        await place.UntilHuddleShowsAsync("On now");
    }

    private static async Task FinishAsync(ITeamPlace place)
    {
        await StartAsync(place);
        await place.PressInHuddleAsync("ben", Verbs.HuddleFinish);
        await place.UntilHuddleShowsAsync("Finished.");
        await place.UntilInHuddleAsync(said => said.Contains("What came of the huddle", StringComparison.Ordinal) && said.Contains($"{place.NameOf("tom")} (led)", StringComparison.Ordinal));
    }

    private static async Task PassToBenAsync(ITeamPlace place)
    {
        await MeetAsync(place);
        await place.PressInHuddleAsync("tom", Verbs.HuddlePass, (Verbs.Inputs.Owner, place.IdOf("ben")));
        await place.UntilHuddleShowsAsync($"{place.NameOf("ben")} leads");
    }

    /// <summary>Ben cannot be there, writes nothing, and is asked half an hour before the cut-off.</summary>
    private static async Task AskBenAsync(ITeamPlace place)
    {
        await MeetAsync(place);
        await place.PressInHuddleAsync("ben", Verbs.HuddleAway);
        await place.UntilHuddleShowsAsync($"Away: {place.NameOf("ben")}");
        Skip(place, minutes: 100);
        await place.UntilToldDirectlyAsync("ben", AwayWords);
    }

    private static async Task AskWhetherItWorkedAsync(ITeamPlace place)
    {
        await FixAsync(place);
        await place.DecideAsync("tom", Words, Verbs.Done, null, (Verbs.Inputs.Outcome, "tooEarly"));
        await place.UntilShownAsync(Words, "oo early to say");

        // Five days on is a Saturday; Monday morning it is.
        Skip(place, minutes: (((6 * 24) + 21) * 60) + 5);
        await place.UntilToldDirectlyAsync("tom", "Did it work?");
    }

    private static async Task AnswerWhetherItWorkedAsync(ITeamPlace place, string verb, string shown)
    {
        await AskWhetherItWorkedAsync(place);
        await place.PressDirectlyAsync("tom", "Did it work?", verb);
        await place.UntilShownAsync(Words, shown);
    }

    private static async Task UnhappyAsync(ITeamPlace place)
    {
        await place.Hotel.SendAsync(OfTheSameCustomer(place, "call-1", Words));
        await place.UntilShownAsync(Words, "nobody has it yet");
    }

    private static async Task ClaimAsync(ITeamPlace place)
    {
        await UnhappyAsync(place);
        await place.DecideAsync("tom", Words, Verbs.FollowUpClaim);
        await place.UntilShownAsync(Words, $"{place.NameOf("tom")} calls back by");
    }

    private static async Task PromiseToCustomerAsync(ITeamPlace place)
    {
        await ClaimAsync(place);
        await place.DecideAsync(
            "tom", Words, Verbs.FollowUpDone, Verbs.FollowUpDone, (Verbs.Inputs.Outcome, "reached"), (Verbs.Inputs.Promised, "The money back"), (Verbs.Inputs.Date, "2026-11-26"));
        await place.UntilShownAsync(Words, "We promised: The money back");
    }

    private static System.Text.Json.Nodes.JsonObject OfTheSameCustomer(ITeamPlace place, string id, string words)
    {
        var response = Hotel.Response(id, 2, words, place.Team == Hotel.Spa ? Hotel.Spa : "front desk");
        response["customer"] = new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = "c-9", ["name"] = "Ada Example", ["email"] = "ada@example.org", ["phone"] = "+44 20 7946 0000", ["mayContact"] = true,
        };
        return response;
    }

    private static async Task FixAsync(ITeamPlace place)
    {
        await place.CommentAsync(Words);
        await place.DecideAsync("tom", Words, Verbs.Fix, null, (Verbs.Inputs.Try, "Oil it"));
        await place.UntilShownAsync(Words, "We will try: Oil it");
    }

    private static async Task EscalateAsync(ITeamPlace place)
    {
        await place.CommentAsync(Words);
        await place.DecideAsync("ben", Words, Verbs.Escalate, null, (Verbs.Inputs.Ask, "A new motor"));
        await place.UntilManagersSeeAsync(Words, "A new motor");
    }

    private static async Task AskBackAsync(ITeamPlace place)
    {
        await EscalateAsync(place);
        await place.DecideAsync("ana", Words, Verbs.TriageAsk, null, (Verbs.Inputs.Question, "Which of the two lifts?"));
        await place.UntilToldInThreadAsync(Words, "Which of the two lifts?");
        await place.UntilShownAsync(Words, "Which of the two lifts?");
    }

    private static async Task MergeAsync(ITeamPlace place)
    {
        await EscalateAsync(place);
        await place.DecideAsync("ana", Words, Verbs.TriageMerge, null, (Verbs.Inputs.Title, "Slow lifts"));
        await place.UntilShownAsync(Words, "together with others like it: Slow lifts");
        await place.UntilToldInThreadAsync(Words, "Slow lifts");
        await place.UntilManagersSeeAsync(Words, "Slow lifts");
    }

    private static async Task DeclineThemeAsync(ITeamPlace place)
    {
        await MergeAsync(place);
        await place.DecideAsync("ana", Theme, Verbs.ThemeDecline, null, (Verbs.Inputs.Reason, "The contract runs until May"));
        await place.UntilToldInThreadAsync(Words, "The contract runs until May");
        await place.UntilManagersSeeAsync(Theme, "The contract runs until May");
    }

    private static async Task SnoozeAsync(ITeamPlace place)
    {
        await EscalateAsync(place);
        await place.DecideAsync("ana", Words, Verbs.TriageSnooze, null, (Verbs.Inputs.Date, "2026-12-01"));
        await place.UntilManagersSeeAsync(Words, "Put off until");
        await place.UntilShownAsync(Words, "It will be looked at on");
        await place.Hotel.DrainedAsync();
    }

    private static async Task ResolveAsync(ITeamPlace place)
    {
        await EscalateAsync(place);
        await place.DecideAsync("ana", Words, Verbs.TriageResolve, null, (Verbs.Inputs.Answer, "The new motor comes on Monday"));
        await place.UntilShownAsync(Words, "The new motor comes on Monday");
    }

    private static async Task SayHelpedAsync(ITeamPlace place, string verb, string shown)
    {
        await ResolveAsync(place);
        await place.DecideAsync("ben", Words, verb);
        await place.UntilShownAsync(Words, shown);
        await place.UntilManagersSeeAsync(Words, shown);
    }

    private static async Task GatherAsync(ITeamPlace place)
    {
        await place.Hotel.SendAsync([.. Enumerable.Range(0, 14).Select(i => Hotel.Response($"r-{i}", 3, $"Comment number {i}.", place.Team == Hotel.Spa ? Hotel.Spa : "front desk"))]);
        await Hotel.UntilAsync(() => Task.FromResult(place.CardsWith("Comment number") == 12));
        ((TestTime)place.Hotel.Time).Skip(TimeSpan.FromMinutes(61));
        await place.UntilShownAsync("2 more comments", "Comment number");
    }
}
