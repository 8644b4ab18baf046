using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Tests.Slack;

/// <summary>One team with one channel and one issue.</summary>
internal sealed class Lounge : ITeamDirectory
{
    public static ChannelId Channel { get; } = new(Platform.Slack, "T1", "C1");

    public static FrontlineTeam Team { get; } = new(
        new("lhr-lounge"), "London Heathrow lounge", Channel, DateTimeZone.Utc, WorkingCalendar.MondayToFriday, [], null, [], PostingRules.Default, FrontlineTeam.DefaultCategories);

    public static IssueId Issue { get; } = IssueId.OfResponse(Team.Id, "lounge", "r-17");

    public static IssueWithResponse Item { get; } = new(Core.Issues.Issue.Fresh(Issue, Instant.FromUtc(2026, 11, 20, 9, 0)), null);

    public Task<TeamsSnapshot> CurrentAsync(CancellationToken cancellationToken) => Task.FromResult(new TeamsSnapshot("1", [Team]));
}

/// <summary>Draws the name of what it was given; forms are views with the inputs that the test submits.</summary>
internal sealed class PlainComposer : ICardComposer
{
    public RenderedCard Compose(Platform platform, CardContent content)
    {
        var name = content switch
        {
            CardContent.RefusalNote note => $"RefusalNote {note.Refusal.GetType().Name}",
            CardContent.RefusalForm form => $"RefusalForm {form.Refusal.GetType().Name}",
            CardContent.Help help => help.Team is null ? "Help without a team" : "Help",
            _ => content.GetType().Name,
        };
        var blocks = new JsonArray(new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = name } });
        var json = new JsonObject { ["blocks"] = blocks };
        if (content is CardContent.FixForm or CardContent.AddForm or CardContent.FullComment or CardContent.RefusalForm || HuddleFormOf(content) is not null) json["type"] = "modal";
        if (json.ContainsKey("type")) json["title"] = new JsonObject { ["type"] = "plain_text", ["text"] = "HuddleBot" };
        if (content is CardContent.Home) json["type"] = "home";
        if (content is CardContent.FixForm or CardContent.AddForm) AddInputs(json, content is CardContent.AddForm ? Verbs.Add : Verbs.Fix, content is CardContent.AddForm ? "words" : "try");
        if (content is CardContent.FixForm fix) json["private_metadata"] = new FormState(Lounge.Issue.ToString(), 3, fix.IsChange, null).Write();
        if (content is CardContent.AddForm) json["private_metadata"] = new FormState(Lounge.Team.Id.ToString(), 0, false, null).Write();
        if (HuddleFormOf(content) is var (verb, field, huddle))
        {
            AddInputs(json, verb, field);
            json["private_metadata"] = new FormState(huddle.ToString(), 0, false, null).Write();
        }

        return new(json.ToJsonString(), $"{name} <&>", name);
    }

    private static (string Verb, string Input, HuddleId Huddle)? HuddleFormOf(CardContent content) => content switch
    {
        CardContent.PassLeadForm form => (Verbs.HuddlePass, Verbs.Inputs.Owner, form.Huddle.Id),
        CardContent.PromiseForm form => (Verbs.HuddlePromise, Verbs.Inputs.Try, form.Huddle.Id),
        CardContent.AnswerForm form => (Verbs.HuddleAnswer, Verbs.Inputs.Words, form.Huddle.Id),
        _ => null,
    };

    private static void AddInputs(JsonObject view, string callbackId, string input)
    {
        view["callback_id"] = callbackId;
        view["submit"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Save" };
        view["blocks"]!.AsArray().Add(new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = "block_" + input,
            ["optional"] = true,
            ["label"] = new JsonObject { ["type"] = "plain_text", ["text"] = input },
            ["element"] = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = input },
        });
    }
}
