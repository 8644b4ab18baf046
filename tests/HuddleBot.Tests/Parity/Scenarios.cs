using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Issues;
using HuddleBot.Tests.WholeWay;
using static HuddleBot.Tests.Parity.Capabilities;

namespace HuddleBot.Tests.Parity;

/// <summary>What proves a capability: the same story on every platform, with the real bot, real storage and the platform's own ways.</summary>
internal static class Scenarios
{
    private const string Words = "The lift is slow.";
    private static readonly string Long = string.Concat(Enumerable.Repeat("The corridor was loud all night. ", 30)) + "And then the fire alarm went.";

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
        [OfRequest(nameof(HuddleRequest.Help))] = place => place.AskAsync("tom", "help", "How HuddleBot works"),
        [OfRequest(nameof(HuddleRequest.Issues))] = async place =>
        {
            await place.CommentAsync(Words);
            await place.AskAsync("tom", "issues", Words);
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
        [OfRequest(nameof(HuddleRequest.WaitingForMe))] = async place =>
        {
            await EscalateAsync(place);
            await place.AskAsync("ana", "queue", Words);
            await place.LookAtOwnAsync("ana", "queue", Words);
        },
        [$"message: {SlotKind.Issue}"] = place => place.CommentAsync(Words),
        [$"message: {SlotKind.Escalation}"] = EscalateAsync,
        [$"message: {SlotKind.Gathered}"] = GatherAsync,
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
        [SecondIsTold] = async place =>
        {
            await place.CommentAsync(Words);
            await place.LoseAsync("tom", "ben", Words);
        },
    };

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

    private static async Task GatherAsync(ITeamPlace place)
    {
        await place.Hotel.SendAsync([.. Enumerable.Range(0, 14).Select(i => Hotel.Response($"r-{i}", 3, $"Comment number {i}.", place.Team == Hotel.Spa ? Hotel.Spa : "front desk"))]);
        await Hotel.UntilAsync(() => Task.FromResult(place.CardsWith("Comment number") == 12));
        ((TestTime)place.Hotel.Time).Skip(TimeSpan.FromMinutes(61));
        await place.UntilShownAsync("2 more comments", "Comment number");
    }
}
