using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Parity;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>What people do in the outer loop, from Monday, 23 November 2026, at 10:00 in London.</summary>
internal static partial class Ways
{
    private const string Lift = "The lift is slow and it smells.";
    private const string Bus = "Nobody could find the bus, there is no sign for it.";
    private const string Spa = "We looked for the bus, there was no sign anywhere.";
    private const string Theme = "Signs for the bus";
    private const string Charge = "You charged me twice.";
    private const string Again = "Nobody has called me yet.";
    private static readonly DateTimeOffset Thursday = new(2026, 11, 26, 9, 5, 0, TimeSpan.Zero);

    /// <summary>A comment, an escalation, a question and its answer, a word of the manager, a date, a reminder of it, an answer, and what it was worth.</summary>
    public static Way OfEscalation(Platform platform)
    {
        var issue = IssueOf(platform, "lift");
        return new("escalation", platform,
        [
            Comes(platform, "lift", Lift),
            Decides(platform, "ben", Lift, Verbs.Escalate, issue, "Escalated", 1, (Verbs.Inputs.Ask, "A new motor")),
            Decides(platform, "ana", Lift, Verbs.TriageAsk, issue, "TriageAsked", 1, (Verbs.Inputs.Question, "Which of the two lifts?")),
            new("ben writes below", walk => PlaceIn(walk, platform).WriteBelowAsync("ben", Lift, "The one by the stairs"), async walk => await walk.CountAsync(issue, "QuestionAnswered") == 1),
            Decides(platform, "ana", Lift, Verbs.TriageAccept, issue, "TriageAccepted", 1),
            new("ana changes the date", walk => PlaceIn(walk, platform).DecideAsync("ana", Lift, Verbs.TriageAssign, Verbs.TriageAccept, (Verbs.Inputs.Date, "2026-11-26")), async walk => await walk.CountAsync(issue, "TriageAccepted") == 2),
            new("Thursday comes", walk => walk.GoToAsync(Thursday)),
            Decides(platform, "ana", Lift, Verbs.TriageResolve, issue, "TriageResolved", 1, (Verbs.Inputs.Answer, "The motor comes on Monday")),
            Decides(platform, "ben", Lift, Verbs.Helped, issue, "AnswerHelped", 1),
        ]) { HasQueue = true };
    }

    /// <summary>One team in Slack and one in Teams raise the same; it is merged, split, merged again, taken on, resolved, and both teams are told.</summary>
    public static Way OfTheme()
    {
        var (bus, spa) = (IssueOf(Platform.Slack, "bus"), IssueOf(Platform.Teams, "spa"));
        return new("theme", Platform.Slack,
        [
            Comes(Platform.Slack, "bus", Bus),
            Decides(Platform.Slack, "ben", Bus, Verbs.Escalate, bus, "Escalated", 1, (Verbs.Inputs.Ask, "A sign for the bus")),
            Decides(Platform.Slack, "ana", Bus, Verbs.TriageMerge, bus, "TriageMerged", 1, (Verbs.Inputs.Title, Theme)),
            Comes(Platform.Teams, "spa", Spa),
            Decides(Platform.Teams, "ben", Spa, Verbs.Escalate, spa, "Escalated", 1, (Verbs.Inputs.Ask, "Tell guests where it stops")),
            Merges("ana adds to the theme", spa, 1),
            Decides(Platform.Teams, "ana", Spa, Verbs.TriageSplit, spa, "TriageSplit", 1),
            Merges("ana adds to the theme again", spa, 2),
            new("ana takes the theme on", walk => PlaceIn(walk, Platform.Slack).DecideAsync("ana", Theme, Verbs.ThemeAccept), walk => walk.HasThemeAsync("Accepted")),
            new("ana resolves the theme", walk => PlaceIn(walk, Platform.Slack).DecideAsync("ana", Theme, Verbs.ThemeResolve, null, (Verbs.Inputs.Answer, "The signs are up")), walk => walk.HasThemeAsync("Resolved")),
            Decides(Platform.Slack, "ben", Bus, Verbs.Helped, bus, "AnswerHelped", 1),
            Decides(Platform.Teams, "ben", Spa, Verbs.DidNotHelp, spa, "AnswerHelped", 1),
        ], IsOnBoth: true) { HasQueue = true };
    }

