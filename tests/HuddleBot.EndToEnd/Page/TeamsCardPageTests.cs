using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Page;

[Collection(SharedChromium.Name)]
public sealed class TeamsCardPageTests(ChromiumFixture chromium)
{
    private const string Hostile = "<img src=x onerror=\"window.hit=1\"> **not bold** _nor this_ [no](https://elsewhere.example) <at>HuddleBot</at> # no title &lt;b&gt;";

    [Fact]
    public async Task A_customers_words_are_shown_exactly_as_they_were_written_and_our_own_are_formatted()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync(words: Hostile);
        var window = await scene.LookAsync();
        var words = window.Card.Locator(".ac-richTextBlock");
        await Expect(words).ToHaveTextAsync(Hostile);
        await Expect(words.Locator("img, a, strong, em")).ToHaveCountAsync(0);
        await Expect(window.Card.Locator("strong")).ToHaveTextAsync("Sunny Beach");
        var link = window.Page.GetByRole(AriaRole.Link, new() { Name = "The survey" });
        await Expect(link).ToHaveAttributeAsync("target", "_blank");
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Expect(window.Messages).ToContainTextAsync(["New comment: 3 of 10"]);
        Assert.Null(await window.Page.EvaluateAsync<int?>("window.hit"));
    }

    [Fact]
    public async Task A_form_in_the_card_is_filled_in_and_the_card_changes_for_everyone()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync();
        var other = await scene.LookAsync("ben");
        await window.Button("Fix it ourselves").ClickAsync();
        await Expect(window.Page.GetByLabel("Who owns it?")).ToHaveValueAsync("me");
        await window.Page.GetByLabel("Who owns it?").SelectOptionAsync("Ben Okoro");
        await window.Page.GetByLabel("What will we try?").FillAsync("A <b>sign</b> at the door");
        await window.Page.GetByLabel("By when?").FillAsync("2026-12-01");
        await window.Page.GetByLabel("Tell the customer").CheckAsync();
        await window.PictureAsync("teams-form");
        await window.Button("Save").ClickAsync();
        await Expect(window.Card).ToHaveTextAsync("We try: A <b>sign</b> at the door");
        await Expect(other.Card).ToHaveTextAsync("We try: A <b>sign</b> at the door");
        var data = Assert.Single(scene.Bot.Invokes("adaptiveCard/action")).GetProperty("value").GetProperty("action").GetProperty("data");
        Assert.Equal("r-1", data.GetProperty("item").GetString());
        Assert.Equal(scene.Teams.PersonNamed("ben").Id, data.GetProperty("owner").GetString());
        Assert.Equal("2026-12-01", data.GetProperty("date").GetString());
        Assert.Equal("yes", data.GetProperty("tell").GetString());
    }

    [Fact]
    public async Task What_is_missing_is_told_before_the_bot_hears_and_what_the_bot_refuses_comes_back_in_the_card()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync();
        await window.Button("Fix it ourselves").ClickAsync();
        await window.Button("Save").ClickAsync();
        await Expect(window.Card.GetByText("One sentence, please.")).ToBeVisibleAsync();
        var words = window.Card.Locator("textarea");
        await Expect(words).ToBeFocusedAsync();
        await window.PictureAsync("teams-form-with-problem");
        Assert.Empty(scene.Bot.Activities);
        await words.FillAsync("magic");
        await Expect(window.Card.GetByText("One sentence, please.")).ToHaveCountAsync(0);
        await window.Button("Save").ClickAsync();
        await Expect(window.Card.GetByText("Something that we can do ourselves, please.")).ToBeVisibleAsync();
        await window.Card.Locator("textarea").FillAsync("A sign at the door");
        await window.Button("Save").ClickAsync();
        await Expect(window.Card).ToHaveTextAsync("We try: A sign at the door");
    }

    [Fact]
    public async Task A_card_that_comes_back_is_seen_by_that_person_alone_until_it_goes_back()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync();
        var other = await scene.LookAsync("ben");
        await window.Button("Show all").ClickAsync();
        await Expect(window.Card).ToContainTextAsync("The whole comment");
        await Expect(window.Card).ToBeFocusedAsync();
        await Expect(window.Page.GetByText("Your own view")).ToBeVisibleAsync();
        await Expect(other.Button("Show all")).ToBeVisibleAsync();
        await window.Page.ReloadAsync();
        await Expect(window.Card).ToContainTextAsync("The whole comment");
        await window.Button("Back").ClickAsync();
        await Expect(window.Card).ToContainTextAsync("As it stands now");
    }

    [Fact]
    public async Task A_manager_sees_a_view_of_her_own_when_she_looks_and_members_do_not()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var manager = await scene.LookAsync("ana");
        await Expect(manager.Button("Accept")).ToBeVisibleAsync();
        Assert.Equal("automatic", Assert.Single(scene.Bot.Invokes("adaptiveCard/action")).GetProperty("value").GetProperty("trigger").GetString());
        var member = await scene.LookAsync();
        await Expect(member.Button("Show all")).ToBeVisibleAsync();
        await Expect(member.Button("Accept")).ToHaveCountAsync(0);
        await manager.Page.ReloadAsync();
        await Expect(manager.Button("Accept")).ToBeVisibleAsync();
        Assert.Single(scene.Bot.Invokes("adaptiveCard/action"));
    }

    [Fact]
    public async Task A_short_answer_and_a_failure_are_told_and_the_card_stays()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync();
        await window.Button("Celebrate").ClickAsync();
        await Expect(window.Page.Locator(".toast")).ToContainTextAsync("Thank you for the praise.");
        await window.Button("Escalate").ClickAsync();
        await Expect(window.Page.Locator(".toast.wrong")).ToContainTextAsync("Something went wrong. Please try again.");
        await Expect(window.Button("Escalate")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task What_is_hidden_in_a_card_is_shown_and_hidden_without_the_bot()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync();
        var hidden = window.Page.GetByText("Only managers decide here.");
        await Expect(hidden).ToBeHiddenAsync();
        await window.Button("For managers").ClickAsync();
        await Expect(hidden).ToBeVisibleAsync();
        await window.Button("For managers").ClickAsync();
        await Expect(hidden).ToBeHiddenAsync();
        Assert.Empty(scene.Bot.Activities);
    }

    [Fact]
    public async Task What_one_types_stays_while_others_write_and_the_form_works_by_keyboard_alone()
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync();
        var window = await scene.LookAsync();
        await window.Button("Fix it ourselves").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        for (var button = 0; button < 6; button++) await window.Page.Keyboard.PressAsync("Tab");
        await Expect(window.Page.GetByLabel("Who owns it?")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.TypeAsync("A sign");
        await scene.Teams.SayAsync("ana", "Front desk", "Good morning!");
        await Expect(window.Messages).ToHaveCountAsync(2);
        await window.Page.Keyboard.TypeAsync(" at the door");
        await Expect(window.Page.GetByLabel("What will we try?")).ToHaveValueAsync("A sign at the door");
        await window.Button("Save").FocusAsync();
        await window.Page.Keyboard.PressAsync("Space");
        await Expect(window.Card).ToHaveTextAsync("We try: A sign at the door");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Cards_fit_their_window(ColorScheme colours, int width)
    {
        await using var scene = await TeamsScene.SetAsync(chromium);
        await scene.PostAsync(words: "Nobody could tell me where the bus leaves. " + new string('x', 300));
        await scene.PostAsync(10, "المكان جميل جدا 😀\n\nThe breakfast was lovely, and so was everyone at the front desk.");
        await scene.Teams.SayAsync("ana", "Front desk", "Well done <script>alert(1)</script>! " + new string('y', 200));
        var window = await scene.LookAsync(colours: colours, width: width, height: 844);
        await Expect(window.Messages).ToHaveCountAsync(3);
        await window.Button("Fix it ourselves").First.ClickAsync();
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("document.querySelector('.message-list').scrollWidth - document.querySelector('.message-list').clientWidth"));
        Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await window.PictureAsync($"teams-channel-{colours}-{width}");
        await window.Page.EvaluateAsync("document.querySelector('.message-list').scrollTop = 0");
        await window.PictureAsync($"teams-channel-top-{colours}-{width}");
    }
}
