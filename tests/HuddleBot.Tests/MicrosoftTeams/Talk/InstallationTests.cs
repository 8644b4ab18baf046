using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using static HuddleBot.Tests.MicrosoftTeams.Talk.TeamsHotel;

namespace HuddleBot.Tests.MicrosoftTeams.Talk;

/// <summary>The bot comes and goes, and so do channels and people: state follows, and nothing is lost.</summary>
public sealed class InstallationTests
{
    [Fact]
    public async Task The_bot_says_hello_once_in_the_chosen_channel_and_again_only_after_it_was_removed()
    {
        await using var hotel = await OpenAsync();
        await hotel.CardAsync("Hello, I am HuddleBot");
        var added = hotel.Teams.Deliveries.Last(delivery => delivery.Kind == "installationUpdate");
        await hotel.Teams.RedeliverAsync(added);
        foreach (var action in (string[])["add", "remove-upgrade", "add-upgrade"])
        {
            var event_ = JsonNode.Parse(added.Activity.GetRawText())!.AsObject();
            (event_["id"], event_["action"]) = ($"f:{Guid.NewGuid()}", action);
            Assert.True((await hotel.Teams.SendActivityAsync(event_)).IsAcknowledged);
        }

        Assert.Single(Hellos());
        await hotel.Teams.UninstallAsync(Everybody);
        await hotel.Teams.InstallAsync(Everybody, hotel.Teams.ChannelNamed(FrontDesk).Id);
        await hotel.Teams.WaitUntilAsync(() => Hellos().Count() == 2);
        await hotel.AllIsWellAsync();

        IEnumerable<object> Hellos() => hotel.Teams.MessagesIn(FrontDesk).Where(message => message.AllText.Contains("I am HuddleBot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_for_a_removed_bot_waits_and_is_posted_once_after_it_is_back()
    {
        await using var hotel = await OpenAsync();
        await hotel.CommentAsync("Cold coffee.");
        await hotel.Teams.UninstallAsync(Everybody);
        Assert.Contains(hotel.Log.Warnings, line => line.Contains("removed", StringComparison.Ordinal));
        var waiting = hotel.CommentAsync("Cold soup.");
        await hotel.UntilPutOffAsync();
        Assert.DoesNotContain(hotel.Teams.MessagesIn(FrontDesk), message => message.AllText.Contains("Cold soup.", StringComparison.Ordinal));
        await hotel.Teams.InstallAsync(Everybody);
        await waiting;
        await hotel.AllIsWellAsync();
        Assert.Single(hotel.Teams.MessagesIn(FrontDesk), message => message.AllText.Contains("Cold soup.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_channel_waits_for_its_restoration_and_an_archived_team_for_its_return()
    {
        await using var hotel = await OpenAsync();
        await hotel.Teams.DeleteChannelAsync(FrontDesk);
        var first = hotel.CommentAsync("Cold coffee.");
        await hotel.UntilPutOffAsync();
        await hotel.Teams.RestoreChannelAsync(FrontDesk);
        await first;
        await hotel.Teams.ArchiveTeamAsync(Everybody);
        var second = hotel.CommentAsync("Cold soup.");
        await hotel.UntilPutOffAsync();
        await hotel.Teams.ArchiveTeamAsync(Everybody, archived: false);
        await second;
        await hotel.AllIsWellAsync();
    }

    [Fact]
    public async Task Who_leaves_the_team_may_not_decide_any_more_and_who_joins_may()
    {
        await using var hotel = await OpenAsync();
        var card = await hotel.CommentAsync("Cold coffee.");
        await hotel.Teams.RemoveMemberAsync(Everybody, "tom");
        await hotel.Teams.AddMemberAsync(Everybody, "olga");
        await hotel.Bot.Services.GetDirectory().RosterOfAsync(hotel.PlaceOf(FrontDesk), CancellationToken.None);
        while (await hotel.Bot.Services.GetDirectory().IsMemberAsync(hotel.PlaceOf(FrontDesk), hotel.IdOf("tom"), CancellationToken.None) != false) await Task.Delay(20);
        Assert.Contains("Only members of the channel", MessageOf(await hotel.PressAsync("tom", card, Verbs.Celebrate)), StringComparison.Ordinal);
        CardOf(await hotel.PressAsync("olga", card, Verbs.Celebrate));
    }

    [Theory]
    [InlineData("channelrenamed")]
    [InlineData("CHANNELDELETED")]
    [InlineData("teamRenamed")]
    [InlineData("teamHardDeleted")]
    [InlineData("channelShared")]
    [InlineData("somethingNew")]
    public async Task An_event_that_lacks_what_it_is_about_is_acknowledged(string happened)
    {
        await using var hotel = await OpenAsync();
        var activity = hotel.Activity("conversationUpdate", "ana", hotel.PlaceOf(FrontDesk).Channel, update => update["channelData"]!["eventType"] = happened);
        Assert.True((await hotel.Teams.SendActivityAsync(activity)).IsAcknowledged);
        await hotel.CommentAsync("Cold coffee.");
        Assert.Empty(hotel.Log.Alarms);
    }
}
