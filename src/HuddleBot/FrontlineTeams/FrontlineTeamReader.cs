using System.Text.Json;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using Route = HuddleBot.Core.FrontlineTeams.Route;

namespace HuddleBot.FrontlineTeams;

/// <summary>One entry of <c>frontlineTeams</c>.</summary>
internal static class FrontlineTeamReader
{
    private const int UsualAnswer = 2;
    private const int UsualResolve = 10;

    // Each gets a card of their own, committed with the escalation in one transaction of 100 actions.
    private const int MostManagersAlone = 20;

    /// <summary>Null, with errors, where an id, name, channel or zone is missing or wrong. Whatever else is wrong is in <paramref name="errors"/> too.</summary>
    /// <param name="company">What the file says beyond its teams; null: not known here.</param>
    public static FrontlineTeam? Read(JsonElement element, string path, List<string> errors, Company? company = null)
    {
        if (StrictObject.Open(
            element, path, errors, "id", "name", "channel", "timeZone", "workingDays", "holidays", "huddle", "managers", "triagers", "managerChannel", "routes", "posting", "escalation", "followUp", "quadrants") is not { } team)
            return null;

        var id = team.Text("id", required: true);
        if (id is not null && !TeamId.IsValid(id))
        {
            team.Refuse("id", $"'{id}' is no team id; use 1 to 63 of a-z, 0-9 and -, starting with a letter or digit");
            id = null;
        }

        var name = team.Text("name", required: true);
        var channel = PlaceReader.Channel(team, "channel", required: true);
        var zone = Days.ZoneOf(team, "timeZone");
        var calendar = Days.CalendarOf(team);
        var managers = PlaceReader.People(team, "managers");
        var managerChannel = PlaceReader.Channel(team, "managerChannel", required: false);
        if (managerChannel is null && managers.Count > MostManagersAlone) team.Refuse("managers", $"are {managers.Count}; more than {MostManagersAlone} need a managerChannel, or each would get every escalation as a direct message");
        var routes = Routes(team, errors);
        var posting = Posting(team);
        var huddles = HuddleReader.Read(team, channel?.Platform, errors);
        var triagers = PlaceReader.People(team, "triagers");
        var escalation = team.Child("escalation", required: false, "categories", "answerWithinDays", "resolveWithinDays");
        var categories = escalation is null ? FrontlineTeam.DefaultCategories : Categories(escalation);
        var (answerWithin, resolveWithin) = (escalation?.Whole("answerWithinDays", 1, 60), escalation?.Whole("resolveWithinDays", 1, 260));
        var followUp = FollowUpReader.Read(team);
        var quadrants = QuadrantsReader.Read(team, company?.Quadrants);
        return id is null || name is null || channel is null || zone is null
            ? null
            : new(new(id), name, channel, zone, calendar, managers, managerChannel, routes, posting, categories)
            {
                Huddles = huddles,
                Triagers = triagers,
                AnswerWithinDays = answerWithin ?? UsualAnswer,
                ResolveWithinDays = resolveWithin ?? Math.Max(UsualResolve, answerWithin ?? 0),
                Company = company ?? Company.Empty,
                FollowUp = followUp,
                Quadrants = quadrants,
            };
    }

    private static List<Route> Routes(StrictObject team, List<string> errors)
    {
        var routes = new List<Route>();
        foreach (var (value, path) in team.List("routes"))
        {
            if (StrictObject.Open(value, path, errors, "source", "attribute", "equals") is not { } route) continue;
            var (source, attribute, equalTo) = (route.Text("source", required: false), route.Text("attribute", required: false), route.Text("equals", required: false, 4_000));
            if (route.Find("attribute") is null != route.Find("equals") is null) errors.Add($"{path}: attribute and equals go together; add the one that is missing");
            else if (route.Find("source") is null && route.Find("attribute") is null) errors.Add($"{path}: would match everything; give a source, or an attribute and what it equals");
            routes.Add(new(source, attribute, equalTo));
        }

        return routes;
    }

    private static PostingRules Posting(StrictObject team)
    {
        var rules = PostingRules.Default;
        if (team.Child("posting", required: false, "immediately", "perHour", "quietHours", "freshDays", "showAttributes") is not { } posting) return rules;
        PostImmediately? immediately = posting.Text("immediately", required: false) switch
        {
            null => rules.Immediately,
            "all" => PostImmediately.All,
            "detractors" => PostImmediately.Detractors,
            "none" => PostImmediately.None,
            _ => null,
        };
        if (immediately is null) posting.Refuse("immediately", "is not known; use all, detractors or none");
        return new(
            immediately ?? rules.Immediately, posting.Whole("perHour", 1, 1000) ?? rules.PerHour, Quiet(posting), posting.Whole("freshDays", 1, 3650) ?? rules.FreshDays,
            [.. posting.Texts("showAttributes").Select(attribute => attribute.Text)]);
    }

    private static QuietHours? Quiet(StrictObject posting)
    {
        if (posting.Text("quietHours", required: false) is not { } text) return null;
        if (text.Split('-') is [var from, var to] && Days.TimeOf(from) is { } start && Days.TimeOf(to) is { } end && start != end) return new(start, end);
        posting.Refuse("quietHours", $"'{text}' is no stretch of the day; write it like 20:00-07:00");
        return null;
    }

    private static IReadOnlyList<string> Categories(StrictObject escalation)
    {
        if (escalation.Find("categories") is null) return FrontlineTeam.DefaultCategories;
        var categories = escalation.Texts("categories", maxCharacters: 75).Select(category => category.Text).ToList();
        if (categories.Count is < 1 or > 25) escalation.Refuse("categories", "give 1 to 25 of them, or leave it out for the usual ones");
        return categories;
    }
}
