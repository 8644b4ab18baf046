using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Playground.MicrosoftTeams.Tenant;
using static HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel;
using static HuddleBot.Tests.WholeWay.Hotel;
using Sent = HuddleBot.Playground.MicrosoftTeams.Deliveries.Delivery;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Two companies in Microsoft Teams: whoever speaks from one is a stranger in the other, even with the ids of its people and places.</summary>
public sealed class TwoTenantsTests
{
    private const string Elsewhere = "0e15e000-0000-4000-a000-000000000002";

    [Fact]
    public async Task Nobody_decides_on_the_other_companys_issues_or_reads_them()
    {
        await using var hotel = await OpenMixedAsync();
        var card = await hotel.SpaCommentAsync("The sauna is cold.", 2);
        await hotel.DecideAsync("tom", card, Verbs.Escalate, (Verbs.Inputs.Ask, "A new stove"));
        var escalation = await hotel.SpaCardAsync("A new stove", SpaManagers);
        await hotel.DrainedAsync();
        var calls = hotel.Teams.Calls.Count;

        string[] verbs = [Verbs.TriageAccept, Verbs.TriageDecline, Verbs.TriageResolve, Verbs.Undo, Verbs.Change, Verbs.Show, Verbs.Refresh];
        foreach (var verb in verbs)
        {
            var answer = await FromElsewhereAsync(hotel, escalation, activity => (activity["type"], activity["name"], activity["value"]) = ("invoke", "adaptiveCard/action", new JsonObject
            {
                ["action"] = new JsonObject
                {
                    ["type"] = "Action.Execute", ["verb"] = verb,
                    ["data"] = new JsonObject { ["item"] = IssueOn(escalation).ToString(), ["version"] = 1, ["card"] = "escalation", [Verbs.Inputs.Reason] = "No", [Verbs.Inputs.Answer] = "No" },
                },
            }));
            Assert.DoesNotContain("sauna", answer.AnswerBody, StringComparison.Ordinal);
            Assert.DoesNotContain("stove", answer.AnswerBody, StringComparison.Ordinal);
        }

        Assert.Single(await hotel.HistoryOfAsync(IssueOn(card)));
        foreach (var words in (string[])["issues", "queue", "promises", "add A fake"])
            await FromElsewhereAsync(hotel, escalation, activity => (activity["type"], activity["text"]) = ("message", $"<at>HuddleBot</at> {words}"));
        await hotel.DrainedAsync();
        Assert.Single(hotel.Teams.MessagesIn(SpaChannel), message => message.Card is not null);
        Assert.DoesNotContain(hotel.Teams.Calls.Skip(calls), call => call.Body?.GetRawText() is { } body && (body.Contains("sauna", StringComparison.Ordinal) || body.Contains("A fake", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_happens_to_the_app_in_one_company_happens_in_that_one_only()
    {
        await using var hotel = await OpenMixedAsync();
        var card = await hotel.SpaCommentAsync("The sauna is cold.", 2);
        await FromElsewhereAsync(hotel, card, activity => (activity["type"], activity["action"]) = ("installationUpdate", "remove"));
        await FromElsewhereAsync(hotel, card, activity =>
        {
            activity["type"] = "conversationUpdate";
            activity["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = "28:" + hotel.Teams.AppId });
            activity["channelData"]!["eventType"] = "teamMemberRemoved";
            activity["channelData"]!["team"] = new JsonObject { ["id"] = hotel.Teams.TeamNamed("Sunny Hotels").Id };
        });
        await hotel.DecideAsync("tom", card, Verbs.Fix);
        await hotel.UntilShownAsync(card, "Tom Baker is fixing it");
        await hotel.SpaCommentAsync("The towels are thin.");
        await hotel.AllIsWellAsync();
    }

    /// <summary>Ana's own object id and the channel's own id, said by another company's Teams.</summary>
    private static Task<Sent> FromElsewhereAsync(Hotel hotel, Message at, Action<JsonObject> what)
    {
        var ana = hotel.Teams.PersonNamed("ana");
        var activity = new JsonObject
        {
            ["id"] = $"f:{Guid.NewGuid()}", ["channelId"] = "msteams", ["serviceUrl"] = hotel.Teams.ServiceUrl.AbsoluteUri,
            ["from"] = new JsonObject { ["id"] = ana.Mri, ["aadObjectId"] = ana.Id, ["name"] = ana.RealName },
            ["recipient"] = new JsonObject { ["id"] = "28:" + hotel.Teams.AppId },
            ["conversation"] = new JsonObject { ["id"] = at.ConversationId, ["tenantId"] = Elsewhere, ["conversationType"] = "channel" },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Elsewhere } },
        };
        what(activity);
        return hotel.Teams.SendActivityAsync(activity);
    }
}
