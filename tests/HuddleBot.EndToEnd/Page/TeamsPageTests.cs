using HuddleBot.Playground;
using HuddleBot.Playground.MicrosoftTeams;
using HuddleBot.Playground.Slack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Page;

[Collection(SharedChromium.Name)]
public sealed class TeamsPageTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task The_platform_and_the_person_stay_after_a_reload()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        var window = await scene.LookAsync("ana", channel: null);
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Front desk", Level = 1 })).ToBeVisibleAsync();
        await window.Page.ReloadAsync();
        await Expect(window.Page.GetByLabel("You are")).ToHaveValueAsync(TeamsScene.Ana);
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Microsoft Teams" })).ToHaveAttributeAsync("aria-current", "page");
        Assert.Contains("platform=teams", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_goes_from_Slack_to_Microsoft_Teams_and_back()
    {
        await using var both = await Playgrounds.StartAsync(new SlackPlaygroundOptions(), new TeamsPlaygroundOptions());
        await using var window = await chromium.OpenAsync(both.Address);
        var heading = window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(heading).ToHaveTextAsync("#front-desk");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Microsoft Teams" }).ClickAsync();
        await Expect(heading).ToHaveTextAsync("Front desk");
        await window.Page.ReloadAsync();
        await Expect(heading).ToHaveTextAsync("Front desk");
        await window.Page.GoBackAsync();
        await Expect(heading).ToHaveTextAsync("#front-desk");
        await window.Page.GoForwardAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Slack" }).ClickAsync();
        await Expect(heading).ToHaveTextAsync("#front-desk");
    }

    [Fact]
    public async Task A_post_that_mentions_the_bot_is_answered_in_its_thread()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        var window = await scene.LookAsync();
        var composer = window.Page.GetByLabel("Start a post in Front desk");
        await composer.FillAsync("@Hud");
        await window.Button("HuddleBot App").ClickAsync();
        await Expect(composer).ToHaveValueAsync("@HuddleBot ");
        await composer.PressSequentiallyAsync("help");
        await composer.PressAsync("Enter");
        await Expect(window.Posts).ToHaveCountAsync(1);
        await Expect(window.Messages).ToContainTextAsync(["HuddleBot help", "You said help."]);
        await Expect(window.Messages.Last.Locator("strong").Last).ToHaveTextAsync("help");
        await Expect(window.Page.Locator(".mention")).ToHaveTextAsync("HuddleBot");
    }

    [Fact]
    public async Task Replies_stand_below_their_post_and_the_earlier_ones_are_asked_for()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        var post = await scene.Teams.SayAsync("ana", "Front desk", "The lift is broken again.");
        foreach (var words in new[] { "one", "two", "three" }) await scene.Teams.SayAsync("ben", "Front desk", words, post.Id);
        var window = await scene.LookAsync();
        await window.Button("Reply").ClickAsync();
        await window.Page.GetByLabel("Reply", new() { Exact = true }).FillAsync("I am on it.");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Posts).ToHaveCountAsync(1);
        await Expect(window.Messages.Last).ToContainTextAsync("I am on it.");
        await Expect(window.Button("Reply")).ToBeFocusedAsync();
        await window.Button("1 earlier reply").ClickAsync();
        await Expect(window.Messages).ToHaveCountAsync(5);
        Assert.Equal("I am on it.", scene.Teams.ThreadOf(post)[^1].Text);
        await window.PictureAsync("teams-thread");
    }

    [Fact]
    public async Task Everyone_has_a_chat_with_the_bot_of_their_own()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        var window = await scene.LookAsync();
        await window.Page.GetByRole(AriaRole.List, new() { Name = "Chats" }).GetByRole(AriaRole.Button, new() { Name = "HuddleBot", Exact = true }).ClickAsync();
        await window.Page.GetByLabel("Message HuddleBot").FillAsync("issues");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Messages).ToContainTextAsync(["issues", "You said issues."]);
        await window.PictureAsync("teams-chat");
        await window.Page.GetByLabel("You are").SelectOptionAsync("Ana Silva");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Front desk", Level = 1 })).ToBeVisibleAsync();
        Assert.Empty(scene.Teams.PersonalChat("ana"));
    }

    [Fact]
    public async Task Whoever_is_in_no_team_sees_only_their_chat()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        var window = await scene.LookAsync("olga", channel: null);
        await Expect(window.Page.GetByText("Say hello to HuddleBot")).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Front desk" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_bot_is_removed_from_the_team_and_added_again_and_is_told_both_times()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        var window = await scene.LookAsync();
        await window.Button("More about Sunny Hotels").ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Remove HuddleBot" }).ClickAsync();
        string[] Told() => [.. scene.Bot.Activities.Where(activity => activity.GetProperty("type").GetString() == "installationUpdate").Select(activity => activity.GetProperty("action").GetString()!)];
        await Expect(window.Page.GetByText("HuddleBot is not installed here.")).ToBeVisibleAsync();
        await scene.Teams.WaitUntilAsync(() => Told().Length == 1);
        await window.Button("Add").ClickAsync();
        await Expect(window.Page.GetByText("HuddleBot is not installed here.")).ToHaveCountAsync(0);
        await scene.Teams.WaitUntilAsync(() => Told().Length == 2);
        Assert.Equal(["remove", "add"], Told());
    }

    [Fact]
    public async Task A_channel_is_made_renamed_deleted_and_restored()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        var window = await scene.LookAsync();
        await window.Button("More about Sunny Hotels").ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = "New channel…" }).ClickAsync();
        await window.Dialog.GetByLabel("Name").FillAsync("Spa");
        await window.Save.ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Spa", Exact = true }).ClickAsync();
        await ChooseAsync(window, "More about Spa", "Rename…");
        await window.Dialog.GetByLabel("Name").FillAsync("Wellness");
        await window.Save.ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Wellness", Level = 1 })).ToBeVisibleAsync();
        await ChooseAsync(window, "More about Wellness", "Delete");
        await Expect(window.Page.GetByText("This channel was deleted.")).ToBeVisibleAsync();
        await ChooseAsync(window, "More about Wellness", "Restore");
        await Expect(window.Page.GetByLabel("Start a post in Wellness")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Faults_are_started_and_stopped()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        var window = await scene.LookAsync();
        await window.Button("Faults…").ClickAsync();
        await window.Dialog.GetByLabel("What happens").SelectOptionAsync("500: nothing was done");
        await window.Dialog.GetByLabel("Which call").SelectOptionAsync("create");
        await window.Button("Start").ClickAsync();
        await Expect(window.Dialog).ToHaveCountAsync(0);
        await Assert.ThrowsAnyAsync<Exception>(() => scene.PostAsync());
        await window.Button("Faults…").ClickAsync();
        await window.Button("Stop all faults").ClickAsync();
        await Expect(window.Page.Locator(".toast").Last).ToContainTextAsync("Microsoft Teams answers normally again.");
        await scene.PostAsync();
        await Expect(window.Messages).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_bot_that_is_gone_is_announced()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        scene.Teams.BotUrl = new Uri("http://127.0.0.1:9/api/messages");
        var window = await scene.LookAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The bot is not reachable at http://127.0.0.1:9/api/messages");
        scene.Teams.BotUrl = scene.Bot.Url;
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0, new() { Timeout = 20_000 });
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task On_a_phone_the_list_of_teams_lies_over_the_messages(ColorScheme colours)
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync(channel: "19:5a77e1d1000000000000000000000003@thread.tacv2", colours: colours, width: 390, height: 844);
        await window.Button("Teams and chats").ClickAsync();
        await window.PictureAsync($"teams-list-{colours}-390");
        await window.Page.GetByRole(AriaRole.List, new() { Name = "Sunny Hotels" }).GetByRole(AriaRole.Button).Filter(new() { HasText = "Front desk" }).ClickAsync();
        await Expect(window.Messages).ToHaveCountAsync(1);
        await Expect(window.Page.GetByLabel("You are")).ToBeHiddenAsync();
    }

    private static async Task ChooseAsync(Window window, string menu, string item)
    {
        await window.Button(menu).ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }
}