    /// <summary>An unhappy customer is called back: claimed, contact seen, a promise, what they wrote again, the second call, a reminder of the promise, kept.</summary>
    public static Way OfCall(Platform platform)
    {
        var issue = IssueOf(platform, "charge");
        return new("call", platform,
        [
            Comes(platform, "charge", Charge, isOfCustomer: true),
            Calls("tom", Verbs.FollowUpClaim, "Claimed"),
            new("tom looks at the contact data", walk => PlaceIn(walk, platform).ReadOnAsync("tom", Charge, Verbs.FollowUpContact, "+44 20 7946 0000"), walk => walk.HasCallAsync(issue, "ContactSeen")),
            new("tom leaves word", walk => PlaceIn(walk, platform).DecideAsync("tom", Charge, Verbs.FollowUpDone, Verbs.FollowUpDone, (Verbs.Inputs.Outcome, "leftWord")), walk => walk.HasCallAsync(issue, "LeftWord")),
            Comes(platform, "again", Again, isOfCustomer: true),
            new("tom promises something", walk => PlaceIn(walk, platform).DecideAsync("tom", Charge, Verbs.FollowUpDone, Verbs.FollowUpDone,
                (Verbs.Inputs.Outcome, "reached"), (Verbs.Inputs.Promised, "The money back"), (Verbs.Inputs.Date, "2026-11-26")), walk => walk.HasCallAsync(issue, "Finished")),
            new("Thursday comes", walk => walk.GoToAsync(Thursday)),
            Calls("tom", Verbs.FollowUpKept, "PromiseKept"),
        ]);

        Step Calls(string person, string verb, string done) => new($"{person} {verb}", walk => PlaceIn(walk, platform).DecideAsync(person, Charge, verb), walk => walk.HasCallAsync(issue, done));
    }

    private static Step Comes(Platform platform, string id, string words, bool isOfCustomer = false) => new($"“{words}” comes in", async walk =>
    {
        var response = Hotel.Response(id, 2, words, platform == Platform.Slack ? "front desk" : Hotel.Spa);
        response["answeredAt"] = "2026-11-23T09:30:00Z";
        if (isOfCustomer) response["customer"] = new JsonObject { ["id"] = "c-9", ["name"] = "Ada Example", ["email"] = "ada@example.org", ["phone"] = "+44 20 7946 0000", ["mayContact"] = true };
        await walk.Hotel.SendAsync(response);
    });

    private static Step Decides(Platform platform, string person, string words, string verb, IssueId issue, string @event, int count, params (string Input, string Value)[] values) =>
        new($"{person} {verb}", walk => PlaceIn(walk, platform).DecideAsync(person, words, verb, null, values), async walk => await walk.CountAsync(issue, @event) == count);

    private static Step Merges(string name, IssueId issue, int count) => new(
        name,
        async walk => await PlaceIn(walk, Platform.Teams).DecideAsync("ana", Spa, Verbs.TriageMerge, null, (Verbs.Inputs.Theme, await walk.ThemeAsync())),
        async walk => await walk.CountAsync(issue, "TriageMerged") == count);

    private static ITeamPlace PlaceIn(Walk walk, Platform platform) => platform == Platform.Slack ? new SlackPlace(walk.Hotel) : new TeamsPlace(walk.Hotel);

    private static IssueId IssueOf(Platform platform, string id) => IssueId.OfResponse(new(platform == Platform.Slack ? Hotel.FrontDesk : Hotel.Spa), "survey", id);
}
