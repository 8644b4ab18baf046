using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Digests;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.Parity;
using HuddleBot.Tests.WholeWay.Huddles;

namespace HuddleBot.Tests.WholeWay.Stops;

/// <summary>What comes in, what the team does with it, and what the calendar brings.</summary>
internal static partial class Ways
{
    private const string Bed = "The bed was too short for me.";
    private const string Towel = "There was one towel for the two of us.";
    private const string Lamp = "The lamp by the door flickers.";
    private static readonly DateTimeOffset SundayEvening = new(2026, 11, 22, 18, 30, 0, TimeSpan.Zero);

    /// <summary>Each alone on every platform; a theme on both.</summary>
    public static IReadOnlyList<Way> All { get; } =
        [.. ((Platform[])[Platform.Slack, Platform.Teams]).SelectMany(platform => (Way[])[OfResponse(platform), OfTag(platform), OfUpdate(platform), OfImport(platform), OfEscalation(platform), OfCall(platform), OfHuddle(platform), OfDigest(platform)]), OfTheme()];

    /// <summary>Three comments at once, one of them again, and one for nobody's attention.</summary>
    public static Way OfResponse(Platform platform) => new("response", platform,
    [
        new("three come at once", walk => walk.Hotel.SendAsync(Of(platform, "bed", 2, Bed), Of(platform, "towel", 6, Towel), Of(platform, "lamp", 9, Lamp))),
        new("one comes again", walk => walk.Hotel.SendAsync(Of(platform, "bed", 2, Bed))),
        new("one without words comes", walk => walk.Hotel.SendAsync(Of(platform, "quiet", 8, null))),
    ]);

    /// <summary>What the team fixes itself: owner, try and date; another plan; done; whether it worked. Another is celebrated, a third is none of its business.</summary>
    public static Way OfTag(Platform platform)
    {
        var bed = IssueOf(platform, "bed");
        return new("tag", platform,
        [
            Comes(platform, "bed", Bed),
            new("tom issue.fix", walk => PlaceIn(walk, platform).DecideAsync("tom", Bed, Verbs.Fix, null, (Verbs.Inputs.Try, "Order longer ones"), (Verbs.Inputs.Date, "2026-11-25")), async walk => await walk.CountAsync(bed, "FixPlanned") == 1),
            new("ben issue.change", walk => PlaceIn(walk, platform).DecideAsync("ben", Bed, Verbs.Change, Verbs.Fix, (Verbs.Inputs.Try, "Put a bench behind it")), async walk => await walk.CountAsync(bed, "FixPlanned") == 2),
            new("Thursday comes", walk => walk.GoToAsync(Thursday)),
            Decides(platform, "tom", Bed, Verbs.Done, bed, "Finished", 1, (Verbs.Inputs.Outcome, "partly"), (Verbs.Inputs.WhatHappened, "It is longer now")),
            Comes(platform, "towel", Towel),
            Decides(platform, "ben", Towel, Verbs.Celebrate, IssueOf(platform, "towel"), "Celebrated", 1),
            Comes(platform, "lamp", Lamp),
            Decides(platform, "ben", Lamp, Verbs.Dismiss, IssueOf(platform, "lamp"), "Dismissed", 1, (Verbs.Inputs.Reason, "Not serious")),
        ]);
    }

    /// <summary>A score comes first and its words later; then other words, while the team has begun to work on it.</summary>
    public static Way OfUpdate(Platform platform) => new("update", platform,
    [
        new("a score comes", walk => walk.Hotel.SendAsync(Of(platform, "bed", 2, null))),
        new("its words come", walk => walk.Hotel.SendAsync(Of(platform, "bed", 2, Bed))),
        new("tom issue.fix", walk => PlaceIn(walk, platform).DecideAsync("tom", Bed, Verbs.Fix, null, (Verbs.Inputs.Try, "Order longer ones")), async walk => await walk.CountAsync(IssueOf(platform, "bed"), "FixPlanned") == 1),
        new("it is written anew", walk => walk.Hotel.SendAsync(Of(platform, "bed", 4, Towel))),
        new("it comes again", walk => walk.Hotel.SendAsync(Of(platform, "bed", 4, Towel))),
    ]);

    /// <summary>A file of the verb <c>import</c>, the same again, and one in which a row has changed.</summary>
    public static Way OfImport(Platform platform)
    {
        var area = platform == Platform.Slack ? "front desk" : Hotel.Spa;
        var rows = $"id,date,stars,words,area\n1,2026-11-21,2,{Bed},{area}\n2,2026-11-21,3,{Towel},{area}\n3,2026-11-22,5,,{area}\n4,2026-11-22,4,For nobody,roof\n";
        return new("import", platform,
        [
            new("a file is imported", walk => walk.ImportAsync(walk.Hotel.FileWith("reviews.csv", rows))),
            new("it is imported again", walk => walk.ImportAsync(walk.Hotel.FileWith("reviews.csv", rows))),
            new("with another word it is imported", walk => walk.ImportAsync(walk.Hotel.FileWith("reviews.csv", rows.Replace(Towel, Lamp, StringComparison.Ordinal)))),
        ])
        {
            Settings =
            [
                "--Feedback:Sources:reviews:Format=csv", "--Feedback:Sources:reviews:Mapping:Id=id", "--Feedback:Sources:reviews:Mapping:Metric==csat", "--Feedback:Sources:reviews:Mapping:Score=stars", "--Feedback:Sources:reviews:Mapping:Scale==1-5",
                "--Feedback:Sources:reviews:Mapping:Comment=words", "--Feedback:Sources:reviews:Mapping:AnsweredAt=date", "--Feedback:Sources:reviews:Mapping:Attributes:area=area",
            ],
        };
    }

    /// <summary>A huddle is prepared, posted, begun, joined, decided in, written in, finished; its receipt.</summary>
    public static Way OfHuddle(Platform platform)
    {
        var team = platform == Platform.Slack ? Hotel.FrontDesk : Hotel.Spa;
        return new("huddle", platform,
        [
            Comes(platform, "bed", Bed),
            new("it is prepared", walk => walk.GoToAsync(MorningPlace.At(23, 9, 4)), HasAsync("Announced", 1)),
            new("it is posted", walk => walk.GoToAsync(MorningPlace.At(23, 9, 6))),
            Presses("ben", Verbs.HuddleAway, "WentAway"),
            new("ben writes", async walk => await PlaceIn(walk, platform).WriteInHuddleAsync("ben", "The carpenter comes on Friday"), HasAsync("Answered", 1)),
            new("its time comes", walk => walk.GoToAsync(MorningPlace.At(23, 9, 15))),
            Presses("tom", Verbs.HuddleStart, "Started"),
            Presses("ana", Verbs.HuddleJoin, "Joined"),
            Decides(platform, "tom", Bed, Verbs.Fix, IssueOf(platform, "bed"), "FixPlanned", 1, (Verbs.Inputs.Try, "Order longer ones")),
            Presses("ana", Verbs.HuddleFinish, "Finished"),
            new("the next day comes", walk => walk.GoToAsync(MorningPlace.At(24, 9, 6)), HasAsync("Announced", 2)),
        ])
        {
            Start = MorningPlace.At(23, 8, 0),
            More = """, "huddle": { "at": "09:15", "answersFor": 120, "leads": [] } """,
        };

        Step Presses(string person, string verb, string done) => new($"{person} {verb}", walk => PlaceIn(walk, platform).PressInHuddleAsync(person, verb), HasAsync(done, 1));

        Func<Walk, Task<bool>> HasAsync(string @event, int count) => async walk => await walk.RowsAsync(TeamRows.PartitionOf(new(team)), TeamRows.HuddleHistory, row => row.RequireString("Event") == @event) == count;
    }

    /// <summary>Answers of a week, and on Monday at eight the digest, with its details.</summary>
    public static Way OfDigest(Platform platform) => new("digest", platform,
    [
        new("answers come", walk => walk.Hotel.SendAsync(Of(platform, "bed", 2, Bed), Of(platform, "towel", 6, Towel), Of(platform, "lamp", 9, Lamp))),
        Digests("the schedule is known", SundayEvening.AddMinutes(1), TeamRows.DigestSince),
        Digests("Monday comes", SundayEvening.AddHours(14), TeamRows.Digest),
    ])
    {
        Start = SundayEvening,
        Company = hotel => $$""", "cxLeads": { "channel": {{(platform == Platform.Slack ? """{ "platform": "slack", "workspace": "T0001", "channel": "C0009" }""" : $$"""{ {{hotel.InTeams}}, "channel": "{{hotel.Teams.ChannelNamed(Hotel.SpaManagers).Id}}" }""")}}, "digest": { "day": "mon", "at": "08:00", "timeZone": "Europe/London" } }""",
    };

    /// <summary>The clock of digests looks by itself, every few seconds.</summary>
    private static Step Digests(string name, DateTimeOffset moment, string row)
    {
        return new(
            name,
            async walk =>
            {
                await walk.GoToAsync(moment);
                await Hotel.UntilAsync(() => IsThereAsync(walk));
            },
            IsThereAsync);

        // Each reader has a digest of their own, and a bot can die between two of them.
        async Task<bool> IsThereAsync(Walk walk) => await walk.RowsAsync(TeamRows.Company, row, _ => true) == DigestAddressee.Of(await walk.TeamsAsync()).Count;
    }

    private static JsonObject Of(Platform platform, string id, int score, string? words)
    {
        var response = Hotel.Response(id, score, words, platform == Platform.Slack ? "front desk" : Hotel.Spa);
        response["answeredAt"] = "2026-11-21T09:30:00Z";
        return response;
    }
}
